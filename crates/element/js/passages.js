/**
 * Ties the rows to the article's text, without a change to the article.
 *
 * The article's paragraphs are read as strings, in which the wasm finds the
 * passages (`src/locate/`); what it finds becomes ranges, painted with the CSS
 * Custom Highlight API. The rows are marked by a constructed style sheet in the
 * widget's shadow root, so that neither side renders anything anew as the
 * reader scrolls.
 *
 * The one thing that ever changes in the article is the `tabindex` of a
 * paragraph, for as long as the reader's focus is on it.
 */

/** The layers of paint, each over those before it. */
const LAYERS = ["passage", "lit", "flash"];

/** Every highlight of the page is ours by its prefix; colours are the page's to set. */
const PAINT = `
::highlight(backstory-passage) { text-decoration: underline dotted 1px var(--backstory-passage, #3a87b4); }
::highlight(backstory-lit) { background-color: var(--backstory-lit, #ffcf4a66); }
::highlight(backstory-flash) { background-color: var(--backstory-flash, #ffb300b3); }`;

/** How long a passage that was gone to flashes, and how long changes settle. */
const FLASH = 1600;
const CHANGES_SETTLE = 300;

/** What is no text of the article, and what has presses of its own. */
const NO_TEXT = "script, style, noscript, template, textarea, select, button, svg, [hidden]";
const PRESSED = "a, button, input, select, textarea, label, summary, [contenteditable], [tabindex]";

/** What opens an event or a relationship; somebody's name has no passages. */
const OPENER = '[data-record]:not([data-record^="entity"])';

const canPaint = "highlights" in CSS && "Highlight" in globalThis;
const isWidget = (element) => element.localName.startsWith("back-story");

/** The sheet that paints, and how many widgets want it in each document or shadow root. */
let paint;
const painted = new Map();

function wantPaint(root, by) {
  const count = (painted.get(root) ?? 0) + by;
  if (!paint) (paint = new CSSStyleSheet()).replaceSync(PAINT);
  const others = [...root.adoptedStyleSheets].filter((sheet) => sheet !== paint);
  root.adoptedStyleSheets = count ? [...others, paint] : others;
  count ? painted.set(root, count) : painted.delete(root);
}

/** Adds ranges to a layer of the page, or takes them away. */
function put(layer, ranges, isAdded) {
  if (!canPaint) return;
  const name = `backstory-${layer}`;
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  highlight.priority = LAYERS.indexOf(layer);
  for (const range of ranges) isAdded ? highlight.add(range) : highlight.delete(range);
  highlight.size ? CSS.highlights.set(name, highlight) : CSS.highlights.delete(name);
}

/**
 * The article's paragraphs: for each block that has text of its own, that text
 * and the nodes that it came from.
 */
function paragraphsOf(article) {
  const blocks = new Map();
  const homes = new Map();
  // The nearest element around it that is no part of a line.
  const home = (element) => {
    if (!homes.has(element)) {
      const isInline = /^(inline|contents|ruby)/.test(getComputedStyle(element).display);
      homes.set(element, isInline && element !== article ? home(element.parentElement) : element);
    }
    return homes.get(element);
  };
  const walker = document.createTreeWalker(
    article,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
    (node) => {
      if (node.nodeType === Node.TEXT_NODE || node.localName === "br") return NodeFilter.FILTER_ACCEPT;
      const isSkipped = isWidget(node) || node.matches(NO_TEXT);
      return isSkipped ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    },
  );
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const block = home(node.parentElement);
    if (!blocks.has(block)) blocks.set(block, { block, text: "", nodes: [], starts: [] });
    const paragraph = blocks.get(block);
    if (node.nodeType === Node.TEXT_NODE) {
      paragraph.nodes.push(node);
      paragraph.starts.push(paragraph.text.length);
      paragraph.text += node.data;
    } else {
      paragraph.text += "\n";
    }
  }
  return [...blocks.values()].filter(
    ({ block, text }) => text.trim() && block.checkVisibility?.() !== false,
  );
}

