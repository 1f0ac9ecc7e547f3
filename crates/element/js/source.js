/**
 * Reads what an element's `src` has where it is not a dataset: sheets, a TimelineJS
 * story, FollowTheMoney lines (`crates/reader`, a wasm of its own); and looks again for
 * a newer version (`refresh`). Fetched when it is needed: who reads a dataset that stays
 * as it is has none of it.
 */

/** @import { Element_, Files, Refuse, SourceText, Watch } from "./types" */

import { differences, showChanges } from "./changes.js";
import { sizeOf } from "./data.js";

/**
 * The hashes of the readers; `cargo xtask dist` writes them.
 * @type {Record<string, string>}
 */
const READER_SUMS = {};

/** How much text the readers take, in bytes: far more than any sheet has. */
const MAX_BYTES = 64 * 2 ** 20;

/**
 * Less than this may be longer packed than it is, and a page is not told of another
 * server's file whether it was; in bytes.
 */
const MIN_KNOWN_BYTES = 512;

/** @typedef {{ json: string, formats: string[], notices: string[], problems: string[], events: string[], relationships: string[], failure?: string, free(): void }} Reading */

/** @type {Promise<{ Reading: new (names: string[], texts: string[]) => Reading }> | undefined} */
let readers;

/** @param {Files} files */
function loadReaders({ get, module, sums }) {
  Object.assign(sums, READER_SUMS);
  readers ??= (async () => {
    const [reader, wasm] = await Promise.all([
      module("reader.js"),
      get("reader_bg.wasm", (url, integrity) => fetch(url, { integrity })),
    ]);
    await get("reader_bg.wasm", async () => {
      if (!wasm.ok) throw wasm.status;
      return reader.default({ module_or_path: wasm });
    });
    return reader;
  })().catch((error) => {
    readers = undefined;
    throw error;
  });
  return readers;
}

/**
 * Bytes as text: by their mark, or as UTF-8, or else as the Windows-1252 that
 * spreadsheet programs still save.
 * @param {Uint8Array} bytes
 */
export function decoded(bytes) {
  const [first, second] = bytes;
  const utf16 = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "";
  try {
    return new TextDecoder(utf16 || "utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(utf16 || "windows-1252").decode(bytes);
  }
}

/**
 * What messages call the texts at some addresses: by the last part of the path, with
 * a number where several have the same.
 * @param {URL[]} urls
 */
export function names(urls) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return urls.map(({ pathname, host }) => {
    const name = pathname.split("/").findLast(Boolean) ?? host;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count > 1 ? `${name} (${count})` : name;
  });
}

/**
 * The texts that come in.
 *
 * @param {SourceText[]} sources
 * @param {Refuse} refuse
 */
const textsOf = (sources, refuse) =>
  Promise.all(
    sources.map(async ({ url, pieces, size }) => {
      const all = [];
      let length = 0;
      for await (const piece of pieces) {
        length += piece.length;
        if (length > MAX_BYTES) throw refuse("large", "", url);
        all.push(piece);
      }
      // WebKit takes what breaks off for all there is; a sheet has no end by which to tell.
      if (length < size && size > MIN_KNOWN_BYTES) throw refuse("network", "", url);
      const text = decoded(new Uint8Array(await new Blob(all).arrayBuffer()));
      // A sheet that one has to sign in for is a page that says so.
      if (/^\s*<(!doctype|html)/i.test(text)) throw refuse("html", "text/html", url);
      return text;
    }),
  );

/**
 * What the readers make of some texts, as a plain object.
 *
 * @param {URL[]} urls
 * @param {string[]} texts
 * @param {Files} files
 */
async function read(urls, texts, files) {
  const { Reading } = await loadReaders(files);
  const reading = new Reading(names(urls), texts);
  const { json, formats, notices, problems, events, relationships, failure } = reading;
  reading.free();
  return { json, formats, notices, problems, events, relationships, failure };
}

/**
 * The dataset that some texts are, as JSON.
 *
 * @param {Element_} element
 * @param {SourceText[]} sources
 * @param {Files} files
 * @param {Refuse} refuse
 */
