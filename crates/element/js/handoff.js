/**
 * What a page was served with (`crates/prerender/src/prerendered.rs`), until the widget takes its
 * place.
 *
 * It can be read and scrolled from the first paint on. From the moment that this
 * file is there, it can be typed and pressed as well: what was pressed happens
 * once the widget is in its place, and the focus, the words, the tab and the
 * place in the page are carried over. Nothing outside the element moves.
 *
 * The widget waits as long as its coming would be noticed: while the reader is
 * in the middle of the list that it has not, or where it is taller and would
 * push away what stands below, while nobody is at it. A press, or a scroll
 * elsewhere, ends the wait.
 */

/** @import { WidgetHandle } from "./types" */

/** What is the same in both, element by element. */
const SAME = [".filters", ".timeline", ".edges"];

/** After so long without a scroll the page rests, in milliseconds. */
const SCROLL_REST_MS = 150;

/** A widget has drawn itself for its place when it changes no more for so many
    frames; and it is waited for no longer than for so many. */
const QUIET_FRAMES = 3;
const LONGEST_FRAMES = 60;

/** @type {WeakMap<ShadowRoot, Prerendered | undefined>} */
const all = new WeakMap();

/**
 * The served content of a shadow root, if there is any.
 * @param {ShadowRoot} root
 */
export function prerendered(root) {
  if (!all.has(root)) {
    const content = /** @type {HTMLElement | null} */ (root.querySelector(".prerendered"));
    all.set(root, content ? new Prerendered(root, content) : undefined);
  }
  return all.get(root);
}

class Prerendered {
  #root;
  #content;
  #inert;
  /** @type {Set<HTMLElement>} */
  #pressed = new Set();
  #isComposing = false;
  #isUsed = false;
  #isAsked = false;
  /** @type {number | undefined} */
  #resting;
  #wake = () => {};
  /**
   * The widget that is on its way in, and which one it is.
   * @type {HTMLElement | undefined}
   */
  #place;
  #turn = 0;
  /**
   * Settled when the view that is shown can be drawn.
   * @type {Promise<boolean>}
   */
  #whole = Promise.resolve(false);
  #isWhole = false;
  #listening = new AbortController();
  /**
   * Called when the reader goes to the other tab.
   * @type {(view: string) => void}
   */
  onview = () => {};

