/**
 * What is new or changed since the page was opened: marked at its rows, counted, and
 * said politely. Part of `source.js`.
 */

/** @import { Element_ } from "./types" */

/** @typedef {{ json: string, events: string[], relationships: string[] }} Version */

/**
 * The words, as few as can be: no language needs a plural for them.
 * @type {Record<string, [updated: string, added: string, changed: string]>}
 */
const WORDS = {
  en: ["Updated at {time}", "New: {n}", "Changed: {n}"],
  fr: ["Mis à jour à {time}", "Nouveautés : {n}", "Modifications : {n}"],
  sw: ["Imesasishwa saa {time}", "Mpya: {n}", "Zilizobadilishwa: {n}"],
  rw: ["Byavuguruwe saa {time}", "Bishya: {n}", "Byahinduwe: {n}"],
  ar: ["آخر تحديث: {time}", "جديد: {n}", "معدَّل: {n}"],
  ru: ["Обновлено в {time}", "Новых: {n}", "Изменённых: {n}"],
  zh: ["更新于 {time}", "新增：{n}", "更改：{n}"],
};

/**
 * Each record's text by its name, with what the widget calls it (`data-record`).
 * @param {Version} version
 */
function recordsOf({ json, ...ids }) {
  /** @type {Map<string, { text: string, row: string }>} */
  const records = new Map();
  const document = JSON.parse(json);
  for (const list of /** @type {const} */ (["events", "relationships"])) {
    const kind = list.slice(0, -1);
    const texts = new Map((document[list] ?? []).map((/** @type {any} */ it) => [it.id, JSON.stringify(it)]));
    for (const [at, id] of ids[list].entries()) records.set(`${kind}.${id}`, { text: texts.get(id), row: `${kind}-${at}` });
  }
  return records;
}

/**
 * The rows of the records that are new, and that are changed.
 *
 * @param {Version} before
 * @param {Version} after
 */
export function differences(before, after) {
  const old = recordsOf(before);
  const all = [...recordsOf(after)];
  return {
    added: all.filter(([name]) => !old.has(name)).map(([, { row }]) => row),
    changed: all.filter(([name, { text }]) => old.has(name) && old.get(name)?.text !== text).map(([, { row }]) => row),
  };
}

/**
 * The sheet that marks, and the line that says so, of each element.
 * @type {WeakMap<Element, { sheet: CSSStyleSheet, line: HTMLElement }>}
 */
const shown = new WeakMap();

/**
 * Marks the records at their rows, and says how many there are.
 *
 * @param {Element_} element
 * @param {{ added: string[], changed: string[] }} changes
 * @param {string} tag the widget's language
 */
export function showChanges(element, { added, changed }, tag) {
  const root = element.shadowRoot;
  const { sheet, line } = shown.get(element) ?? { sheet: new CSSStyleSheet(), line: document.createElement("p") };
  shown.set(element, { sheet, line });
  line.setAttribute("part", "updates");
  line.setAttribute("role", "status");
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  // A live region says what comes into it once it is there.
  if (!line.isConnected) root.prepend(line);
  const [updated, isNew, isChanged] = WORDS[tag.split("-")[0].toLowerCase()] ?? WORDS.en;
  const time = new Date().toLocaleTimeString(tag, { hour: "2-digit", minute: "2-digit" });
  const said = [updated.replace("{time}", time)];
  for (const [words, names] of /** @type {const} */ ([[isNew, added], [isChanged, changed]])) {
    if (names.length) said.push(words.replace("{n}", names.length.toLocaleString(tag)));
  }
  setTimeout(() => (line.textContent = said.join(" · ")), 100);
  const named = (/** @type {string[]} */ names) => `:is(${names.map((it) => `[data-record="${it}"]`)})`;
  const rules = ["[part=updates] { margin: 0 0 6px; font: 13px/1.45 system-ui, sans-serif; }"];
  // The words are read out, the sign is seen.
  for (const [names, sign, word] of /** @type {const} */ ([[added, "●", isNew], [changed, "◐", isChanged]])) {
    if (!names.length) continue;
    const label = JSON.stringify(word.split(/[:：]/)[0].trim());
    rules.push(`${named(names)}:not(:has(.event__title))::after, ${named(names)} .event__title::after {
      content: " ${sign}"; content: " ${sign}" / ${label}; color: var(--accent); }`);
  }
  sheet.replaceSync(rules.join("\n"));
}
