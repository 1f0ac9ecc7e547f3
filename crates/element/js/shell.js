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
import { address, join, leave, write } from "./address.js";
import { Failure, ask, breath, forget, load, read } from "./data.js";
import { languageOf, wordsOf } from "./language.js";
import { Passages } from "./passages.js";
import { plain } from "./crash_fallback.js";
import { prerendered } from "./handoff.js";

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

/** The shells that have a widget, and the one that was at work last. */
const live = new Set();
let current;

/** Widgets that no element has. */
let idle = [];

/** The wasm, and how to start a fresh one. */
let core;
let start;
/** The styles of every widget. */
let sheet;
let turn = 0;

/** The later part of the wasm, on its way or there: whether it is. */
let rest;

/** Kept from the garbage collector: the objects of an instance that is gone. */
const gone = [];

function began(fresh) {
  core = fresh;
  core.onPanic((message) => queueMicrotask(() => panicked(message)));
  rest = undefined;
  loadDeferred();
}

/** Fetches the later part of the wasm, and has every widget draw what it lacked. */
function loadDeferred() {
  const now = core;
  rest ??= now.loadDeferred().then((is) => {
    if (now !== core) return false;
    if (!is) rest = undefined;
    for (const shell of live) is ? shell.deferredReady() : shell.deferredFailed();
    return is;
  });
  return rest;
}

/** Everything that happens after the wasm stopped. */
async function panicked(message) {
  const [culprit, others] = [current, [...live]];
  gone.push(core, idle, others.map((shell) => shell.giveUp()));
  idle = [];
  live.clear();
  culprit?.rescue(message);
  // Two in a row, and it is not the one element.
  core = undefined;
  try {
    began(await start(++turn));
  } catch {
    return;
  }
  for (const shell of others) if (shell !== culprit) shell.show();
}

/** A widget, and the shell that has it at the time. */
class WidgetSlot {
  shell;

  constructor() {
    // Nothing that the widget calls may throw or come back into it: that would
    // go through the wasm's frames.
    const later = (what) => (...words) => queueMicrotask(() => this.shell?.[what](...words));
    this.handle = new core.WidgetHandle({
      changed: later("stateChanged"),
      retry: later("show"),
      stop: later("stop"),
      visit: later("visit"),
      link: () => this.shell?.link() ?? "",
      works: () => void (current = this.shell ?? current),
    });
  }
}

export class Shell {
  #element;
  #slot;
  #passages;
  #leaving;
  /** Goes up with each reading of the data, so that a late one is known. */
  #reading = 0;
  /** What the widget shows, and the view and the layout that the element began with. */
  #line = "";
  #initialView;
  #initialLayout;
  /** The story, while the element is away from the page. */
  #detached;
  #rescued = false;
  #stop;
  /** The element's part in the page's address, if it has one. */
  #part;
  #writing;

  static begin(fresh, again, styles) {
    start = again;
    sheet = styles;
    began(fresh);
  }

  /** Keeps what the reader does to the content that an element was served with. */
  static handoffBegins(element) {
    prerendered(element.shadowRoot);
    // The data need not wait for the wasm, nor the words.
    ask(element);
    wordsOf(languageOf(element)).catch(() => {});
  }

  /** No widget comes for an element. */
  static leave(element) {
    prerendered(element.shadowRoot)?.keep();
  }

  constructor(element) {
    this.#element = element;
    // A panic is of what was touched last, unless something was drawn since.
    const touch = () => (current = this);
    for (const kind of ["pointerdown", "pointermove", "keydown", "input", "focusin", "click"]) {
      element.shadowRoot.addEventListener(kind, touch, { capture: true, passive: true });
    }
    element.shadowRoot.addEventListener("focusin", ({ target }) => {
      if (target.matches(".search__field")) this.#prepare();
    });
    const before = prerendered(element.shadowRoot);
    if (before) before.onview = (view) => this.#request("show", view);
  }

