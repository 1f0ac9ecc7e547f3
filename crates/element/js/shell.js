/**
 * What stands behind one <back-story>: it reads the data, hands it to a widget
 * of the wasm, carries the reader's state between the widget, the address and
 * the page, and cleans up when the element goes.
 *
 * - A widget (`WidgetHandle`) is never thrown away: Yew keeps the listeners of its
 *   roots for good, so one whose element has gone waits in `idle` for the next
 *   element. There are never more than were on the page at one time.
 * - The state is the widget's. What is known of it here is a line, as in a
 *   permalink (`crates/core/src/state/permalink.rs`), which is kept for the address and
 *   for a fresh widget, and never taken apart.
 * - A panic takes one instance of the wasm with it, and all of its widgets. The
 *   element that was at work shows its content as plain text; the others get
 *   widgets of a fresh instance, with their states.
 * - A page may be served with the element's content (`handoff.js`). It is there
 *   until a widget can take its place, and stays where none comes.
 */
/** @import { Cache, Core, DetachedStory, Element_, Files, Part, Requests, Start, WidgetHandle } from "./types" */

import { address, isTaken, join, leave, write } from "./address.js";
import { Failure, ask, breath, forget, load, read, readText } from "./data.js";
import { languageOf, wordsOf } from "./language.js";
import { Passages } from "./passages.js";
import { plain } from "./crash_fallback.js";
import { prerendered } from "./handoff.js";

/** @typedef {(handle: WidgetHandle) => void} Speak */

/** How long data may take before the reader is told, in milliseconds. */
const LOADING_NOTE_DELAY_MS = 400;

/** How long what is told of them stands at least, in milliseconds. */
const PROGRESS_INTERVAL_MS = 100;

/** Reading on for so long is worth showing how the table begins, in milliseconds. */
const PREVIEW_AFTER_MS = 150;

/** How long an element may be out of the page before it gives its widget back. */
const DETACH_AFTER_MS = 1000;

/** How long typing and zooming settle before they are written to the address. */
const ADDRESS_DEBOUNCE_MS = 300;

/** When what may be needed is fetched, where the browser does not say that it is idle. */
const IDLE_AFTER_MS = 2000;

/** The part of the wasm with what stands beside every view, and finds passages. */
const SHARED = "shared";

/** What no page writes inside of an element, unless it forgot to close it. */
const LOST = ":scope > :not(noscript, script, template, :has(script))";

/**
 * The shells that have a widget.
 * @type {Set<Shell>}
 */
const live = new Set();

/**
 * The one that was at work last.
 * @type {Shell | undefined}
 */
let current;

/**
 * Widgets that no element has.
 * @type {WidgetSlot[]}
 */
let idle = [];

/**
 * The wasm; there is none while a fresh one starts.
 * @type {Core | undefined}
 */
let core;

/**
 * How to start a fresh one.
 * @type {Start}
 */
let start;

/**
 * Settled when it has.
 * @type {Promise<void> | undefined}
 */
let ready;

/**
 * The styles of every widget.
 * @type {CSSStyleSheet}
 */
let sheet;

/**
 * How the widget's own files are fetched.
 * @type {Files}
 */
let files;
let turn = 0;

/**
 * The later parts of the wasm, on their way or there, by their names: whether they are.
 * @type {Record<string, Promise<boolean> | undefined>}
 */
let parts = {};

/**
 * The views, with what stands beside them: whether they can be drawn.
 * @type {Record<string, Promise<boolean> | undefined>}
 */
let views = {};
/** Whether passages can be found. */
let canFind = false;

/**
 * Kept from the garbage collector: the objects of an instance that is gone.
 * @type {unknown[]}
 */
const gone = [];

/**
 * Gives back what was read for nothing. Nothing of an instance that is gone is touched.
 *
 * @param {{ free(): void }} dataset
 * @param {Core} by
 */
function dispose(dataset, by) {
  if (by === core) dataset.free();
  else gone.push(dataset);
}

/** @param {Core} fresh */
function began(fresh) {
  core = fresh;
  // What is left of an instance may go on to fail.
  core.onPanic((message) => queueMicrotask(() => fresh === core && panicked(message)));
  parts = {};
  views = {};
  canFind = false;
  loadPart(SHARED);
}

