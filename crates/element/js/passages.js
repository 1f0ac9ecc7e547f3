/**
 * Links the rows to the article's text, without a change to the article.
 *
 * The article is told to the wasm as one string of its elements and texts, of
 * which it makes paragraphs and in which it finds the passages (`crates/core/src/anchor/`,
 * `docs/article.md`); what it finds becomes ranges, painted with the CSS Custom
 * Highlight API. One observer on the page sees the article come, change, move and
 * go. The rows are marked by a constructed style sheet in the
 * widget's shadow root, so that neither side renders anything anew as the
 * reader scrolls.
 *
 * The one thing that ever changes in the article is the `tabindex` of a
 * paragraph, for as long as the reader's focus is on it.
 */

/** @import { Element_, Place, WidgetHandle } from "./types" */

/** The layers of paint, each over those before it. */
const LAYERS = ["passage", "hovered", "flash"];

/** Every highlight of the page is ours by its prefix; colours are the page's to set. */
const PAINT = `
::highlight(backstory-passage) { text-decoration: underline dotted 1px var(--backstory-passage, #3a87b4); }
::highlight(backstory-hovered) { background-color: var(--backstory-hovered, #ffcf4a66); }
::highlight(backstory-flash) { background-color: var(--backstory-flash, #ffb300b3); }`;

/** How long a passage that was gone to flashes, and how long changes settle. */
const FLASH_MS = 1600;
const CHANGES_SETTLE = 300;

/** What says how the article's text changes, or whether it is shown. */
const CHANGES = {
  childList: true,
  characterData: true,
  subtree: true,
  attributes: true,
  attributeFilter: ["class", "hidden", "id", "open", "style"],
};

/** What holds no text, whose nodes need not be told; the wasm knows of more. */
const NO_TEXT = new Set(["script", "style", "svg", "template"]);

/** What has presses of its own. */
const PRESSED = "a, button, input, select, textarea, label, summary, [contenteditable], [tabindex]";

/** What opens an event or a relationship; somebody's name has no passages. */
const OPENER = '[data-record]:not([data-record^="entity"])';

/** What the outline means something by. */
// oxlint-disable-next-line no-control-regex
const MARKS = /[\x01-\x03]/g;

const canPaint = "highlights" in CSS && "Highlight" in globalThis;
/** @param {Element} element */
const isWidget = (element) => element.localName.startsWith("back-story");

/**
 * The sheet that paints, and how many widgets want it in each document or shadow root.
 * @type {CSSStyleSheet | undefined}
 */
let paint;
/** @type {Map<DocumentOrShadowRoot, number>} */
const painted = new Map();

/**
 * @param {DocumentOrShadowRoot} root
 * @param {number} by
 */
function wantPaint(root, by) {
  const count = (painted.get(root) ?? 0) + by;
  if (!paint) (paint = new CSSStyleSheet()).replaceSync(PAINT);
  const others = [...root.adoptedStyleSheets].filter((sheet) => sheet !== paint);
  root.adoptedStyleSheets = count ? [...others, paint] : others;
  if (count) painted.set(root, count);
  else painted.delete(root);
}

/**
 * Adds ranges to a layer of the page, or takes them away.
 *
 * @param {string} layer
 * @param {Range[]} ranges
 * @param {boolean} isAdded
 */
function put(layer, ranges, isAdded) {
  if (!canPaint) return;
  const name = `backstory-${layer}`;
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  highlight.priority = LAYERS.indexOf(layer);
  for (const range of ranges) highlight[isAdded ? "add" : "delete"](range);
  if (highlight.size) CSS.highlights.set(name, highlight);
  else CSS.highlights.delete(name);
}

/**
 * Whether an element is shown; one without a box may have children with one.
 * @param {Element} element
 */
const isShown = (element) =>
  element.localName === "br" ||
  element.checkVisibility?.() !== false ||
  getComputedStyle(element).display === "contents";

/**
 * The article as `Outline::read` (`crates/core/src/anchor/paragraphs.rs`) takes it: U+0001 and
 * a name open an element, with `!` where it is not shown, U+0002 closes one, and
 * U+0003 begins a text node; and these nodes.
 *
 * @param {Element} article
 */
export function outline(article) {
  /** @type {Text[]} */
  const nodes = [];
  /** @type {string[]} */
  const told = [];
  const tell = (/** @type {Node} */ parent, /** @type {boolean} */ isParentShown) => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE) {
        const text = /** @type {Text} */ (node);
        told.push("\x03", text.data.replace(MARKS, " "));
        nodes.push(text);
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        const element = /** @type {Element} */ (node);
        const isNodeShown = isParentShown && isShown(element);
        told.push(isParentShown && !isNodeShown ? "\x01!" : "\x01", element.localName);
        if (!isWidget(element) && !NO_TEXT.has(element.localName)) tell(element, isNodeShown);
        told.push("\x02");
      }
    }
  };
  tell(article, true);
  return { told: told.join(""), nodes };
}