  /** The element is in the page, perhaps again, perhaps elsewhere. */
  async connected() {
    clearTimeout(this.#leaving);
    if (this.#rescued || !this.#element.isConnected) return;
    this.#initialView ??= this.#element.view ?? "";
    this.#initialLayout ??= this.#element.layout ?? "";
    this.#join();
    if (this.#detached) {
      const speak = await this.#language();
      if (!this.#detached || !this.#element.isConnected) return;
      speak(this.#takeSlot().handle);
      this.#slot.handle.attach(this.#detached, this.#line);
      this.#detached = undefined;
      this.#present();
    } else if (!this.#slot) {
      await this.show();
    } else {
      this.#passages?.find();
    }
  }

  /** The element has left the page: for good, or only to be moved. */
  disconnected() {
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => {
      if (this.#element.isConnected) return;
      this.#reading++;
      this.#stop?.abort();
      forget(this.#element);
      this.#leaveAddress();
      this.#untie();
      Shell.leave(this.#element);
      if (!this.#slot) return;
      this.#detached = this.#slot.handle.detach();
      this.#element.shadowRoot.replaceChildren();
      this.#slot.shell = undefined;
      idle.push(this.#slot);
      this.#slot = undefined;
      live.delete(this);
      if (current === this) current = undefined;
    }, DETACH_AFTER_MS);
  }

  /** An attribute, or the `data` property, has another value. */
  async changed(name) {
    if (this.#rescued && name !== "src") return;
    this.#rescued = false;
    if (name === "src" || name === "lang") {
      // The data may have its texts in the other language, too.
      this.#detached = undefined;
      await this.show();
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

  /** Reads the data and shows it, or says why it cannot. */
  async show() {
    const reading = ++this.#reading;
    let failure;
    let speak;
    const language = this.#language().then((it) => (speak = it));
    const arriving = new core.StreamingLoad(languageOf(this.#element));
    const since = performance.now();
    this.#stop?.abort();
    const stop = (this.#stop = new AbortController());
    // Only what takes long is worth a word, where there is nothing to be read;
    // what was in the root stays till then.
    let told = since + LOADING_NOTE_DELAY_MS - PROGRESS_INTERVAL_MS;
    const isWaiting = () => reading === this.#reading && !prerendered(this.#element.shadowRoot);
    let previewed = !core.isTableAsItComes(this.#line, this.#initialView);
    const preview = () => {
      if (!isWaiting()) return false;
      previewed = true;
      current = this;
      const { handle } = this.#takeSlot();
      speak(handle);
      handle.preview(arriving, this.#line);
      this.#place();
      return true;
    };
    const tell = (share) => {
      if (!isWaiting()) return undefined;
      const now = performance.now();
      if (now - told >= PROGRESS_INTERVAL_MS) {
        told = now;
        this.#takeSlot().handle.arrive(share ?? NaN);
        this.#place();
      }
      const taken = now - since;
      const isLong = (share ? taken / share - taken : taken) > PREVIEW_AFTER_MS;
      return !previewed && isLong && speak && arriving.can_preview() ? preview : undefined;
    };
    try {
      await load(this.#element, arriving, tell, stop);
    } catch (error) {
      failure = error instanceof Failure ? error : new Failure("other", error);
    }
    await language;
    if (reading !== this.#reading || !core || !this.#element.isConnected) return;
    current = this;
    const root = this.#element.shadowRoot;
    const before = prerendered(root);
    const { handle } = this.#takeSlot();
    speak(handle);
    let error;
    if (failure) {
      error = handle.fail(failure.code, failure.detail, failure.url);
    } else {
      // A tab was chosen before anything could hear of it.
      if (before?.view !== undefined) this.#request("show", before.view);
      error = handle.setData(arriving, this.#line);
    }
    if (error) {
      this.#untie();
      // What was served says more than why there is nothing newer.
      if (before) before.keep();
      else this.#place();
      this.#tell("error", error);
    } else {
      this.#present();
    }
  }

  /** Who goes to the field for words will ask for some: gets ready for that. */
  async #prepare() {
    const reading = this.#reading;
    while (reading === this.#reading && this.#slot?.handle.prepare()) await breath();
  }

  /** The later part of the wasm is there. */
  deferredReady() {
    this.#slot?.handle.deferredReady();
  }

  /** The later part of the wasm is not to be had. */
  deferredFailed() {
    this.#tell("error", { code: "later", message: "The later part of the widget's code did not load." });
  }

  /** The reader will not wait for the data. */
  stop() {
    this.#stop?.abort();
  }

  /** Fetches the words of the element's language, and has a widget speak it. */
  async #language() {
    const tag = languageOf(this.#element);
    const file = await wordsOf(tag);
    return (handle) => handle.setLanguage(file ? tag : "en", file);
  }

  /** Has a widget for this element: its own, one that was left, or a new one. */
  #takeSlot() {
    if (!this.#slot) {
      this.#slot = idle.pop() ?? new WidgetSlot();
      this.#slot.shell = this;
      live.add(this);
      if (!prerendered(this.#element.shadowRoot)) this.#element.shadowRoot.adoptedStyleSheets = [sheet];
      this.#slot.handle.beginWith(this.#initialView, this.#initialLayout);
      this.#slot.handle.offerLink(Boolean(this.#part));
    }
    return this.#slot;
  }

  /** Has the widget in the element alone, where it is not yet. */
  #place() {
    const { place } = this.#slot.handle;
    if (!place.isConnected) this.#element.shadowRoot.replaceChildren(place);
  }

  /** The story stands: what ties it to the page can begin. */
  #present() {
    const root = this.#element.shadowRoot;
    const { handle } = this.#slot;
    const before = prerendered(root);
    if (before) before.handOff(handle, sheet, loadDeferred());
    else this.#place();
    this.#passages ??= new Passages(this.#element, handle);
    this.#passages.find();
  }

  /** The rows and the article go apart. */
  #untie() {
    this.#passages?.end();
    this.#passages = undefined;
  }

  /** The widget has a new state. */
  stateChanged() {
    // If it could not be had, what the reader does may be worth another try.
    loadDeferred();
    const notice = this.#slot.handle.takeNotice();
    if (!notice) return;
    const { line, ready, filter, select, history } = notice;
    this.#line = line;
    if (ready) {
      // Who follows a link to the widget wants to see it.
      if (this.#part?.line !== undefined && scrollY < 1) this.#element.scrollIntoView();
      this.#tell("ready", ready);
      return;
    }
    if (history) this.#write(history);
    this.#passages?.mark();
    // What was done in the page is to be seen.
    if (filter || select) prerendered(this.#element.shadowRoot)?.now();
    if (filter) this.#tell("filter", filter);
    if (select) this.#tell("select", select);
  }

  setFilter(filter) {
    this.#request("setFilter", filter);
  }

  select(records) {
    this.#request("select", records);
  }

  clear() {
    this.#request("clear");
  }

  /** Has the widget do what the page asks for, or what comes into its place do it. */
  #request(what, argument) {
    const request = core.PageRequest[what](argument);
    if (this.#slot) current = this;
    if (!this.#slot?.handle.request(request)) this.#line = request.amend(this.#line);
    request.free();
  }

  visit(passage) {
    this.#passages?.visit(passage);
  }

  /** The address of what is shown. */
  link() {
    return this.#part ? address(this.#part.name, this.#line).href : "";
  }

  /** Takes part in the page's address, and takes over what it says. */
  #join() {
    if (this.#part || this.#element.getAttribute("permalink") !== "hash") return;
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
    this.#part = leave(this.#part?.name);
  }

  #cancelWriting() {
    clearTimeout(this.#writing?.timer);
    this.#writing = undefined;
  }

  /** Writes the state into the address, as a step for Back or in place; what is
      gradual once it rests. */
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
    const lost = [this.#slot, this.#detached];
    if (this.#slot) this.#slot.shell = undefined;
    this.#slot = this.#detached = undefined;
    return lost;
  }

  /** Shows what the element had, in place of the widget that is gone. */
  async rescue(message) {
    this.#rescued = true;
    this.#reading++;
    const root = this.#element.shadowRoot;
    const before = prerendered(root);
    if (before) {
      before.keep();
    } else {
      const seen = [...root.querySelectorAll("[data-record]")].map((it) => it.textContent);
      root.replaceChildren(plain(await read(this.#element).catch(() => undefined), seen));
    }
    this.#tell("error", { code: "panic", message });
  }

  #tell(what, detail) {
    const event = new CustomEvent(`backstory:${what}`, { bubbles: true, composed: true, detail });
    this.#element.dispatchEvent(event);
  }
}