/**
 * Fetches a later part of the wasm, and has every widget draw what it lacked; fetches it
 * again after a failure.
 * @param {string} name
 */
function loadPart(name) {
  const now = /** @type {Core} */ (core);
  return (parts[name] ??= now.loadDeferred(name).then((is) => {
    if (now !== core) return false;
    if (!is) parts[name] = undefined;
    else if (name === SHARED) canFind = true;
    if (is) for (const shell of live) shell.partReady(name);
    return is;
  }));
}

/**
 * Fetches what a view is drawn with, once; says so where that is not to be had.
 * @param {string} view
 */
function loadView(view) {
  const now = core;
  return (views[view] ??= Promise.all([loadPart(SHARED), loadPart(view)]).then((there) => {
    const is = there.every(Boolean);
    if (now !== core || is) return is;
    for (const shell of live) shell.partFailed();
    return false;
  }));
}

/**
 * Fetches the views that the reader may go to, where that costs nobody anything.
 * @param {string[]} names
 */
function loadWhenIdle(names) {
  const { saveData, effectiveType } = /** @type {any} */ (navigator).connection ?? {};
  if (saveData || (effectiveType ?? "4g") !== "4g") return;
  const now = core;
  // Safari has no idle callbacks.
  const whenIdle = globalThis.requestIdleCallback ?? ((call) => setTimeout(call, IDLE_AFTER_MS));
  whenIdle(() => now === core && names.forEach(loadPart));
}

/** Fetches the part of the wasm that reads objects of the page, which few pages pass. */
async function loadValues() {
  if (!(await core?.loadValues())) throw new Error("the code that reads objects of the page did not load");
}

/** @type {import("./types").ReadOther} */
const readOther = async (element, sources, refuse) =>
  (await files.module("source.js")).readOther(element, sources, files, refuse);

/**
 * Everything that happens after the wasm stopped.
 * @param {string} message
 */
async function panicked(message) {
  const [culprit, others] = [current, [...live]];
  gone.push(core, idle, others.map((shell) => shell.giveUp()));
  idle = [];
  live.clear();
  core = undefined;
  // Two in a row, and it is not the one element.
  ready = start(++turn).then(began, () => {});
  culprit?.showCrashFallback(message);
  await ready;
  for (const shell of others) if (shell !== culprit) shell.show();
}

/** A widget, and the shell that has it at the time. */
class WidgetSlot {
  /** @type {Shell | undefined} */
  shell;

  /** @param {Core} from */
  constructor(from) {
    // Nothing that the widget calls may throw or come back into it: that would
    // go through the wasm's frames.
    /** @type {(what: "stateChanged" | "show" | "stop" | "visit" | "missing") => (...words: any[]) => void} */
    const later = (what) => (...words) => queueMicrotask(() => /** @type {any} */ (this.shell)?.[what](...words));
    this.handle = new from.WidgetHandle({
      changed: later("stateChanged"),
      retry: later("show"),
      stop: later("stop"),
      visit: later("visit"),
      missing: later("missing"),
      link: () => this.shell?.link() ?? "",
      works: () => void (current = this.shell ?? current),
    });
  }
}

export class Shell {
  #element;
  /** @type {WidgetSlot | undefined} */
  #slot;
  /** @type {Passages | undefined} */
  #passages;
  /** @type {number | undefined} */
  #leaving;
  /** Goes up with each reading of the data, so that a late one is known. */
  #reading = 0;
  /** Whether the widget has what was read last, or says why there is none. */
  #isRead = false;
  /** What the widget shows. */
  #line = "";
  /**
   * The view that the element began with.
   * @type {string | undefined}
   */
  #initialView;
  /**
   * The layout that the element began with.
   * @type {string | undefined}
   */
  #initialLayout;
  /**
   * The story, while the element is away from the page.
   * @type {DetachedStory | undefined}
   */
  #detached;
  #rescued = false;
  /**
   * Ends the reading that goes on.
   * @type {AbortController | undefined}
   */
  #stop;
  /**
   * The element's part in the page's address, if it has one.
   * @type {Part | undefined}
   */
  #part;
  /**
   * Ends looking for newer versions.
   * @type {AbortController | undefined}
   */
  #watching;
  /** @type {{ timer: number, isStep: boolean } | undefined} */
  #writing;
  /** Settled once all that the page asked for is done. */
  #asked = Promise.resolve();

