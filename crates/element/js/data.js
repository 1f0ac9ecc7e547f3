/** Fetching an element's data, and saying what is in the way. */

/** @import { Element_, ReadOther, StreamingLoad, Tell } from "./types" */

/** How much text a document may have, in bytes. What is larger is not read. */
const MAX_BYTES = 400 * 2 ** 20;

/** How long a server may take, in milliseconds. */
const FETCH_TIMEOUT_MS = 30_000;

/**
 * Why there is no data. `code` picks the sentence (`Words::failure` in the
 * wasm), in which `detail` and `url` are filled in.
 */
export class Failure extends Error {
  /**
   * @param {string} code
   * @param {unknown} detail
   * @param {string | URL} url
   */
  constructor(code, detail = "", url = "") {
    super(code);
    this.code = code;
    this.detail = String(detail);
    this.url = String(url);
  }
}

/** How long the page is held up at most by reading on, in milliseconds. */
const SLICE_MS = 12;

/**
 * What was asked for before anything could read it, by element, once.
 * @type {WeakMap<Element, { href: string, answer: Promise<Response>, stop: AbortController } | undefined>}
 */
const early = new WeakMap();

/**
 * Asks for what is at an element's `src`, for `load` to read.
 * @param {Element_} element
 */
export function ask(element) {
  if (early.has(element)) return;
  early.set(element, undefined);
  const src = element.getAttribute("src");
  if (!src || addressesOf(src).length !== 1 || element.data != null || inlineOf(element)) return;
  const stop = new AbortController();
  try {
    const url = new URL(src, document.baseURI);
    const answer = fetch(url, { signal: stop.signal });
    // Why there is none, `load` says.
    answer.catch(() => {});
    early.set(element, { href: url.href, answer, stop });
  } catch {
    // It is no address: `load` says so.
  }
}

/**
 * The answer of a server, perhaps to what was asked early; from the browser's own
 * `cache` where that will do.
 *
 * @param {Element_} element
 * @param {URL} url
 * @param {AbortController} stop
 * @param {RequestCache} [cache]
 */
function answerOf(element, url, stop, cache) {
  const asked = early.get(element);
  early.set(element, undefined);
  if (asked?.href !== url.href) return fetch(url, { signal: stop.signal, cache });
  stop.signal.addEventListener("abort", () => asked.stop.abort(stop.signal.reason));
  return asked.answer;
}

/**
 * Gives up what was asked early, and has not been read.
 * @param {Element_} element
 */
export function forget(element) {
  early.get(element)?.stop.abort();
  early.delete(element);
}

/**
 * A JSON script inside of an element; an editor may have put something around it.
 * @param {Element_} element
 */
const inlineOf = (element) =>
  [...element.querySelectorAll("script")].find(({ type }) => /^\s*application\/json\s*(;|$)/i.test(type));

/**
 * An object of the page, as the wasm takes it: as fields, and slices of its lists.
 * @param {unknown} data
 * @returns {data is Record<string, unknown> | Map<string, unknown>}
 */
const isObject = (data) => typeof data === "object" && data !== null && !Array.isArray(data);

/**
 * Reads the element's document into `arriving`, the wasm's `StreamingLoad`: from its
 * `data` property, a JSON script inside it, or what is at its `src`. The page
 * stays responsive meanwhile; `tell` hears which part has been read, where the
 * size is known, and returns what shows how it begins, where that is wanted and
 * has not been shown. `stop`, an AbortController, ends the reading. `loadValues`
 * fetches what reads objects of the page, and `readOther` what reads other formats;
 * `cache` is that of `fetch`.
 *
 * @param {Element_} element
 * @param {StreamingLoad} arriving
 * @param {Tell} tell
 * @param {AbortController} stop
 * @param {() => Promise<void>} loadValues
 * @param {ReadOther} readOther
 * @param {RequestCache} [cache]
 * @returns {Promise<void>}
 */
