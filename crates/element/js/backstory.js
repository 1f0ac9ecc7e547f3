/**
 * The element <back-story>, which shows an article's dataset.
 *
 *   <script type="module" src="backstory.js"></script>
 *   <back-story src="rwanda.json" article="#story"></back-story>
 *
 * Small on purpose: it says what the element's attributes, properties and
 * methods are, and fetches the rest once the element comes near the reader: what
 * is in core/, and the style sheet. What the element does is in core/shell.js;
 * how to embed it, in docs/embedding.md.
 */

/** @import { Core, Element_ } from "./types" */

/**
 * The hashes of the files, as they are named from core/; `cargo xtask dist` writes them.
 * @type {Record<string, string>}
 */
const SUMS = {};

/** Why one of the widget's own files is not there, for the newsroom's developer. */
const WHY = {
  policy: "this page's Content-Security-Policy keeps it away",
  cors: "its server does not allow this page to use it (CORS)",
  network: "it cannot be reached over the network",
  missing: "its server answers with an error",
  type: "its server gives it the wrong MIME type",
  broken: "it is not what was published",
};

/** How near to the window an element is fetched for, in pixels. */
const PRELOAD_MARGIN_PX = 600;

/**
 * What the page's policy kept away while the files were fetched.
 * @type {string[]}
 */
const blocked = [];

/**
 * @param {URL} url
 * @param {string} kind
 * @param {unknown} error
 * @returns {Promise<keyof typeof WHY>}
 */
async function why(url, kind, error) {
  /** @type {keyof typeof WHY} */
  const reason = await fetch(url).then(
    (response) =>
      !response.ok
        ? "missing"
        : response.headers.get("content-type")?.includes(kind)
          ? "broken"
          : "type",
    () => fetch(url, { mode: "no-cors" }).then(() => "cors", () => "network"),
  );
  const isBlocked = blocked.some((uri) => uri.endsWith("eval") || (uri && url.href.startsWith(uri)));
  return isBlocked || /unsafe-eval/.test(String(error)) ? "policy" : reason;
}

/**
 * What a file is served as, by how its name ends; everything else is JavaScript.
 * @type {Record<string, string>}
 */
const TYPES = { wasm: "wasm", css: "css" };

/**
 * Does `use` with the address and hash of a file, and says what went wrong.
 *
 * @template T
 * @param {string} file
 * @param {(url: URL, integrity?: string) => Promise<T>} use
 */
async function get(file, use) {
  const url = new URL(`core/${file}`, import.meta.url);
  try {
    return await use(url, SUMS[file.replace(/\?.*/, "")]);
  } catch (error) {
    const code = await why(url, TYPES[file.replace(/.*\./, "")] ?? "javascript", error);
    throw Object.assign(new Error(`${url} did not load: ${WHY[code]}.`, { cause: error }), { code });
  }
}

/**
 * Imports a module; where its hash is known, only if it is the one published.
 * WebKit looks at no hash of a preload, but at that of a fetch, from whose copy
 * the preload is then served.
 *
 * @param {string} file
 */
const module = (file) =>
  get(file, async (url, integrity) => {
    if (integrity) {
      await fetch(url, { integrity });
      const link = document.createElement("link");
      Object.assign(link, { rel: "modulepreload", crossOrigin: "", integrity, href: url.href });
      await new Promise((onload, onerror) => {
        Object.assign(link, { onload, onerror });
        document.head.append(link);
      }).finally(() => link.remove());
    }
    return import(url.href);
  });

/**
 * The wasm, started: a fresh one for each `turn`.
 * @param {number} turn
 * @returns {Promise<Core>}
 */
async function start(turn) {
  const [core, wasm] = await Promise.all([
    module(`backstory-element.js${turn ? `?${turn}` : ""}`),
    get("backstory-element_bg.wasm", (url, integrity) => fetch(url, { integrity })),
  ]);
  await get("backstory-element_bg.wasm", async () => {
    if (!wasm.ok) throw wasm.status;
    return core.default({ module_or_path: wasm });
  });
  return core;
}

/**
 * The style sheet, one object for every widget of the page. A page that was served
 * with the element's content has the file already; a constructed sheet needs no
 * `style-src` of the page's policy.
 */
const styles = () =>
  get("../backstory.css", async (url, integrity) => {
    const response = await fetch(url, { integrity });
    if (!response.ok) throw response.status;
    return new CSSStyleSheet().replace(await response.text());
  });

/** @typedef {typeof import("./shell").Shell} Shells */

/** @type {Promise<Shells> | undefined} */
let shells;

/** @type {Promise<{ Shell: Shells }>} */
let code;