/**
 * The nearest element around a node that is not part of a line.
 * @param {Node} node
 */
function blockOf(node) {
  let element = /** @type {HTMLElement} */ (node.parentElement);
  while (element.parentElement && /^(inline|contents|ruby)/.test(getComputedStyle(element).display)) {
    element = element.parentElement;
  }
  return element;
}

export class Passages {
  #element;
  #handle;
  /** @type {Element | undefined} */
  #article;
  /** @type {Document | ShadowRoot} */
  #root = document;
  /**
   * The article as it was told last, and its text nodes.
   * @type {ReturnType<typeof outline> | undefined}
   */
  #told;
  /**
   * The selector that the page was warned of.
   * @type {string | undefined}
   */
  #warned;
  /**
   * The passages that were found.
   * @type {Place[]}
   */
  #places = [];
  /** What listens, until the widget ends and until it leaves an article. */
  #ended = new AbortController();
  #left = new AbortController();
  /** @type {MutationObserver | undefined} */
  #changes;
  /** @type {IntersectionObserver | undefined} */
  #views;
  /** @type {Set<Element>} */
  #inView = new Set();
  #marks = new CSSStyleSheet();
  /** @type {string | undefined} */
  #pointed;
  /** @type {Range[]} */
  #hovered = [];
  /** @type {Record<string, number | undefined>} */
  #timers = {};

  /**
   * @param {Element_} element
   * @param {WidgetHandle} handle
   */
  constructor(element, handle) {
    this.#element = element;
    this.#handle = handle;
    const root = element.shadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#marks];
    const { signal } = this.#ended;
    const point = (/** @type {Event} */ event) => this.#point(event.target);
    for (const kind of ["pointerover", "focusin"]) root.addEventListener(kind, point, { signal });
    for (const kind of ["pointerout", "focusout"]) {
      root.addEventListener(kind, () => this.#point(root.activeElement), { signal });
    }
  }

  /** Looks for the passages, now that the element or its story is another. */
  find() {
    this.#told = undefined;
    this.#watch();
    this.#look();
  }

  /**
   * Goes to a passage: scrolls there, flashes it, and takes the focus along.
   * @param {number} number
   */
  visit(number) {
    const place = this.#places.find((it) => it.number === number);
    if (!place) return;
    const { range, block } = place;
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const from = /** @type {HTMLElement | null} */ (this.#element.shadowRoot.activeElement);
    lend(block, () => (from?.isConnected ? from : this.#element).focus());
    const around = range.startContainer.parentElement;
    around?.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" });
    if (!canPaint) {
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range.cloneRange());
      return;
    }
    put("flash", [range], true);
    setTimeout(() => put("flash", [range], false), FLASH_MS);
  }

  /** Marks the rows: what the reader holds, and what is said in view. */
  mark() {
    const numbers = this.#places.filter((it) => this.#inView.has(it.block)).map((it) => it.number);
    const named = (/** @type {string[]} */ names) => `:is(${names.map((name) => `[data-record="${name}"]`)})`;
    const held = this.#handle.highlighted().filter((name) => !name.startsWith("entity"));
    const read = this.#handle.recordsOf(Uint32Array.from(numbers));
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
    this.#changes?.disconnect();
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
      return rootOf(this.#element).querySelector(named);
    } catch {
      if (this.#warned !== named) {
        this.#warned = named;
        console.warn(`<back-story>: article="${named}" is not a selector.`);
      }
      return null;
    }
  }

  /** Watches the page that the element is in now. */
  #watch() {
    this.#changes?.disconnect();
    if (!this.#element.isConnected) return;
    this.#changes = new MutationObserver((all) => {
      if (!this.#timers.look && all.some((it) => this.#concerns(it))) this.#later("look");
    });
    this.#changes.observe(rootOf(this.#element), CHANGES);
  }

  /**
   * Whether a change may be of the article: in it, around it, or another is it.
   * @param {MutationRecord} record
   */
  #concerns({ target }) {
    const element = target.nodeType === Node.ELEMENT_NODE ? /** @type {Element} */ (target) : target.parentElement;
    if (element?.closest("back-story")) return false;
    const article = this.#article;
    return !article?.isConnected || article.contains(target) || target.contains(article) || this.#find() !== article;
  }

  #look() {
    const article = this.#find();
    if (article !== this.#article) {
      const had = this.#article;
      this.#leave();
      this.#enter(article);
      if (had && !article) {
        this.#handle.unanchor();
        this.mark();
      }
    }
    if (article) this.#locate();
  }

