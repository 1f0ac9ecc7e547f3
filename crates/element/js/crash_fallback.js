/**
 * What an element still shows when the wasm has gone down under it: a sentence,
 * and its events and relationships as plain lists, from its document alone.
 */

const SORRY = "Something went wrong here. This is what the backstory holds, as plain text.";

/**
 * What takes the widget's place. `data` may be broken in any way; where it
 * cannot be had any more, `seen`, the texts that the reader saw, stands in.
 *
 * @param {any} data
 * @param {string[]} seen
 */
export function plain(data, seen) {
  const list = (/** @type {any} */ value) => (Array.isArray(value) ? value.filter((it) => it && typeof it === "object") : []);
  const words = (/** @type {unknown[]} */ ...parts) => parts.filter((it) => typeof it === "string" && it).join(" ");
  const names = new Map(list(data?.entities).map((it) => [it.id, it.name]));
  const name = (/** @type {string} */ id) => names.get(id) ?? id;
  const events = list(data?.events).map((it) => [words(it.date, it.title), it.summary]);
  const relationships = list(data?.relationships).map((it) => [
    words(name(it.subject), it.predicate, it.what, name(it.object), it.period && `(${it.period})`),
    it.summary,
  ]);
  const place = node("div", { lang: data?.article?.language });
  place.append(node("p", { role: "alert", lang: "en" }, SORRY));
  for (const rows of [events, relationships]) {
    const items = rows.map(([head, more]) => {
      const item = node("li", { dir: "auto" }, head);
      if (typeof more === "string" && more) item.append(node("br"), more);
      return item;
    });
    if (items.length) place.append(node("ul", {}, ...items));
  }
  if (!data) place.append(node("ul", {}, ...seen.map((text) => node("li", { dir: "auto" }, text))));
  return place;
}

/**
 * @param {string} tag
 * @param {Record<string, unknown>} attributes
 * @param {(Node | string)[]} children
 */
function node(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "string") element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}