/** Everything that an element needs, fetched once a page. */
function load() {
  shells ??= (async () => {
    const note = (/** @type {SecurityPolicyViolationEvent} */ event) => blocked.push(event.blockedURI);
    addEventListener("securitypolicyviolation", note);
    try {
      code = module("shell.js");
      const [{ Shell }, core, sheet] = await Promise.all([code, start(0), styles()]);
      Shell.begin(core, start, sheet, { get, module, sums: SUMS });
      return Shell;
    } finally {
      removeEventListener("securitypolicyviolation", note);
    }
  })();
  return shells;
}

/** @type {("src" | "article" | "view" | "layout" | "theme" | "loading" | "permalink")[]} */
const MIRRORED = ["src", "article", "view", "layout", "theme", "loading", "permalink"];

class BackStory extends HTMLElement {
  static backstory = true;
  static observedAttributes = [...MIRRORED, "lang"];
  /** @type {unknown} */
  #data;
  /** @type {Promise<import("./shell").Shell | void> | undefined} */
  #shell;
  /** @type {IntersectionObserver | undefined} */
  #observer;

  connectedCallback() {
    this.#attach();
    // What was set before the element was known to the browser.
    const own = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this));
    for (const name of ["data", ...MIRRORED]) {
      if (!Object.hasOwn(own, name)) continue;
      const value = own[name];
      delete own[name];
      own[name] = value;
    }
    const show = () => this.#do("connected");
    // A link to the widget has its state.
    const isLinked = this.getAttribute("permalink") === "hash" && location.hash.includes(`${this.id || "backstory"}:`);
    if (this.#shell || isLinked || this.getAttribute("loading") === "eager" || this.#isNear()) return void show();
    this.#observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && show(),
      { rootMargin: `${PRELOAD_MARGIN_PX}px` },
    );
    this.#observer.observe(this);
  }

  /** Has a shadow root; a method may be called before the element is in a page. */
  #attach() {
    if (this.shadowRoot) return;
    // Prerendered, and put into the page by a script.
    const served = /** @type {HTMLTemplateElement | null} */ (this.querySelector(":scope > template[shadowrootmode]"));
    const root = this.attachShadow({ mode: "open" });
    if (served) root.append(served.content);
    served?.remove();
  }

  /** Whether it is near already: the observer would say so a frame later. */
  #isNear() {
    const { top, bottom } = this.getBoundingClientRect();
    return this.getClientRects().length > 0 && top < innerHeight + PRELOAD_MARGIN_PX && bottom > -PRELOAD_MARGIN_PX;
  }

  disconnectedCallback() {
    this.#observer?.disconnect();
    if (this.#shell) this.#do("disconnected");
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (this.#shell && before !== after) this.#do("changed", name);
  }

  get data() {
    return this.#data;
  }

  set data(data) {
    this.#data = data;
    if (this.#shell) this.#do("changed", "src");
  }

  /** @param {unknown} filter */
  setFilter(filter) {
    return this.#do("ask", "setFilter", filter);
  }

  /** @param {unknown} records */
  select(records) {
    return this.#do("ask", "select", records);
  }

  clear() {
    return this.#do("ask", "clear");
  }

  /**
   * @param {"connected" | "disconnected" | "changed" | "ask"} method
   * @param {any[]} words
   */
  async #do(method, ...words) {
    this.#observer?.disconnect();
    this.#attach();
    const isFirst = !this.#shell;
    this.#shell ??= load().then(
      (Shell) => new Shell(this.#self),
      (error) => {
        console.error(error);
        this.#code("leave");
        const root = this.#self.shadowRoot;
        if (!root.firstChild) root.textContent = error.message;
        const detail = { code: error.code, message: error.message };
        const options = { bubbles: true, composed: true, detail };
        this.dispatchEvent(new CustomEvent("backstory:error", options));
      },
    );
    // Who comes back may have all that it needs.
    if (isFirst) this.#code("handoffBegins");
    const shell = await this.#shell;
    return shell && /** @type {any} */ (shell)[method](...words);
  }

  /**
   * Tells the shell's code, which is there before the wasm, of served content.
   * @param {"leave" | "handoffBegins"} what
   */
  #code(what) {
    code.then(({ Shell }) => Shell[what](this.#self), () => {});
  }

  /** This element, as what stands behind it knows it. */
  get #self() {
    return /** @type {Element_} */ (/** @type {unknown} */ (this));
  }
}

for (const name of MIRRORED) {
  Object.defineProperty(BackStory.prototype, name, {
    get() {
      return this.getAttribute(name);
    },
    set(value) {
      if (value == null) this.removeAttribute(name);
      else this.setAttribute(name, value);
    },
  });
}

// The name may be taken: by another copy of this file, or by something else.
for (let n = 0, isOurs = false; !isOurs; n++) {
  const name = n ? `back-story-${n}` : "back-story";
  const taken = customElements.get(name);
  isOurs = !taken || "backstory" in taken;
  if (taken) continue;
  customElements.define(name, BackStory);
  if (n) console.warn(`<back-story> is taken on this page; use <${name}>.`);
}
