/**
 * What is in a frame: `embed.html` has the element alone, as its address says, and
 * this script for what is between it and the page around.
 *
 *   embed.html?src=story.json&view=relationships&lang=fr&theme=dark
 *
 * A classic script: in a sandbox without an origin no module comes, unless the server
 * allows it, and somebody has to say so. What the page does is in `embed.js`; a page
 * without it, such as one of AMP, is told the height all the same.
 */
(() => {
  /**
   * The attributes that the address may set, and what they may be.
   * @type {Record<string, RegExp>}
   */
  const PARAMETERS = {
    view: /^(timeline|relationships|story)$/,
    layout: /^(auto|horizontal|vertical)$/,
    lang: /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i,
    theme: /^(auto|light|dark)$/,
    permalink: /^(off|hash)$/,
    refresh: /^\d{1,5}$/,
    embeds: /^(off|on)$/,
    debug: /^$/,
  };

  /** How wide a column of paper is at least, in pixels; what is narrower is taller. */
  const PAPER_PX = 560;

  /** How long the widget settles before it is measured for paper, in milliseconds. */
  const SETTLE_MS = 1000;

  // Of the address, not of the page: in a sandbox that has none.
  const policy = document.createElement("meta");
  const { origin } = new URL(location.href);
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `script-src ${origin} 'wasm-unsafe-eval'; style-src ${origin}`;
  document.head.append(policy);

  const isFramed = parent !== self;
  /** In a sandbox without an origin. */
  const isOpaque = self.origin === "null";
  const element = /** @type {import("./types").Element_} */ (document.createElement("back-story"));

  /**
   * What the page around has told of itself.
   * @type {{ pages: string[] } | undefined}
   */
  let around;
  /** @type {number | undefined} */
  let print;
  let height = 0;
  /** @type {number | undefined} */
  let settling;

  /**
   * Says what keeps the frame from working, to who embeds it.
   * @param {string} text
   */
  function say(text) {
    if ([...document.querySelectorAll("p")].some((it) => it.textContent === text)) return;
    const line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.textContent = text;
    document.body.append(line);
    console.warn(text);
    measure();
  }

  /** @param {Record<string, unknown>} message */
  const post = (message) => isFramed && parent.postMessage(message, "*");

  /** Tells the page around how tall all of it is, menus included. */
  function measure(isAnew = false) {
    const now = Math.ceil(document.body.scrollHeight);
    if (!isAnew && now === height) return;
    height = now;
    // As a frame of AMP says it, so that one message does for both.
    post({ sentinel: "amp", type: "embed-size", height, backstory: { height, print } });
  }

  /** Measures soon, when what an event does has been drawn. */
  function measureSoon() {
    requestAnimationFrame(() => setTimeout(measure));
    setTimeout(measure, 250);
  }

  /**
   * Measures what would be printed: the widget draws it when the page is about to be,
   * and then it is too late to ask for room.
   */
  function measurePaper() {
    const root = element.shadowRoot;
    if (!root || !isFramed) return;
    dispatchEvent(new Event("beforeprint"));
    const rules = root.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]);
    const paper = rules.filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText === "print");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(paper.flatMap((rule) => [.../** @type {CSSMediaRule} */ (rule).cssRules]).map((it) => it.cssText).join("\n"));
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    element.style.width = `${Math.min(innerWidth, PAPER_PX)}px`;
    print = Math.ceil(element.getBoundingClientRect().height);
    element.style.width = "";
    root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter((it) => it !== sheet);
    dispatchEvent(new Event("afterprint"));
    measure(true);
  }

  function settle() {
    measureSoon();
    clearTimeout(settling);
    settling = setTimeout(() => (self.requestIdleCallback ?? setTimeout)(measurePaper), SETTLE_MS);
  }

  /** Fills the element's attributes; false where there is nothing to show. */
  function fill() {
    const parameters = new URLSearchParams(location.search);
    for (const [name, value] of parameters) {
      if (name === "src") continue;
      if (PARAMETERS[name]?.test(value)) element.setAttribute(name, value);
      else console.warn(`embed.html: ${name}=${value} is not known, and is passed over`);
    }
    const sources = (parameters.get("src") ?? "").split(/\s+/).filter(Boolean);
    if (!sources.length) {
      say("This frame needs the address of its data: embed.html?src=https://…");
      return false;
    }
    for (const source of sources) {
      const url = URL.canParse(source, document.baseURI) ? new URL(source, document.baseURI) : undefined;
      if (url && /^https?:$/.test(url.protocol) && !url.username) continue;
      say(`This frame's src is not an address of http or https: ${source}`);
      return false;
    }
    element.setAttribute("src", sources.join(" "));
    element.setAttribute("loading", "eager");
    return true;
  }

  /**
   * A link leads out of the frame, in which the widget is. One to the article leads to
   * the passage in the page around, if that is the article, or else to the article in
   * its place.
   * @param {MouseEvent} event
   */
  function follow(event) {
    const link = event.composedPath().find((it) => it instanceof HTMLAnchorElement && it.href);
    if (!(link instanceof HTMLAnchorElement)) return;
    const isBare = !link.target && !link.hasAttribute("download");
    if (isFramed && isBare && /^https?:/.test(link.href)) link.target = "_blank";
    if (link.target !== "_blank") return;
    const [url, passage] = link.href.split(":~:text=");
    const page = url.split("#")[0];
    if (passage && around?.pages.includes(page)) {
      event.preventDefault();
      post({ backstory: { passage } });
    } else if (passage && !isOpaque) {
      link.target = "_top";
    } else if (isOpaque) {
      event.preventDefault();
      let opened;
      try {
        opened = open(link.href, "_blank");
      } catch {
        // So Firefox says it.
      }
      if (opened) opened.opener = null;
      else say(`This frame may open no page: give it sandbox="allow-scripts allow-popups". The link is ${link.href}`);
    }
  }

  /** The widget's state goes through the page's address, not the frame's. */
  function joinAddress() {
    const native = history.replaceState.bind(history);
    for (const kind of /** @type {const} */ (["pushState", "replaceState"])) {
      history[kind] = (state, title, url) => {
        native(state, title, url);
        post({ backstory: { hash: location.hash, isStep: kind === "pushState" } });
      };
    }
    const { clipboard } = navigator;
    const write = clipboard?.writeText.bind(clipboard);
    // A link to the widget is one to the page that it is in.
    if (write) {
      clipboard.writeText = (text) => write(text.replace(location.href.split("#")[0], around?.pages[0] ?? "$&"));
    }
  }

  addEventListener("message", ({ data, source }) => {
    if (source !== parent || !data?.backstory) return;
    const { pages, foot, hash } = data.backstory;
    if (!around) {
      measure(true);
      // As tall as all of it: a scroll bar would only come and go.
      document.documentElement.style.overflowY = "hidden";
    }
    // Whoever embeds the frame may say anything.
    around = { pages: Array.isArray(pages) ? pages.filter((it) => typeof it === "string") : [] };
    element.style.setProperty("--backstory-foot", `${Number(foot) || 0}px`);
    const isHash = typeof hash === "string" && /^(#|$)/.test(hash);
    if (element.getAttribute("permalink") === "hash" && isHash && hash !== location.hash) {
      location.replace(hash || "#");
    }
  });
  addEventListener(
    "error",
    ({ target }) => {
      if (!(target instanceof HTMLScriptElement)) return;
      say(
        isOpaque
          ? `This frame is in a sandbox without an origin: give it sandbox="allow-scripts allow-popups allow-same-origin", or have the server of ${target.src} send "Access-Control-Allow-Origin: *"`
          : `${target.src} did not load`,
      );
    },
    true,
  );

  addEventListener("DOMContentLoaded", () => {
    document.body.style.margin = "0";
    new ResizeObserver(() => measure()).observe(document.body);
    if (!fill()) return;
    if (isFramed && element.getAttribute("permalink") === "hash") joinAddress();
    for (const kind of ["click", "keyup", "input"]) document.addEventListener(kind, measureSoon, true);
    document.addEventListener("click", follow, true);
    for (const kind of ["ready", "filter", "error"]) document.addEventListener(`backstory:${kind}`, settle);
    document.body.append(element);
    measure(true);
  });
})();