  /** @param {Element | null} article */
  #enter(article) {
    this.#article = article ?? undefined;
    if (!article) return;
    this.#root = rootOf(article);
    if (canPaint) wantPaint(this.#root, 1);
    const { signal } = (this.#left = new AbortController());
    const press = (/** @type {Event} */ event) => this.#press(/** @type {MouseEvent} */ (event));
    article.addEventListener("click", press, { signal });
    document.addEventListener("selectionchange", () => this.#later("select"), { signal });
    this.#views = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        this.#inView[isIntersecting ? "add" : "delete"](target);
      }
      this.mark();
    });
  }

  #leave() {
    for (const what of ["select", "look"]) this.#cancel(what);
    this.#told = undefined;
    if (!this.#article) return;
    this.#clear();
    this.#left.abort();
    this.#views?.disconnect();
    if (canPaint) wantPaint(this.#root, -1);
    this.#article = undefined;
  }

  /** @param {string} what */
  #cancel(what) {
    clearTimeout(this.#timers[what]);
    this.#timers[what] = undefined;
  }

  /** @param {string} what */
  #later(what) {
    this.#cancel(what);
    this.#timers[what] = setTimeout(() => {
      this.#timers[what] = undefined;
      if (what === "select") this.#select();
      else this.#look();
    }, CHANGES_SETTLE);
  }

  #locate() {
    if (!this.#article) return;
    const { told, nodes } = outline(this.#article);
    // The same words in other nodes have to be painted anew, and so have nodes that
    // were moved, which their ranges did not follow.
    const last = this.#told;
    const isText = (/** @type {Node} */ node) => node.nodeType === Node.TEXT_NODE;
    const isPlaced = this.#places.every(({ range }) => isText(range.startContainer) && isText(range.endContainer));
    if (isPlaced && told === last?.told && nodes.every((node, at) => node === last.nodes[at])) return;
    this.#clear();
    this.#told = { told, nodes };
    const found = this.#handle.anchor(told);
    for (let at = 0; at < found.length; at += 5) {
      const [number, first, from, end, to] = found.subarray(at, at + 5);
      const range = document.createRange();
      range.setStart(nodes[first], from);
      range.setEnd(nodes[end], to);
      const block = blockOf(nodes[first]);
      this.#places.push({ number, block, range });
      this.#views?.observe(block);
    }
    put("passage", this.#places.map((it) => it.range), true);
    this.mark();
  }

  #clear() {
    this.#views?.disconnect();
    this.#inView.clear();
    put("passage", this.#places.map((it) => it.range), false);
    put("hovered", this.#hovered, false);
    this.#places = [];
    this.#hovered = [];
  }

  /**
   * The reader points at something in the widget, or has the focus there.
   * @param {EventTarget | null} target
   */
  #point(target) {
    const row = /** @type {Element | null} */ (target)?.closest?.(`${OPENER}, .row, li`);
    const opener = row?.matches(OPENER) ? row : row?.querySelector(OPENER);
    const name = opener?.getAttribute("data-record") ?? undefined;
    if (name === this.#pointed) return;
    this.#pointed = name;
    this.#light();
  }

  /** Lights the passages of what is pointed at, or else of what is held. */
  #light() {
    if (!this.#article) return;
    const names = this.#pointed ? [this.#pointed] : this.#handle.highlighted();
    const numbers = new Set(names.flatMap((name) => [...this.#handle.passagesOf(name)]));
    put("hovered", this.#hovered, false);
    this.#hovered = this.#places.filter((it) => numbers.has(it.number)).map((it) => it.range);
    put("hovered", this.#hovered, true);
  }

  /**
   * A press in the article: on a passage it picks out the passage's rows.
   * @param {MouseEvent} event
   */
  #press(event) {
    const { clientX: x, clientY: y } = event;
    const target = /** @type {Element} */ (event.target);
    if (event.defaultPrevented || getSelection()?.isCollapsed === false) return;
    if (isWidget(target) || target.closest(PRESSED)) return;
    const isHit = (/** @type {DOMRect} */ box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    const hit = this.#places.filter(({ range }) => [...range.getClientRects()].some(isHit));
    if (hit.length) this.#choose(hit, true);
  }

  /** Words were selected: they pick out the rows of what they overlap. */
  #select() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !this.#article) return;
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

  /**
   * @param {Place[]} places
   * @param {boolean} isPressed
   */
  #choose(places, isPressed) {
    this.#handle.choose(Uint32Array.from(places, (it) => it.number), isPressed);
  }
}

/** @param {Node} node */
const rootOf = (node) => /** @type {Document | ShadowRoot} */ (node.getRootNode());

/**
 * Lends the focus to a paragraph; Escape brings it back to where it was.
 *
 * @param {HTMLElement} block
 * @param {() => void} back
 */
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
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    back();
  };
  block.addEventListener("blur", end, { signal });
  block.addEventListener("keydown", key, { signal });
}
