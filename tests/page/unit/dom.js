/** A document for the scripts to work in, since Node has none. */

import { parseHTML } from "linkedom";

/**
 * Has `html` as the page at `address`; whatever the scripts ask of a window is there.
 *
 * @param {string} html
 */
export function open(html, address = "https://example.org/story") {
  const { document, Node, HTMLElement, customElements } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  const url = new URL(address);
  const location = {
    get hash() {
      return url.hash;
    },
    get href() {
      return url.href;
    },
    get origin() {
      return url.origin;
    },
  };
  const entries = [];
  const go = (kind) => (state, _, to) => {
    entries.push({ kind, state });
    url.href = to;
  };
  const history = { state: { own: "the page's" }, pushState: go("push"), replaceState: go("replace") };
  const page = new EventTarget();
  const globals = {
    document,
    Node,
    HTMLElement,
    customElements,
    location,
    history,
    addEventListener: page.addEventListener.bind(page),
    removeEventListener: page.removeEventListener.bind(page),
    navigator: { languages: ["en-GB"], onLine: true },
    getComputedStyle: () => ({ display: "block" }),
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  // What linkedom lacks.
  Object.defineProperty(document, "baseURI", { value: address, configurable: true });
  /** Goes where the reader's Back would. */
  const back = (hash) => {
    url.hash = hash;
    page.dispatchEvent(new Event("popstate"));
  };
  return { document, entries, back, url };
}
