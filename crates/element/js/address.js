/**
 * The states of the page's widgets in its address:
 *
 *   #rwanda:q=kagame&open=event.sochi;map:view=relationships
 *
 * A hash in which no part is a widget's is the page's own, and is left alone:
 * neither read nor written, for as long as it is there.
 */

/**
 * What takes part, by its name in the hash.
 * @type {Map<string, import("./types").Part>}
 */
const widgets = new Map();

/**
 * @param {string} hash
 * @returns {Map<string, string | undefined>}
 */
const parts = (hash) =>
  new Map(
    hash
      .slice(1)
      .split(";")
      .filter(Boolean)
      .map((part) => {
        const colon = part.indexOf(":");
        return colon < 0 ? [part, undefined] : [part.slice(0, colon), part.slice(colon + 1)];
      }),
  );

/** @param {Map<string, unknown>} all */
const isOurs = (all) => !all.size || [...all.keys()].some((name) => widgets.has(name));

function went() {
  const now = parts(location.hash);
  if (isOurs(now)) for (const [name, { go }] of widgets) go(now.get(name) ?? "");
}

/**
 * The name of an element in the hash.
 * @param {Element} element
 */
const nameOf = (element) => encodeURIComponent(element.id || "backstory");

/**
 * Takes part under the element's id; `go` is called with the state to go to.
 * Returns the part, with the state that the address holds, or `undefined` where
 * the name is another widget's already. An element that has left the page gives
 * its name up: routers put a fresh one into its place at once.
 *
 * @param {Element} element
 * @param {(line: string) => void} go
 * @returns {import("./types").Part | undefined}
 */
export function join(element, go) {
  const name = nameOf(element);
  if (widgets.get(name)?.element.isConnected) return undefined;
  const part = { name, element, go, line: parts(location.hash).get(name) };
  widgets.set(name, part);
  addEventListener("popstate", went);
  return part;
}

/**
 * Whether a part is still taken, and not by another element.
 * @param {import("./types").Part | undefined} part
 */
export const isTaken = (part) => part !== undefined && widgets.get(part.name) === part;

/**
 * Takes part no longer.
 * @param {import("./types").Part | undefined} part
 */
export function leave(part) {
  if (!part || !isTaken(part)) return;
  widgets.delete(part.name);
  if (!widgets.size) removeEventListener("popstate", went);
}

/**
 * The page's address with a widget's state in it, or without any of it.
 * @param {string} name
 * @param {string} [line]
 */
export function address(name, line) {
  const all = parts(location.hash);
  if (!isOurs(all)) all.clear();
  if (line === undefined) all.delete(name);
  else all.set(name, line);
  const url = new URL(location.href);
  url.hash = [...all].map(([key, value]) => (value === undefined ? key : `${key}:${value}`)).join(";");
  return url;
}

/**
 * Writes a widget's state into the address: as a step for Back, or in place. A new
 * entry has no state, as that of a link to a hash has none, which every router of a
 * page knows; what is in place keeps the state that the page gave it.
 *
 * @param {string} name
 * @param {string} line
 * @param {boolean} isStep
 */
export function write(name, line, isStep) {
  if (!isOurs(parts(location.hash))) return;
  const url = address(name, line || undefined);
  if (url.href === location.href) return;
  try {
    if (isStep) history.pushState(null, "", url);
    else history.replaceState(history.state, "", url);
  } catch {
    // A frame without an address, or more steps than the browser takes.
  }
}