  /**
   * @param {Core} fresh
   * @param {Start} again
   * @param {CSSStyleSheet} styles
   * @param {Files} own
   */
  static begin(fresh, again, styles, own) {
    start = again;
    sheet = styles;
    files = own;
    began(fresh);
  }

  /**
   * Keeps what the reader does to the content that an element was served with.
   * @param {Element_} element
   */
  static handoffBegins(element) {
    prerendered(element.shadowRoot);
    // The data need not wait for the wasm, nor the words.
    ask(element);
    wordsOf(languageOf(element)).catch(() => {});
  }

  /**
   * No widget comes for an element.
   * @param {Element_} element
   */
  static leave(element) {
    prerendered(element.shadowRoot)?.keep();
  }

  /** @param {Element_} element */
  constructor(element) {
    this.#element = element;
    // A panic is of what was touched last, unless something was drawn since.
    const touch = () => (current = this);
    for (const kind of ["pointerdown", "pointermove", "keydown", "input", "focusin", "click"]) {
      element.shadowRoot.addEventListener(kind, touch, { capture: true, passive: true });
    }
    element.shadowRoot.addEventListener("focusin", ({ target }) => {
      if (/** @type {Element} */ (target).matches(".search__field")) this.#prepare();
    });
    const before = prerendered(element.shadowRoot);
    if (before) {
      before.onview = (view) => {
        this.#request("show", view);
        if (core) before.await(loadView(view));
      };
    }
    // All that stands behind `<back-story />` is inside of it.
    const lost = !element.nextSibling && element.querySelector(LOST);
    if (lost) console.warn("<back-story>: what stands inside of it is not shown; is </back-story> missing?", lost);
  }