export async function load(element, arriving, tell, stop, loadValues, readOther, cache) {
  const { data } = element;
  if (isObject(data)) return takeObject(arriving, data, tell, stop, loadValues);
  // A text is JSON; whatever else it is, the wasm says that it is no dataset.
  if (data != null) return take(arriving, [encode(typeof data === "string" ? data : JSON.stringify(data) ?? "")], tell, stop);
  const inline = inlineOf(element);
  if (inline) return take(arriving, [encode(inline.text)], tell, stop);
  const src = element.getAttribute("src");
  if (!src) {
    // React 18 and others make an attribute of a property that they do not know.
    const attribute = element.getAttribute("data");
    if (attribute?.trimStart().startsWith("{")) return take(arriving, [encode(attribute)], tell, stop);
    if (attribute !== null) throw new Failure("other", `the attribute data="${attribute}" is not JSON: set the property "data" instead`);
    const scripts = [...element.querySelectorAll("script")];
    if (scripts.length) throw new Failure("other", `the script inside has the type "${scripts[0].type}": it should be "application/json"`);
    throw new Failure("none");
  }
  const urls = addressesOf(src).map((it) => new URL(it, document.baseURI));
  const [url] = urls;
  try {
    const responses = await Promise.all(urls.map((it) => answerAt(element, it, stop, cache)));
    const size = Number(responses[0].headers.get("content-length"));
    if (size > MAX_BYTES) throw new Failure("large", "", url);
    const { isOther, pieces } = await begin(piecesOf(responses[0]), tell);
    if (urls.length > 1 || isOther) {
      const all = responses.map((it, at) => ({ url: urls[at], pieces: at ? piecesOf(it) : pieces, size: sizeOf(it) }));
      const json = await readOther(element, all, (code, detail, at) => new Failure(code, detail, at));
      return await take(arriving, [encode(json)], tell, stop, url);
    }
    await take(arriving, pieces, tell, stop, url, sizeOf(responses[0]));
  } catch (error) {
    // What breaks off in the middle was allowed.
    const failure = failureOf(error, stop, url) ?? new Failure("network", "", url);
    // What nobody is going to read need not come.
    stop.abort();
    throw failure;
  }
}

/**
 * What a server answers, if that may be data.
 *
 * @param {Element_} element
 * @param {URL} url
 * @param {AbortController} stop
 * @param {RequestCache} [cache]
 */
async function answerAt(element, url, stop, cache) {
  let isAnswered = false;
  // Patience is for an answer; what comes in comes at its own pace.
  const late = AbortSignal.timeout(FETCH_TIMEOUT_MS);
  late.addEventListener("abort", () => !isAnswered && stop.abort(late.reason));
  try {
    const response = await answerOf(element, url, stop, cache);
    isAnswered = true;
    if (!response.ok) throw new Failure("status", response.status, url);
    const type = (response.headers.get("content-type") ?? "").split(";")[0].trim();
    if (type.endsWith("html")) throw new Failure("html", type, url);
    if (type && !/json|^text\/|csv|octet-stream/.test(type)) throw new Failure("type", type, url);
    return response;
  } catch (error) {
    throw failureOf(error, stop, url) ?? new Failure(await obstacle(url), "", url);
  }
}

/**
 * The failure that an error is, or that stopping made.
 *
 * @param {any} error
 * @param {AbortController} stop
 * @param {URL} url
 */
function failureOf(error, stop, url) {
  if (error instanceof Failure) return error;
  // WebKit gives the reason to the signal alone.
  if (stop.signal.reason?.name === "TimeoutError") return new Failure("timeout", "", url);
  if (stop.signal.aborted) return new Failure("stopped", "", url);
  // One of the widget's own files did not load.
  return typeof error.code === "string" ? new Failure("other", error.message, url) : undefined;
}

/**
 * How many bytes will come, or 0: what is packed is longer once it is here.
 * @param {Response} response
 */
export const sizeOf = ({ headers }) => (headers.get("content-encoding") ? 0 : Number(headers.get("content-length")));

/** So many letters are looked at for what it is. */
const HEAD_LETTERS = 4096;

