/** Turbo 8, which keeps copies of pages and takes the reader's Back over. */

import * as Turbo from "@hotwired/turbo";

Object.assign(globalThis, { Turbo });
