/**
 * The element <back-story>, which shows an article's dataset.
 *
 *   <script type="module" src="backstory.js"></script>
 *   <back-story src="rwanda.json"></back-story>
 *
 * Small on purpose: it fetches the data and the wasm side by side once the
 * element comes near the reader, and leaves everything else to the wasm.
 */

import { languageOf, wordsOf } from "./language.js";

let core;

/** The wasm, fetched once a page. */
function load() {
  core ??= (async () => {
    const module = await import(new URL("core/backstory.js", import.meta.url));
    await module.default({
      module_or_path: new URL("core/backstory_bg.wasm", import.meta.url),
    });
    return module;
  })();
  return core;
}

/** The element's data: an inline JSON script, or the document at `src`. */
async function read(element) {
  const inline = element.querySelector('script[type="application/json"]');
  if (inline) return parse(inline.textContent, "the page");
  const src = element.getAttribute("src");
  if (!src) throw new Error("The element has no src and holds no data.");
  const url = new URL(src, document.baseURI);
  const response = await fetch(url).catch(() => {
    throw new Error(`The data at ${url} could not be reached.`);
  });
  if (!response.ok) {
    throw new Error(`The data at ${url} could not be read (status ${response.status}).`);
  }
  return parse(await response.text(), url);
}

function parse(text, where) {
  if (!text.trim()) throw new Error(`The document from ${where} is empty.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`The document from ${where} is not JSON: ${error.message}`);
  }
}

class BackStory extends HTMLElement {
  static observedAttributes = ["src", "lang"];
  #mounted;
  #observer;
  #turn = 0;

  connectedCallback() {
    if (!this.shadowRoot) {
      this.attachShadow({ mode: "open" }).append(document.createElement("div"));
    }
    if (this.#mounted || this.getAttribute("loading") === "eager") {
      this.#show();
      return;
    }
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#observer.disconnect();
        this.#show();
      },
      { rootMargin: "600px" },
    );
    this.#observer.observe(this);
  }

  disconnectedCallback() {
    this.#observer?.disconnect();
  }

  attributeChangedCallback(_name, before, after) {
    if (this.#mounted && before !== after) this.#show();
  }

  async #show() {
    const turn = ++this.#turn;
    const data = read(this);
    // Awaited below; without this, a failure that comes before the wasm would
    // be reported as unhandled.
    data.catch(() => {});
    const tag = languageOf(this);
    const words = wordsOf(tag);
    const place = this.shadowRoot.firstElementChild;
    try {
      const { Mounted } = await load();
      const file = await words;
      this.#mounted ??= new Mounted(this.shadowRoot, place);
      this.#mounted.setLanguage(file ? tag : "en", file);
    } catch (error) {
      place.textContent = `The backstory could not be started: ${error.message}`;
      return;
    }
    let problem;
    try {
      const document = await data;
      if (turn !== this.#turn) return;
      problem = this.#mounted.setData(document);
    } catch (error) {
      if (turn !== this.#turn) return;
      problem = error.message;
      this.#mounted.fail(problem);
    }
    this.dispatchEvent(
      new CustomEvent(problem ? "backstory:error" : "backstory:ready", {
        bubbles: true,
        composed: true,
        detail: problem ? { message: problem } : {},
      }),
    );
  }
}

if (!customElements.get("back-story")) customElements.define("back-story", BackStory);