/** How a dataset begins, wherever it says its format. */
const DATASET = /^\s*\{[^]*"format"\s*:\s*"backstory\//;

/** What TimelineJS and FollowTheMoney have in their objects, and a dataset has not. */
const OTHER_OBJECT = /"(?:start_?date|headline|timeline|schema|properties)"\s*:/i;

/**
 * Whether what begins so is something other than a dataset. An object is one unless it
 * says otherwise: its format may stand at its end. A page that begins with < and nothing
 * at all are told of where datasets are read.
 * @param {string} head
 */
const isOtherFormat = (head) =>
  /^\s*[^\s<{]/.test(head) || (/^\s*\{/.test(head) && !DATASET.test(head) && OTHER_OBJECT.test(head));

/**
 * Looks at how a text begins: whether it is something other than a dataset, and the
 * pieces, of which none is lost. `tell` hears of each.
 * @param {AsyncGenerator<Uint8Array<ArrayBuffer>>} rest
 * @param {Tell} tell
 */
async function begin(rest, tell) {
  const decoder = new TextDecoder();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const first = [];
  let head = "";
  while (head.length < HEAD_LETTERS && !DATASET.test(head)) {
    const { done, value } = await rest.next();
    if (done) break;
    first.push(value);
    head += decoder.decode(value, { stream: true });
    tell();
  }
  const pieces = (async function* () {
    try {
      yield* first;
      yield* rest;
    } finally {
      // Who has enough of the first ones wants no more.
      await rest.return(undefined);
    }
  })();
  return { pieces, isOther: isOtherFormat(head) };
}

/**
 * The addresses of an element's `src`: of several sheets, with white space between.
 * @param {string} src
 */
const addressesOf = (src) => src.split(/\s+/).filter(Boolean);

/** Deeper than this nothing is looked into: it may hold itself. */
const MAX_DEPTH = 20;

/** So many records of an object are handed to the wasm at once. */
const RECORDS_PER_SLICE = 250;

/**
 * Whether a value is a Map, of this window or of another one.
 * @param {unknown} value
 * @returns {value is Map<string, unknown>}
 */
const isMap = (value) => Object.prototype.toString.call(value) === "[object Map]";

/**
 * Looks at every value once, and returns what the wasm is to have for it. What JSON
 * cannot say is refused here, with where it is: in the wasm a getter that throws
 * would go through its frames.
 *
 * @param {any} value
 * @param {(string | number)[]} path
 */
function check(value, path) {
  const where = () => [...path.slice(0, 5), ...(path.length > 5 ? ["…"] : [])].join(".");
  const refuse = (/** @type {string} */ what) => {
    throw new Failure("data", `${where()}: ${what}`);
  };
  if (["function", "symbol", "bigint"].includes(typeof value)) refuse(`a ${typeof value} is not data`);
  if (typeof value !== "object" || value === null) return value;
  if (path.length > MAX_DEPTH) refuse("nested too deeply, or holds itself");
  const isMapped = isMap(value);
  const isList = Array.isArray(value);
  const isOther = value.toJSON || ArrayBuffer.isView(value) || (Symbol.iterator in value && !isMapped && !isList);
  if (isOther) refuse(`a ${value.constructor?.name} is not data; write it as text or a list`);
  const copied = () => (isMapped ? new Map(value) : isList ? [...value] : { ...value });
  // To the wasm a Map of another window is none.
  let taken = isMapped && !(value instanceof Map) ? copied() : value;
  for (const key of isMapped ? value.keys() : Object.keys(value)) {
    path.push(key);
    let inner;
    try {
      inner = isMapped ? value.get(key) : value[key];
    } catch (error) {
      refuse(`cannot be read: ${error}`);
    }
    const now = check(inner, path);
    path.pop();
    if (Object.is(now, inner)) continue;
    if (taken === value) taken = copied();
    if (isMapped) taken.set(key, now);
    else taken[key] = now;
  }
  return taken;
}

/**
 * Has the wasm read an object, with a breath for the page now and then.
 *
 * @param {StreamingLoad} arriving
 * @param {Record<string, unknown> | Map<string, unknown>} data
 * @param {Tell} tell
 * @param {AbortController} stop
 * @param {() => Promise<void>} loadValues
 */
async function takeObject(arriving, data, tell, stop, loadValues) {
  try {
    await loadValues();
  } catch (error) {
    // With an address, since another try may bring it.
    throw new Failure("other", error instanceof Error ? error.message : error, document.baseURI);
  }
  const lists = /** @type {typeof StreamingLoad} */ (arriving.constructor).lists();
  const names = isMap(data) ? [...data.keys()] : Object.keys(data);
  const field = (/** @type {string} */ name) => {
    try {
      return isMap(data) ? data.get(name) : data[name];
    } catch (error) {
      throw new Failure("data", `${name}: cannot be read: ${error}`);
    }
  };
  const push = (/** @type {() => void} */ use) => {
    try {
      use();
    } catch (error) {
      throw new Failure("data", error instanceof Error ? error.message : error);
    }
  };
  const reader = readerOf(arriving, tell, stop);
  for (const name of names) {
    const value = field(name);
    if (value === undefined || (lists.includes(name) && Array.isArray(value))) continue;
    const taken = check(value, [name]);
    push(() => arriving.pushField(String(name), taken));
  }
  for (const name of lists) {
    const records = names.includes(name) ? field(name) : undefined;
    if (!Array.isArray(records)) continue;
    for (let first = 0; first === 0 || first < records.length; first += RECORDS_PER_SLICE) {
      const slice = records.slice(first, first + RECORDS_PER_SLICE).map((it, at) => check(it, [name, first + at]));
      push(() => arriving.pushRecords(name, slice));
      if (reader.isDue()) await reader.rest((first + slice.length) / records.length);
    }
  }
  arriving.end();
  await reader.readOn();
}

/** @param {string} text */
const encode = (text) => new TextEncoder().encode(text);

/**
 * The bytes of a response, as they come in.
 * @param {Response} response
 */
async function* piecesOf(response) {
  const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // What was stopped has nothing left to be cancelled.
    reader.cancel().catch(() => {});
  }
}

/**
 * What has the wasm read on; `refuse` makes a failure of its code.
 *
 * @param {StreamingLoad} arriving
 * @param {Tell} tell
 * @param {AbortController} stop
 * @param {URL} [url]
 * @param {(code: string) => string} refuse
 */
function readerOf(arriving, tell, stop, url, refuse = (code) => code) {
  let due = performance.now() + SLICE_MS;
  const report = async (/** @type {number | undefined} */ share) => {
    const preview = tell(share);
    if (!preview) return;
    // What is drawn is a task of its own.
    await breath();
    if (preview()) await painting();
  };
  const isDue = () => performance.now() >= due;
  const rest = async (/** @type {number | undefined} */ share) => {
    await report(share);
    await breath();
    if (stop.signal.aborted) throw new Failure("stopped", "", url);
    due = performance.now() + SLICE_MS;
  };
  const readOn = async (/** @type {number | undefined} */ share = undefined) => {
    while (arriving.advance()) if (isDue()) await rest(share);
    const code = arriving.code();
    if (code) throw new Failure(refuse(code), arriving.reason(), url);
  };
  return { isDue, readOn, report, rest };
}

/**
 * Has the wasm read what comes in, with a breath for the page now and then.
 *
 * @param {StreamingLoad} arriving
 * @param {Iterable<Uint8Array> | AsyncIterable<Uint8Array>} pieces
 * @param {Tell} tell
 * @param {AbortController} stop
 * @param {URL} [url]
 * @param {number} [size]
 */
async function take(arriving, pieces, tell, stop, url, size) {
  let bytes = 0;
  /** @type {number | undefined} */
  let start;
  const share = () => (size ? bytes / size : undefined);
  // 60 is <, with which a page begins.
  const { readOn, report } = readerOf(arriving, tell, stop, url, (code) => (start === 60 ? "html" : code));
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > MAX_BYTES) throw new Failure("large", "", url);
    start ??= piece.find((byte) => byte > 32);
    arriving.push(piece);
    await readOn(share());
    await report(share());
  }
  if (start === undefined) throw new Failure("empty", "", url);
  arriving.end();
  await readOn(share());
}

