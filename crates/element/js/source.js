/**
 * Reads what an element's `src` has where it is not a dataset: sheets, a TimelineJS
 * story, FollowTheMoney lines (`crates/reader`, a wasm of its own). Fetched when it is
 * needed: who reads a dataset has none of it.
 */

/** @import { Element_, Files, Refuse, SourceText } from "./types" */

/**
 * The hashes of the readers; `cargo xtask dist` writes them.
 * @type {Record<string, string>}
 */
const READER_SUMS = {};

/** How much text the readers take, in bytes: far more than any sheet has. */
const MAX_BYTES = 64 * 2 ** 20;

/** @typedef {{ json: string, formats: string[], notices: string[], problems: string[], failure?: string, free(): void }} Reading */

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
 * The dataset that some texts are, as JSON.
 *
 * @param {Element_} element
 * @param {SourceText[]} sources
 * @param {Files} files
 * @param {Refuse} refuse
 */
export async function readOther(element, sources, files, refuse) {
  const loading = loadReaders(files);
  // Why there are none is said where they are used.
  loading.catch(() => {});
  const texts = await Promise.all(
    sources.map(async ({ url, pieces }) => {
      const all = [];
      let length = 0;
      for await (const piece of pieces) {
        length += piece.length;
        if (length > MAX_BYTES) throw refuse("large", "", url);
        all.push(piece);
      }
      const text = decoded(new Uint8Array(await new Blob(all).arrayBuffer()));
      // A sheet that one has to sign in for is a page that says so.
      if (/^\s*<(!doctype|html)/i.test(text)) throw refuse("html", "text/html", url);
      return text;
    }),
  );
  const { Reading } = await loading;
  const reading = new Reading(names(sources.map(({ url }) => url)), texts);
  const { json, formats, notices, problems, failure } = reading;
  reading.free();
  if (failure !== undefined) {
    // What is meant as JSON has its errors told as those of any dataset.
    if (texts.length === 1 && (/^\s*[[{]/.test(texts[0]) || sources[0].url.pathname.endsWith(".json"))) return texts[0];
    throw refuse("other", failure, sources[0].url);
  }
  report(element, { formats, notices, problems });
  return json;
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
  root.querySelector("[part=debug]")?.remove();
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
  const add = () => root.append(list);
  element.addEventListener("backstory:ready", add, { once: true });
}
