/**
 * Which language the widget speaks, and the file of its words.
 *
 * English is in the wasm; of the others only the one in use is fetched, once a
 * page.
 */

/** The files of `crates/core/locale/`. A test compares this list with the one in Rust. */
const FILES = ["ar", "fr", "ru", "rw", "sw", "zh"];

/** @type {Map<string, Promise<string | undefined>>} */
const files = new Map();

/**
 * The language itself, without script, region and variants.
 * @param {string} tag
 */
const primary = (tag) => tag.toLowerCase().split("-")[0];

/**
 * The BCP 47 tag of the element's language: by its own `lang`, else by the
 * nearest one in the page around it, else by the browser; of these the first
 * that the widget can speak.
 *
 * @param {HTMLElement} element
 */
export function languageOf(element) {
  const asked = [nearest(element), ...(navigator.languages ?? [])];
  const spoken = (/** @type {string} */ tag) => tag && (primary(tag) === "en" || FILES.includes(primary(tag)));
  const tag = asked.find(spoken) ?? "en";
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return primary(tag);
  }
}

/**
 * The `lang` of the element, or of what it stands in, shadow roots and all.
 * @param {Element} element
 */
function nearest(element) {
  for (let it = element; it; it = /** @type {ShadowRoot} */ (it.getRootNode()).host) {
    const tag = it.closest("[lang]")?.getAttribute("lang");
    if (tag) return tag;
  }
  return "";
}

/**
 * The file of a language's words; `undefined` for English and where they fail.
 * @param {string} tag
 * @returns {Promise<string | undefined>}
 */
export function wordsOf(tag) {
  const language = primary(tag);
  if (!FILES.includes(language)) return Promise.resolve(undefined);
  let file = files.get(language);
  if (!file) {
    const url = new URL(`../locale/${language}.json`, import.meta.url);
    file = fetch(url)
      .then((response) => (response.ok ? response.text() : undefined))
      .catch(() => undefined)
      .then((words) => {
        // The next widget may have more luck.
        if (!words) files.delete(language);
        return words;
      });
    files.set(language, file);
  }
  return file;
}
