/** Fetching an element's data, and saying what is in the way. */

/** How much text a document may have, in bytes. What is larger is not read. */
const MOST = 64 * 2 ** 20;

/** How long a server may take, in milliseconds. */
const PATIENCE = 30_000;

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

/**
 * The element's document, a plain object: its `data` property, a JSON script
 * inside of it, or what is at its `src`.
 */
export async function read(element) {
  if (element.data != null) return element.data;
  const inline = element.querySelector(':scope > script[type="application/json"]');
  if (inline) return parse(inline.textContent);
  const src = element.getAttribute("src");
  if (!src) throw new Failure("none");
  const url = new URL(src, document.baseURI);
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) throw new Failure("status", response.status, url);
    const type = (response.headers.get("content-type") ?? "").split(";")[0].trim();
    if (type.endsWith("html")) throw new Failure("html", type, url);
    if (type && !/json|^text\/|octet-stream/.test(type)) throw new Failure("type", type, url);
    if (response.headers.get("content-length") > MOST) throw new Failure("large", "", url);
    return parse(await text(response, url), url);
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (error.name === "TimeoutError") throw new Failure("timeout", "", url);
    throw new Failure(await obstacle(url), "", url);
  }
}

/** The text of a response, given up where it turns out too large. */
async function text(response, url) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let [size, text] = [0, ""];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > MOST) {
      reader.cancel();
      throw new Failure("large", "", url);
    }
    text += decoder.decode(value, { stream: true });
  }
}

function parse(text, url) {
  if (text.length > MOST) throw new Failure("large", "", url);
  if (!text.trim()) throw new Failure("empty", "", url);
  try {
    return JSON.parse(text);
  } catch (error) {
    const isPage = text.trimStart().startsWith("<");
    throw new Failure(isPage ? "html" : "json", error.message, url);
  }
}

/** What is between the page and `url`, as far as a page is told. */
async function obstacle(url) {
  if (!navigator.onLine) return "offline";
  return fetch(url, { mode: "no-cors" }).then(() => "cors", () => "network");
}