export async function readOther(element, sources, files, refuse) {
  // Why there are none is said where they are used.
  loadReaders(files).catch(() => {});
  const texts = await textsOf(sources, refuse);
  const reading = await read(sources.map(({ url }) => url), texts, files);
  if (reading.failure !== undefined) {
    // What is meant as JSON has its errors told as those of any dataset.
    if (texts.length === 1 && (/^\s*[[{]/.test(texts[0]) || sources[0].url.pathname.endsWith(".json"))) return texts[0];
    throw refuse("other", reading.failure, sources[0].url);
  }
  report(element, reading);
  return reading.json;
}

/**
 * Tells the author what was read as what: in the console, and with the attribute
 * `debug` below the widget.
 *
 * @param {Element_} element
 * @param {{ formats: string[], notices: string[], problems: string[] }} read
 */
function report(element, { formats, notices, problems }) {
  const root = element.shadowRoot;
  const lines = [...formats, ...notices, ...problems];
  if (!notices.length && !problems.length && !element.hasAttribute("debug")) return;
  const say = problems.length ? "warn" : "info";
  console[say](`<back-story>: ${lines.join("\n")}`);
  if (!element.hasAttribute("debug")) return;
  const list = document.createElement("ul");
  list.setAttribute("part", "debug");
  for (const line of lines) {
    const item = document.createElement("li");
    item.textContent = line;
    list.append(item);
  }
  // Once the widget has its place, which takes out all that is there.
  const add = () => {
    root.querySelector("[part=debug]")?.remove();
    root.append(list);
  };
  element.addEventListener("backstory:ready", add, { once: true });
}

/** No more often is it looked again, in seconds. */
const MIN_REFRESH_S = 2;

/** An address from which nothing comes for so long is given up for now, in milliseconds. */
const STALL_TIMEOUT_MS = 30_000;

/** After errors it is looked again so many times later at most. */
const MAX_BACKING_OFF = 32;

/**
 * Looks again for what is at an element's `src`, for as long as it is to be: only while
 * it is in sight, ever more rarely where it fails, by the browser's own cache (ETag,
 * If-None-Match). A version that holds is shown in place of the one before; a broken one
 * never is.
 *
 * @type {Watch}
 */
export async function watch(element, files, signal, { update, languageOf }) {
  const src = element.getAttribute("src");
  const isGiven = element.data != null || element.querySelector("script") !== null;
  if (!src || isGiven) return;
  const urls = src.split(/\s+/).filter(Boolean).map((it) => new URL(it, document.baseURI));
  const asked = Number(element.getAttribute("refresh"));
  const every = Math.max(MIN_REFRESH_S, asked > 0 ? asked : 60) * 1000;
  /** @type {Refuse} */
  const refuse = (code, detail, url) => new Error(`${url}: ${code} ${detail}`.trim());
  let wait = every;
  /** @type {string[] | undefined} */
  let seen;
  /** @type {Awaited<ReturnType<typeof read>> | undefined} */
  let last;
  /** @type {typeof last} */
  let begun;

  /**
   * The texts there are now; whatever has begun ends with this.
   * @param {RequestCache} cache
   */
  async function fetched(cache) {
    const stop = new AbortController();
    const giveUp = () => stop.abort(signal.reason);
    signal.addEventListener("abort", giveUp);
    /** @type {number | undefined} */
    let timer;
    // As long as something comes, it comes at its own pace.
    const hope = () => {
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(new Error(`nothing came for ${STALL_TIMEOUT_MS / 1000} s`)), STALL_TIMEOUT_MS);
    };
    hope();
    try {
      const sources = urls.map(async (url) => {
        const response = await fetch(url, { cache, signal: stop.signal });
        const { ok, status, headers, body } = response;
        if (!ok) {
          const after = Number(headers.get("retry-after"));
          throw Object.assign(refuse("status", status, url), { after: after > 0 ? after * 1000 : 0 });
        }
        return { url, pieces: piecesOf(body, hope), size: sizeOf(response) };
      });
      return await textsOf(await Promise.all(sources), refuse);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
      stop.abort();
    }
  }

  /**
   * The version there is now, where it is another one.
   * @param {RequestCache} cache
   */
  async function look(cache) {
    const texts = await fetched(cache);
    if (seen && texts.every((text, at) => text === seen?.[at])) return undefined;
    const reading = await read(urls, texts, files);
    // Where the readers did not come, the next look has them read it.
    seen = texts;
    if (reading.failure !== undefined) throw Object.assign(new Error(reading.failure), { isBroken: true });
    if (last) report(element, reading);
    return reading;
  }

  last = await look("force-cache").catch(() => undefined);
  begun = last;
  while (!signal.aborted) {
    await isDue(element, signal, wait);
    if (signal.aborted) return;
    try {
      const version = await look("no-cache");
      wait = every;
      if (!version) continue;
      // What was whole and now is not is being written.
      const count = (/** @type {typeof version} */ { events, relationships }) => events.length + relationships.length;
      const isLess = last && count(version) < count(last) && version.problems.length > last.problems.length;
      if (isLess || !(await update(version.json))) throw Object.assign(new Error("records were lost"), { isBroken: true });
      last = version;
      begun ??= version;
      showChanges(element, differences(begun, version), languageOf(element));
    } catch (error) {
      if (signal.aborted) return;
      const { isBroken, after, message } = /** @type {any} */ (error);
      console.warn(`<back-story>: ${isBroken ? "the newer version is broken, and the one before stays" : "no newer version"}: ${message}`);
      wait = isBroken ? every : Math.max(after || 0, Math.min(wait * 2, every * MAX_BACKING_OFF));
    }
  }
}

/**
 * What comes in; `hear` is told that something does.
 *
 * @param {ReadableStream<Uint8Array<ArrayBuffer>> | null} body
 * @param {() => void} hear
 */
async function* piecesOf(body, hear) {
  // Not every browser walks through a stream.
  const reader = body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) return;
    hear();
    yield /** @type {Uint8Array<ArrayBuffer>} */ (value);
  }
}

/**
 * Waits so long, and then until the element is in sight; or until the signal.
 *
 * @param {Element} element
 * @param {AbortSignal} signal
 * @param {number} ms
 */
async function isDue(element, signal, ms) {
  await new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      done(undefined);
    };
    // Not all readers at the same moment.
    const timer = setTimeout(end, ms * (1 + Math.random() / 10));
    signal.addEventListener("abort", end);
  });
  if (signal.aborted) return;
  await new Promise((done) => {
    let isNear = false;
    const test = () => {
      if (!signal.aborted && !(isNear && document.visibilityState === "visible")) return;
      observer.disconnect();
      document.removeEventListener("visibilitychange", test);
      signal.removeEventListener("abort", test);
      done(undefined);
    };
    const observer = new IntersectionObserver((entries) => {
      isNear = entries.some((it) => it.isIntersecting);
      test();
    });
    observer.observe(element);
    document.addEventListener("visibilitychange", test);
    signal.addEventListener("abort", test);
  });
}