/**
 * Has the wasm read a text.
 * @param {StreamingLoad} arriving
 * @param {string} text
 */
export const readText = (arriving, text) => take(arriving, [encode(text)], () => undefined, new AbortController());

/** Lets the page do what it has to. */
export const breath = () =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  });

/** How long the page is waited for to paint, where it is in sight, in milliseconds. */
const FRAME_BUDGET_MS = 50;

/** Lets the page paint: it would do so much later, between one slice and the next. */
const painting = () =>
  new Promise((done) => {
    requestAnimationFrame(() => breath().then(done));
    setTimeout(done, FRAME_BUDGET_MS);
  });

/**
 * The element's document as a plain object, for where there is no wasm.
 * @param {Element_} element
 */
export async function read(element) {
  if (element.data != null) return element.data;
  const inline = inlineOf(element);
  if (inline) return JSON.parse(inline.text);
  return (await fetch(new URL(element.getAttribute("src") ?? "", document.baseURI))).json();
}

/**
 * Whether a server lets the page read its answers.
 * @param {URL} url
 */
const isAllowed = (url) =>
  fetch(url).then(
    ({ body }) => {
      body?.cancel();
      return true;
    },
    () => false,
  );

/**
 * What is between the page and `url`, as far as a page is told.
 * @param {URL} url
 */
async function obstacle(url) {
  if (!navigator.onLine) return "offline";
  // A page may always ask its own server.
  if (url.origin === location.origin) return "network";
  const isThere = await fetch(url, { mode: "no-cors" }).then(() => true, () => false);
  // What may be read after all broke off before its answer.
  return isThere && !(await isAllowed(url)) ? "cors" : "network";
}