function rangeIn({ nodes, starts }, from, to) {
  const range = document.createRange();
  const first = starts.findLastIndex((start) => start <= from);
  const last = starts.findLastIndex((start) => start < to);
  range.setStart(nodes[first], from - starts[first]);
  range.setEnd(nodes[last], to - starts[last]);
  return range;
}

export class Passages {
  #element;
  #mounted;
  #article;
  #root;
  /** The passages that were found: number, block, range. */
  #places = [];
  /** What listens, until the widget ends and until it leaves an article. */
  #ended = new AbortController();
  #left;
  #changes;
  #views;
  #inView = new Set();
  #marks = new CSSStyleSheet();
  #pointed;
  #lit = [];
  #timers = {};

  constructor(element, mounted) {
    this.#element = element;
    this.#mounted = mounted;
    const root = element.shadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#marks];
    const { signal } = this.#ended;
    const point = (event) => this.#point(event.target);
    for (const kind of ["pointerover", "focusin"]) root.addEventListener(kind, point, { signal });
    for (const kind of ["pointerout", "focusout"]) {
      root.addEventListener(kind, () => this.#point(root.activeElement), { signal });
    }
  }

  /** Looks for the passages, now that the element or the article is another. */
  find() {
    const article = this.#find();
    if (article !== this.#article) {
      this.#leave();
      this.#enter(article);
    }
    if (article) this.#locate();
  }

  /** Goes to a passage: scrolls there, flashes it, and takes the focus along. */
  visit(number) {
    const place = this.#places.find((it) => it.number === number);
    if (!place) return;
    const { range, block } = place;
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const from = this.#element.shadowRoot.activeElement;
    lend(block, () => (from?.isConnected ? from : this.#element).focus());
    const around = range.startContainer.parentElement;
    around.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" });
    if (!canPaint) {
      getSelection().removeAllRanges();
      getSelection().addRange(range.cloneRange());
      return;
    }
    put("flash", [range], true);
    setTimeout(() => put("flash", [range], false), FLASH);
  }

  /** Marks the rows: what the reader holds, and what is said in view. */
  mark() {
    const numbers = this.#places.filter((it) => this.#inView.has(it.block)).map((it) => it.number);
    const named = (names) => `:is(${names.map((name) => `[data-record="${name}"]`)})`;
    const held = this.#mounted.held().filter((name) => !name.startsWith("entity"));
    const read = this.#mounted.recordsOf(Uint32Array.from(numbers));
    const rules = [];
    if (read.length) {
      // A sign rather than a colour; before a title, which may be cut at its end.
      rules.push(`:is(${named(read)}:not(:has(.event__title)), ${named(read)} .event__title)::before {
        content: "¶ "; content: "¶ " / ""; color: var(--accent); font-weight: 600; }`);
    }
    if (held.length) {
      rules.push(`${named(held)} { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
        .row:has(${named(held)}) { background: var(--accent-wash); }`);
    }
    this.#marks.replaceSync(rules.join("\n"));
    this.#light();
  }

  /** Takes everything back. */
  end() {
    this.#leave();
    this.#ended.abort();
    const root = this.#element.shadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter((it) => it !== this.#marks);
  }

  /** The article that the element names, or else stands in. */
  #find() {
    const named = this.#element.getAttribute("article");
    if (!this.#element.isConnected) return null;
    if (!named) return this.#element.closest("article");
    try {
      return this.#element.getRootNode().querySelector(named);
    } catch {
      console.warn(`<back-story>: article="${named}" is not a selector.`);
      return null;
    }
  }

  #enter(article) {
    this.#article = article;
    if (!article) return;
    this.#root = article.getRootNode();
    if (canPaint) wantPaint(this.#root, 1);
    const { signal } = (this.#left = new AbortController());
    article.addEventListener("click", (event) => this.#press(event), { signal });
    document.addEventListener("selectionchange", () => this.#later("select"), { signal });
    this.#changes = new MutationObserver(() => this.#later("locate"));
    this.#changes.observe(article, { childList: true, characterData: true, subtree: true });
    this.#views = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        this.#inView[isIntersecting ? "add" : "delete"](target);
      }
      this.mark();
    });
  }

  #leave() {
    clearTimeout(this.#timers.select);
    clearTimeout(this.#timers.locate);
    if (!this.#article) return;
    this.#clear();
    this.#left.abort();
    this.#changes.disconnect();
    this.#views.disconnect();
    if (canPaint) wantPaint(this.#root, -1);
    this.#article = undefined;
  }

  #later(what) {
    clearTimeout(this.#timers[what]);
    this.#timers[what] = setTimeout(
      () => (what === "select" ? this.#select() : this.#locate()),
      CHANGES_SETTLE,
    );
  }

  #locate() {
    this.#clear();
    const paragraphs = paragraphsOf(this.#article);
    const found = this.#mounted.locate(paragraphs.map((it) => it.text));
    for (let at = 0; at < found.length; at += 4) {
      const [number, paragraph, from, to] = found.subarray(at, at + 4);
      const { block } = paragraphs[paragraph];
      this.#places.push({ number, block, range: rangeIn(paragraphs[paragraph], from, to) });
      this.#views.observe(block);
    }
    put("passage", this.#places.map((it) => it.range), true);
    this.mark();
  }

  #clear() {
    this.#views?.disconnect();
    this.#inView.clear();
    put("passage", this.#places.map((it) => it.range), false);
    put("lit", this.#lit, false);
    this.#places = [];
    this.#lit = [];
  }

  /** The reader points at something in the widget, or has the focus there. */
  #point(target) {
    const row = target?.closest?.(`${OPENER}, .row, li`);
    const opener = row?.matches(OPENER) ? row : row?.querySelector(OPENER);
    const name = opener?.dataset.record;
    if (name === this.#pointed) return;
    this.#pointed = name;
    this.#light();
  }

  /** Lights the passages of what is pointed at, or else of what is held. */
  #light() {
    if (!this.#article) return;
    const names = this.#pointed ? [this.#pointed] : this.#mounted.held();
    const numbers = new Set(names.flatMap((name) => [...this.#mounted.passagesOf(name)]));
    put("lit", this.#lit, false);
    this.#lit = this.#places.filter((it) => numbers.has(it.number)).map((it) => it.range);
    put("lit", this.#lit, true);
  }

  /** A press in the article: on a passage it picks out the passage's rows. */
  #press(event) {
    const { target, clientX: x, clientY: y } = event;
    if (event.defaultPrevented || !getSelection().isCollapsed) return;
    if (isWidget(target) || target.closest(PRESSED)) return;
    const isHit = (box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    const hit = this.#places.filter(({ range }) => [...range.getClientRects()].some(isHit));
    if (hit.length) this.#choose(hit, true);
  }

  /** Words were selected: they pick out the rows of what they overlap. */
  #select() {
    const selection = getSelection();
    if (selection.isCollapsed || !this.#article) return;
    const words = selection.getRangeAt(0);
    // Everything was selected, which means nothing in particular.
    if (words.intersectsNode(this.#article) && !this.#article.contains(words.commonAncestorContainer)) return;
    const hit = this.#places.filter(
      ({ range }) =>
        words.startContainer.getRootNode() === this.#root &&
        range.compareBoundaryPoints(Range.START_TO_END, words) > 0 &&
        range.compareBoundaryPoints(Range.END_TO_START, words) < 0,
    );
    if (hit.length) this.#choose(hit, false);
  }

  #choose(places, isPressed) {
    this.#mounted.choose(Uint32Array.from(places, (it) => it.number), isPressed);
  }
}

/** Lends the focus to a paragraph; Escape brings it back to where it was. */
function lend(block, back) {
  const borrowed = !block.hasAttribute("tabindex");
  if (borrowed) block.tabIndex = -1;
  block.focus({ preventScroll: true });
  const ended = new AbortController();
  const { signal } = ended;
  const end = () => {
    ended.abort();
    if (borrowed) block.removeAttribute("tabindex");
  };
  const key = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    back();
  };
  block.addEventListener("blur", end, { signal });
  block.addEventListener("keydown", key, { signal });
}
