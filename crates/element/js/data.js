/** Fetching an element's data, and saying what is in the way. */

/** How much text a document may have, in bytes. What is larger is not read. */
const MAX_BYTES = 400 * 2 ** 20;

/** How long a server may take, in milliseconds. */
const FETCH_TIMEOUT_MS = 30_000;

/**
 * Why there is no data. `code` picks the sentence (`Words::failure` in the
 * wasm), in which `detail` and `url` are filled in.
 */
export class Failure extends Error {
  constructor(code, detail = "", url = "") {
    super(code);
    Object.assign(this, { code, detail: String(detail), url: String(url) });
  }
}

/** How long the page is held up at most by reading on, in milliseconds. */
const SLICE_MS = 12;

/** What was asked for before anything could read it, by element, once. */
const early = new WeakMap();

/** Asks for what is at an element's `src`, for `load` to read. */
export function ask(element) {
  if (early.has(element)) return;
  early.set(element, undefined);
  const src = element.getAttribute("src");
  if (!src || element.data != null || inlineOf(element)) return;
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

/** The answer of a server, perhaps to what was asked early. */
function answerOf(element, url, stop) {
  const asked = early.get(element);
  early.set(element, undefined);
  if (asked?.href !== url.href) return fetch(url, { signal: stop.signal });
  stop.signal.addEventListener("abort", () => asked.stop.abort(stop.signal.reason));
  return asked.answer;
}

/** A JSON script inside of an element. */
const inlineOf = (element) => element.querySelector(':scope > script[type="application/json"]');

/**
 * Reads the element's document into `arriving`, the wasm's `StreamingLoad`: from its
 * `data` property, a JSON script inside of it, or what is at its `src`. The page
 * stays responsive meanwhile; `tell` hears which part has been read, where the
 * size is known, and returns what shows how it begins, where that is wanted and
 * has not been shown. `stop`, an AbortController, ends the reading.
 */
export async function load(element, arriving, tell, stop) {
  if (element.data != null) return take(arriving, [encode(written(element.data))], tell, stop);
  const inline = inlineOf(element);
  if (inline) return take(arriving, [encode(inline.textContent)], tell, stop);
  const src = element.getAttribute("src");
  if (!src) throw new Failure("none");
  const url = new URL(src, document.baseURI);
  try {
    // Patience is for an answer; what comes in comes at its own pace.
    let waits = true;
    const late = AbortSignal.timeout(FETCH_TIMEOUT_MS);
    late.addEventListener("abort", () => waits && stop.abort(late.reason));
    const response = await answerOf(element, url, stop);
    waits = false;
    if (!response.ok) throw new Failure("status", response.status, url);
    const type = (response.headers.get("content-type") ?? "").split(";")[0].trim();
    if (type.endsWith("html")) throw new Failure("html", type, url);
    if (type && !/json|^text\/|octet-stream/.test(type)) throw new Failure("type", type, url);
    const size = Number(response.headers.get("content-length"));
    if (size > MAX_BYTES) throw new Failure("large", "", url);
    // What is packed is longer once it is here.
    const isPlain = !response.headers.get("content-encoding");
    await take(arriving, pieces(response), tell, stop, url, isPlain ? size : 0);
  } catch (error) {
    if (error instanceof Failure) throw error;
    // WebKit gives the reason to the signal alone.
    if (stop.signal.reason?.name === "TimeoutError") throw new Failure("timeout", "", url);
    if (stop.signal.aborted) throw new Failure("stopped", "", url);
    throw new Failure(await obstacle(url), "", url);
  }
}

/** An object as JSON. */
function written(data) {
  try {
    return JSON.stringify(data);
  } catch {
    throw new Failure("other", "the dataset is nested too deeply: it holds itself");
  }
}

const encode = (text) => new TextEncoder().encode(text);

/** The bytes of a response, as they come in. */
async function* pieces(response) {
  const reader = response.body.getReader();
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

/** Has the wasm read what comes in, with a breath for the page now and then. */
async function take(arriving, pieces, tell, stop, url, size) {
  let [bytes, start, due] = [0, undefined, performance.now() + SLICE_MS];
  const report = async () => {
    const preview = tell(size ? bytes / size : undefined);
    if (!preview) return;
    // What is drawn is a task of its own.
    await breath();
    if (preview()) await painting();
  };
  const read = async () => {
    while (arriving.advance()) {
      if (performance.now() < due) continue;
      await report();
      await breath();
      if (stop.signal.aborted) throw new Failure("stopped", "", url);
      due = performance.now() + SLICE_MS;
    }
    const code = arriving.code();
    if (code) throw new Failure(start === 60 ? "html" : code, arriving.reason(), url);
  };
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > MAX_BYTES) throw new Failure("large", "", url);
    // 60 is <, with which a page begins.
    start ??= piece.find((byte) => byte > 32);
    arriving.push(piece);
    await read();
    await report();
  }
  if (start === undefined) throw new Failure("empty", "", url);
  arriving.end();
  await read();
}

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

/** The element's document as a plain object, for where there is no wasm. */
export async function read(element) {
  if (element.data != null) return element.data;
  const inline = inlineOf(element);
  if (inline) return JSON.parse(inline.textContent);
  return (await fetch(new URL(element.getAttribute("src"), document.baseURI))).json();
}

/** What is between the page and `url`, as far as a page is told. */
async function obstacle(url) {
  if (!navigator.onLine) return "offline";
  return fetch(url, { mode: "no-cors" }).then(() => "cors", () => "network");
}