  /** The element is in the page, perhaps again, perhaps elsewhere. */
  async connected() {
    clearTimeout(this.#leaving);
    await ready;
    if (this.#rescued || !core || !this.#element.isConnected) return;
    this.#initialView ??= this.#element.view ?? "";
    this.#initialLayout ??= this.#element.layout ?? "";
    this.#join();
    if (this.#kept) {
      const speak = await this.#language();
      if (!core || !this.#kept || !this.#element.isConnected) return;
      const { handle } = this.#takeSlot(core);
      speak(handle);
      handle.attach(this.#kept, this.#line);
      this.#drop();
      this.#isRead = true;
      this.#present(handle);
    } else if (this.#isRead) {
      this.#passages?.find();
    } else if (!this.#stop) {
      this.#drop();
      await this.show();
    }
  }

  /** The element has left the page: for good, or only to be moved. */
  disconnected() {
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => {
      if (this.#element.isConnected) return;
      const isRead = this.#isRead;
      this.#unread();
      forget(this.#element);
      this.#leaveAddress();
      this.#untie();
      Shell.leave(this.#element);
      if (!this.#slot) return;
      const story = this.#slot.handle.detach();
      this.#drop();
      if (isRead) this.#detached = story;
      this.#element.shadowRoot.replaceChildren();
      this.#slot.shell = undefined;
      idle.push(this.#slot);
      this.#slot = undefined;
      live.delete(this);
      if (current === this) current = undefined;
    }, DETACH_AFTER_MS);
  }

  /**
   * An attribute, or the `data` property, has another value.
   * @param {string} name
   */
  async changed(name) {
    if (this.#rescued && name !== "src") return;
    this.#rescued = false;
    if (name === "src") {
      await this.#renew();
    } else if (name === "lang") {
      await this.#respeak();
    } else if (name === "view") {
      this.#request("show", this.#element.view ?? undefined);
    } else if (name === "layout") {
      this.#request("setLayout", this.#element.layout ?? undefined);
    } else if (name === "article") {
      this.#passages?.find();
    } else if (name === "permalink") {
      this.#leaveAddress();
      this.#join();
      this.#slot?.handle.offerLink(Boolean(this.#part));
    }
  }

  /** Looks for a newer version now and then, where the element wants that. */
  async #watch() {
    if (!this.#element.hasAttribute("refresh") || this.#watching) return;
    const { signal } = (this.#watching = new AbortController());
    try {
      const { watch } = await files.module("source.js");
      const update = (/** @type {string} */ json) => this.#update(json, signal);
      await watch(this.#element, files, signal, { update, languageOf });
    } catch (error) {
      console.warn(error);
    }
  }

  /**
   * Shows a newer version in the state that the reader has; whether it holds.
   * @param {string} json
   * @param {AbortSignal} signal
   */
  async #update(json, signal) {
    const mine = core;
    if (!mine) return false;
    const arriving = new mine.StreamingLoad(languageOf(this.#element));
    try {
      await readText(arriving, json);
    } catch {
      dispose(arriving, mine);
      return false;
    }
    if (mine !== core || signal.aborted || !this.#slot) {
      dispose(arriving, mine);
      return false;
    }
    // Nobody has followed a link now.
    if (this.#part) this.#part.line = undefined;
    current = this;
    this.#slot.handle.setData(arriving, this.#line);
    this.#present(this.#slot.handle);
    return true;
  }

  /** What was read is no longer to be shown, nor what is being read. */
  #unread() {
    this.#watching?.abort();
    this.#watching = undefined;
    this.#reading++;
    this.#isRead = false;
    this.#stop?.abort();
    this.#stop = undefined;
  }

  /** The story of an element that is away; one of an instance that is gone is of no use. */
  get #kept() {
    return core && this.#detached instanceof core.DetachedStory ? this.#detached : undefined;
  }

  /** Keeps no story any longer. */
  #drop() {
    const story = this.#detached;
    if (this.#kept) this.#kept.free();
    else if (story) gone.push(story);
    this.#detached = undefined;
  }

  /**
   * Reads the data again, at once or when the element is back in the page.
   * @param {Cache} [cache]
   */
  async #renew(cache) {
    this.#unread();
    this.#drop();
    if (this.#element.isConnected) await this.show(cache);
  }

  /** The language is another one. */
  async #respeak() {
    const story = this.#kept ?? (this.#isRead ? this.#slot?.handle : undefined);
    // The data may have its texts in that language, too; the browser has the data.
    if (!story?.isOfOneLanguage()) return this.#renew("force-cache");
    const reading = ++this.#reading;
    const speak = await this.#language();
    if (reading === this.#reading && this.#slot) speak(this.#slot.handle);
  }

  /**
   * Reads the data and shows it, or says why it cannot.
   * @param {Cache} [cache]
   * @returns {Promise<void>}
   */
  async show(cache) {
    this.#unread();
    const reading = this.#reading;
    const stop = (this.#stop = new AbortController());
    await ready;
    if (!core || reading !== this.#reading) return;
    const mine = core;
    /** @type {Failure | undefined} */
    let failure;
    /** @type {Speak | undefined} */
    let speak;
    const language = this.#language().then((it) => (speak = it));
    const arriving = new mine.StreamingLoad(languageOf(this.#element));
    const since = performance.now();
    // Only what takes long is worth a word, where there is nothing to be read;
    // what was in the root stays till then.
    let told = since + LOADING_NOTE_DELAY_MS - PROGRESS_INTERVAL_MS;
    const isWaiting = () => mine === core && reading === this.#reading && !prerendered(this.#element.shadowRoot);
    loadView(mine.viewIn(this.#line, this.#initialView));
    let previewed = !mine.isTableAsItComes(this.#line, this.#initialView);
    const preview = () => {
      if (!isWaiting() || !speak) return false;
      previewed = true;
      current = this;
      const { handle } = this.#takeSlot(mine);
      speak(handle);
      handle.preview(arriving, this.#line);
      this.#place(handle);
      return true;
    };
    const tell = (/** @type {number | undefined} */ share) => {
      if (!isWaiting()) return undefined;
      const now = performance.now();
      if (now - told >= PROGRESS_INTERVAL_MS) {
        told = now;
        const { handle } = this.#takeSlot(mine);
        speak?.(handle);
        handle.arrive(share ?? NaN);
        this.#place(handle);
      }
      const taken = now - since;
      const isLong = (share ? taken / share - taken : taken) > PREVIEW_AFTER_MS;
      return !previewed && isLong && speak && arriving.can_preview() ? preview : undefined;
    };
    // From a server that is slow, or stalls, nothing comes that would have it told.
    const note = setTimeout(tell, LOADING_NOTE_DELAY_MS);
    try {
      await load(this.#element, arriving, tell, stop, loadValues, readOther, cache);
    } catch (error) {
      failure = error instanceof Failure ? error : new Failure("other", error);
    }
    clearTimeout(note);
    const speaks = await language;
    await ready;
    if (reading !== this.#reading) return dispose(arriving, mine);
    this.#stop = undefined;
    // Who is back in the page asks again.
    if (!core || !this.#element.isConnected) return dispose(arriving, mine);
    // The instance that read it is gone.
    if (mine !== core) {
      dispose(arriving, mine);
      return this.show(cache);
    }
    this.#isRead = true;
    current = this;
    const root = this.#element.shadowRoot;
    const before = prerendered(root);
    const { handle } = this.#takeSlot(core);
    speaks(handle);
    let error;
    if (failure) {
      error = handle.fail(failure.code, failure.detail, failure.url);
      dispose(arriving, mine);
    } else {
      // A tab was chosen before anything could hear of it.
      if (before?.view !== undefined) this.#request("show", before.view);
      error = handle.setData(arriving, this.#line);
    }
    if (error) {
      this.#untie();
      // What was served says more than why there is nothing newer.
      if (before) before.keep();
      else this.#place(handle);
      this.#tell("error", error);
    } else {
      this.#present(handle);
    }
  }

  /** Prepares the search as soon as the field has the focus. */
  async #prepare() {
    const reading = this.#reading;
    while (reading === this.#reading && this.#slot?.handle.prepare()) await breath();
  }

  /**
   * A later part of the wasm is there.
   * @param {string} name
   */
  partReady(name) {
    this.#slot?.handle.deferredReady();
    if (name === SHARED) this.#passages?.find();
  }

  /**
   * A view should be drawn whose part is not there: what the reader did is worth
   * another try.
   * @param {string} view
   */
  async missing(view) {
    const before = views[view];
    if (before && !(await before) && before === views[view]) views[view] = undefined;
    return loadView(view);
  }

  /** A later part of the wasm is not to be had. */
  partFailed() {
    this.#tell("error", { code: "later", message: "The later part of the widget's code did not load." });
  }

  /** The reader will not wait for the data. */
  stop() {
    this.#stop?.abort();
  }

  /**
   * Fetches the words of the element's language, and has a widget speak it.
   * @returns {Promise<Speak>}
   */
  async #language() {
    const tag = languageOf(this.#element);
    const file = await wordsOf(tag);
    return (handle) => handle.setLanguage(file ? tag : "en", file);
  }

  /**
   * Has a widget for this element: its own, one that was left, or a new one.
   * @param {Core} from
   */
  #takeSlot(from) {
    if (this.#slot) return this.#slot;
    const slot = (this.#slot = idle.pop() ?? new WidgetSlot(from));
    slot.shell = this;
    live.add(this);
    if (!prerendered(this.#element.shadowRoot)) this.#element.shadowRoot.adoptedStyleSheets = [sheet];
    slot.handle.beginWith(this.#initialView, this.#initialLayout);
    slot.handle.offerLink(Boolean(this.#part));
    return slot;
  }

  /**
   * Has the widget in the element alone, where it is not yet.
   * @param {WidgetHandle} handle
   */
  #place({ place }) {
    if (!place.isConnected) this.#element.shadowRoot.replaceChildren(place);
  }

  /**
   * The story is shown: it can be linked to the page.
   * @param {WidgetHandle} handle
   */
  #present(handle) {
    const root = this.#element.shadowRoot;
    const before = prerendered(root);
    const whole = loadView(handle.view() ?? "");
    if (before) before.handOff(handle, sheet, whole);
    else this.#place(handle);
    this.#passages ??= new Passages(this.#element, handle);
    // Until then nothing finds any: the article need not be walked through twice.
    if (canFind) this.#passages.find();
    whole.then((is) => is && loadWhenIdle(handle.views()));
    this.#watch();
  }

  /** The rows and the article go apart. */
  #untie() {
    this.#passages?.end();
    this.#passages = undefined;
  }

  /** The widget has a new state. */
  stateChanged() {
    const notice = this.#slot?.handle.takeNotice();
    if (!notice) return;
    const { line, filter, select, history } = notice;
    this.#line = line;
    if (notice.ready) {
      // A reader who follows a link to the widget wants to see it.
      if (this.#part?.line !== undefined && scrollY < 1) this.#element.scrollIntoView();
      this.#tell("ready", notice.ready);
      return;
    }
    if (history) this.#write(history);
    this.#passages?.mark();
    // What was done in the page is to be seen.
    if (filter || select) prerendered(this.#element.shadowRoot)?.now();
    if (filter) this.#tell("filter", filter);
    if (select) this.#tell("select", select);
  }

  /**
   * What the page asks for.
   *
   * @param {"setFilter" | "select" | "clear"} what
   * @param {unknown} argument
   */
  ask(what, argument) {
    // Each waits for those before it.
    const done = this.#asked.then(async () => {
      await ready;
      if (what !== "clear") await loadValues();
      this.#request(what, argument);
    });
    this.#asked = done.catch(() => {});
    return done;
  }

  /**
   * Has the widget do what the page asks for, or what comes into its place do it.
   *
   * @param {keyof Requests} what
   * @param {any} [argument]
   */
  #request(what, argument) {
    if (!core) return;
    const request = core.PageRequest[what](argument);
    if (this.#slot) current = this;
    try {
      if (!this.#slot?.handle.request(request)) this.#line = request.amend(this.#line);
    } finally {
      request.free();
    }
  }

  /** @param {number} passage */
  visit(passage) {
    this.#passages?.visit(passage);
  }

  /** The address of what is shown. */
  link() {
    return this.#part ? address(this.#part.name, this.#line).href : "";
  }

  /** Takes part in the page's address, and takes over what it says. */
  #join() {
    if (isTaken(this.#part) || this.#element.getAttribute("permalink") !== "hash") return;
    this.#part = join(this.#element, (line) => {
      if (line === this.#line) return;
      // What was to be written is of the entry that the reader left.
      this.#cancelWriting();
      if (this.#slot) current = this;
      if (!this.#slot?.handle.go(line)) this.#line = line;
    });
    if (this.#part?.line !== undefined && !this.#slot) this.#line = this.#part.line;
  }

  /** Takes part in the page's address no longer. */
  #leaveAddress() {
    this.#cancelWriting();
    leave(this.#part);
    this.#part = undefined;
  }

  #cancelWriting() {
    clearTimeout(this.#writing?.timer);
    this.#writing = undefined;
  }

  /**
   * Writes the state into the address, as a step for Back or in place; what is
   * gradual once it rests.
   *
   * @param {{ isStep: boolean, isGradual: boolean }} history
   */
  #write({ isStep, isGradual }) {
    if (!this.#part) return;
    const isDue = isStep || Boolean(this.#writing?.isStep);
    this.#cancelWriting();
    const act = () => {
      this.#writing = undefined;
      if (this.#part) write(this.#part.name, this.#line, isDue);
    };
    if (!isGradual) return act();
    this.#writing = { timer: setTimeout(act, ADDRESS_DEBOUNCE_MS), isStep: isDue };
  }

  /** Lets go of a widget that no longer works, and gives it back to be kept. */
  giveUp() {
    this.#untie();
    const lost = this.#slot;
    if (lost) lost.shell = undefined;
    this.#slot = undefined;
    return lost;
  }

  /**
   * Shows what the element had, in place of the widget that is gone.
   * @param {string} message
   */
  async showCrashFallback(message) {
    this.#rescued = true;
    this.#unread();
    const root = this.#element.shadowRoot;
    const before = prerendered(root);
    if (before) {
      before.keep();
    } else {
      const seen = [...root.querySelectorAll("[data-record]")].map((it) => it.textContent ?? "");
      root.replaceChildren(plain(await read(this.#element).catch(() => undefined), seen));
    }
    this.#tell("error", { code: "panic", message });
  }

  /**
   * @param {"ready" | "filter" | "select" | "error"} what
   * @param {unknown} detail
   */
  #tell(what, detail) {
    const event = new CustomEvent(`backstory:${what}`, { bubbles: true, composed: true, detail });
    this.#element.dispatchEvent(event);
  }
}