  /**
   * @param {ShadowRoot} root
   * @param {HTMLElement} content
   */
  constructor(root, content) {
    this.#root = root;
    this.#content = content;
    this.#inert = [.../** @type {NodeListOf<HTMLElement>} */ (content.querySelectorAll("[inert]"))];
    for (const it of this.#inert) it.inert = false;
    const { signal } = this.#listening;
    /** @type {(target: EventTarget, kinds: string[], heard: (event: { type: string, target: any }) => void) => void} */
    const hear = (target, kinds, heard) =>
      kinds.forEach((kind) => target.addEventListener(kind, heard, { signal, capture: true, passive: true }));
    hear(content, ["click"], ({ target }) => {
      // A menu closes where something else is pressed.
      for (const it of this.#pressed) if (it.closest(".popover")) this.#pressed.delete(it);
      const control = target.closest("button, .row");
      if (!control || target.closest("details:not(.prerendered__all)")) return;
      control.dataset.pressed = "";
      this.#pressed.add(target);
      this.#wake();
    });
    hear(content, ["change", "toggle"], ({ target }) => {
      if (target.matches(".prerendered__choice")) this.onview(target.value);
      this.#wake();
    });
    hear(content, ["pointerover", "focusin", "input"], () => {
      this.#isUsed = true;
      this.#wake();
    });
    hear(content, ["compositionstart", "compositionend"], ({ type }) => {
      this.#isComposing = type.endsWith("start");
      this.#wake();
    });
    hear(window, ["scroll", "resize"], () => {
      clearTimeout(this.#resting);
      this.#resting = setTimeout(() => {
        this.#resting = undefined;
        this.#wake();
      }, SCROLL_REST_MS);
    });
  }

  /** The view that the reader chose, where it is another than was served; of a story, where
      all of it was unfolded. */
  get view() {
    const choice = /** @type {HTMLInputElement | null} */ (this.#content.querySelector(".prerendered__choice:checked"));
    const isLeft = !choice?.defaultChecked || this.#content.querySelector(".prerendered__all[open]");
    return isLeft ? choice?.value : undefined;
  }

  /** The page asks for the widget: it does not wait any longer. */
  now() {
    this.#isAsked = true;
    this.#wake();
  }

  /**
   * The widget is not whole before this is settled, and what was waited for no longer
   * counts.
   * @param {Promise<boolean>} whole
   */
  await(whole) {
    this.#whole = whole;
    this.#isWhole = false;
    whole.then(() => {
      if (whole !== this.#whole) return;
      this.#isWhole = true;
      this.#wake();
    });
    this.#wake();
  }

  /** No widget comes: what was served stays, to be read. */
  keep() {
    this.#end();
    this.#drop();
    for (const it of this.#inert) it.inert = true;
  }

  /** Takes the widget back that was on its way in. */
  #drop() {
    this.#place?.remove();
    this.#place?.removeAttribute("style");
    delete this.#place?.dataset.waiting;
  }

  #end() {
    this.#turn++;
    this.#wake();
    this.#listening.abort();
    clearTimeout(this.#resting);
    all.set(this.#root, undefined);
  }

  /**
   * Puts a widget in its place, with its style `sheet`, when that is due; says
   * whether it did. Who is at the filters gets it as soon as they work, anybody
   * else when it is `whole`.
   *
   * @param {WidgetHandle} handle
   * @param {CSSStyleSheet} sheet
   * @param {Promise<boolean>} whole
   */
  async handOff(handle, sheet, whole) {
    const turn = ++this.#turn;
    this.await(whole);
    this.#drop();
    const place = (this.#place = handle.place);
    // It is laid out as wide as it will be, and takes no room.
    Object.assign(place.style, { blockSize: "0", overflow: "clip", visibility: "hidden" });
    place.dataset.waiting = "";
    this.#root.append(place);
    for (;;) {
      // What the first part draws, it draws at once, and for any width.
      await settled(place, this.#isWhole ? QUIET_FRAMES : 1);
      if (turn !== this.#turn) return false;
      if ((this.#isWhole || this.#isFiltering()) && this.#isDue(place)) break;
      await new Promise((/** @type {(_?: void) => void} */ wake) => (this.#wake = wake));
    }
    await this.#swap(handle, sheet, place);
    return true;
  }

  /** Whether the reader uses the filters, and nothing that comes later. */
  #isFiltering() {
    const used = [...this.#pressed, this.#root.activeElement].filter(Boolean);
    const isTyped = Boolean(fieldOf(this.#content)?.value);
    return (isTyped || used.length > 0) && used.every((it) => it?.closest(".filters"));
  }

  /**
   * Whether the widget can come without taking anything from the reader.
   * @param {HTMLElement} place
   */
  #isDue(place) {
    if (this.#isComposing) return false;
    if (this.#isAsked || this.#pressed.size) return true;
    const box = this.#content.getBoundingClientRect();
    if (box.bottom <= 0) return !this.#resting;
    if (box.top >= innerHeight) return true;
    if (this.#content.querySelector("details[open]")) return false;
    // What the widget has in another form, or scrolls in itself.
    const isLong = place.querySelector(".scroller--long");
    const isSameList = !isLong && place.querySelector(".vertical");
    const others = this.#content.querySelectorAll(
      isLong ? ".prerendered__list, .scroller" : isSameList ? ".prerendered__picture" : ".prerendered__list",
    );
    const isWithin = (/** @type {DOMRect} */ { top, bottom }) => top < 0 && bottom > 0;
    if ([...others].some((it) => isWithin(it.getBoundingClientRect()))) return false;
    const isWhole = box.top >= 0 && box.bottom < innerHeight;
    return !isWhole || this.#isUsed || /** @type {HTMLElement} */ (place.firstElementChild).offsetHeight <= box.height;
  }

  /**
   * @param {WidgetHandle} handle
   * @param {CSSStyleSheet} sheet
   * @param {HTMLElement} place
   */
  async #swap(handle, sheet, place) {
    const [root, content] = [this.#root, this.#content];
    const host = /** @type {HTMLElement} */ (root.host);
    const isSame = content.dataset.edition === handle.edition();
    const focused = root.activeElement;
    const field = fieldOf(content);
    const pressed = [...this.#pressed];
    const { top, bottom, height } = content.getBoundingClientRect();
    const end = () => endOf(host);
    const start = () => endOf(root.querySelector(".tabs") ?? host);
    const before = [end(), start()];
    this.#end();
    // What marks the rows in view stays.
    root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets.filter((it) => it !== sheet)];
    root.replaceChildren(place);
    place.removeAttribute("style");
    delete place.dataset.waiting;
    // The page below stays where it is: with room to spare, or by the top going
    // out of sight. What was asked for meanwhile may take less.
    const isSeen = bottom > 0 && bottom < innerHeight;
    const isLess = isSeen && place.offsetHeight < height;
    if (isLess || (bottom > 0 && (field?.value || pressed.length))) keepRoom(host, place, height, this.#whole);
    if (bottom <= 0 || (isSeen && top < 0)) moveBy(end() - before[0]);
    // Rows that are read, with neither end in sight, stay as well.
    else if (top < 0) moveBy(start() - before[1]);
    const live = fieldOf(place);
    if (field?.value && live) {
      live.value = field.value;
      live.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      if (focused === field) live.setSelectionRange(field.selectionStart, field.selectionEnd);
    }
    const twin = this.#twin(focused, place, isSame);
    const tab = /** @type {HTMLElement | null} */ (focused && place.querySelector("[role=tab][aria-selected=true]"));
    (twin ?? tab)?.focus({ preventScroll: true });
    for (const it of pressed) {
      const record = isSame && recordOf(it.closest(".event__open, .undated__open, .entry__open"));
      if (record) handle.press(record);
      else this.#twin(it, place, isSame)?.click();
      await settled(place);
    }
  }

  /**
   * What stands in the widget for an element that was served.
   *
   * @param {Element | null} it
   * @param {HTMLElement} place
   * @param {boolean} isSame
   * @returns {HTMLElement | null | undefined}
   */
  #twin(it, place, isSame) {
    if (!it || it.matches(".prerendered__choice")) return undefined;
    const record = recordOf(it.closest("[data-record]"));
    if ((record || it.closest(".row")) && !isSame) return undefined;
    const part = SAME.find((name) => it.closest(name));
    if (part) {
      const steps = [];
      for (let at = it; at.parentElement && !at.matches(part); at = at.parentElement) {
        steps.unshift([...at.parentElement.children].indexOf(at));
      }
      let twin = place.querySelector(part);
      for (const step of steps) twin = twin?.children[step] ?? null;
      if (twin?.tagName === it.tagName && recordOf(twin.closest("[data-record]")) === record) {
        return /** @type {HTMLElement} */ (twin);
      }
    }
    return record ? place.querySelector(`[data-record="${record}"]`) : undefined;
  }
}

/**
 * The field for words.
 * @param {Element} within
 * @returns {HTMLInputElement | null}
 */
const fieldOf = (within) => within.querySelector(".search__field");

/** @param {Element | null} element */
const recordOf = (element) => element?.getAttribute("data-record");

/**
 * Resolves when a widget has measured its place and is drawn for it.
 *
 * @param {HTMLElement} place
 * @returns {Promise<void>}
 */
const settled = (place, enough = QUIET_FRAMES) =>
  new Promise((done) => {
    let [quiet, frames] = [0, 0];
    const observer = new MutationObserver(() => (quiet = 0));
    observer.observe(place, { subtree: true, childList: true, attributes: true, characterData: true });
    const next = () => {
      // A page that nobody sees has no frames.
      if (quiet++ < enough && frames++ < LONGEST_FRAMES && !document.hidden) return void requestAnimationFrame(next);
      observer.disconnect();
      done();
    };
    next();
  });

/**
 * Where an element ends in the window.
 * @param {Element} element
 */
const endOf = (element) => element.getBoundingClientRect().bottom;

/** @param {number} top */
const moveBy = (top) => top && scrollBy({ top, behavior: "instant" });

/**
 * Keeps `place` as tall as what was there, until nobody sees that it is less:
 * its end is out of the window, or the reader does something in it when the
 * `whole` of it is there.
 *
 * @param {HTMLElement} host
 * @param {HTMLElement} place
 * @param {number} height
 * @param {Promise<boolean>} whole
 */
async function keepRoom(host, place, height, whole) {
  place.style.minBlockSize = `${height}px`;
  if (await whole) await settled(place);
  const listening = new AbortController();
  const { signal } = listening;
  const free = (/** @type {Event | undefined} */ event = undefined) => {
    // What is done in the reader's name is not done by them.
    if (event?.isTrusted === false) return;
    listening.abort();
    place.removeAttribute("style");
  };
  /** @type {number | undefined} */
  let resting;
  const look = () => {
    const end = endOf(host);
    if (end > 0 && end <= innerHeight) return;
    free();
    if (end <= 0) moveBy(endOf(host) - end);
  };
  const rest = () => {
    clearTimeout(resting);
    resting = setTimeout(look, SCROLL_REST_MS);
  };
  addEventListener("scroll", rest, { signal, capture: true, passive: true });
  for (const kind of ["click", "keydown", "input"]) place.addEventListener(kind, free, { signal, capture: true });
}
