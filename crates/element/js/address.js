/**
 * The states of the page's widgets in its address:
 *
 *   #rwanda:q=kagame&open=event.sochi;map:view=relationships
 *
 * A hash in which no part is a widget's is the page's own, and is left alone:
 * neither read nor written, for as long as it is there.
 */

/** The widgets that take part, by their names in the hash, and what each does on Back. */
const widgets = new Map();

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

const isOurs = (parts) => !parts.size || [...parts.keys()].some((name) => widgets.has(name));

function went() {
  const now = parts(location.hash);
  if (isOurs(now)) for (const [name, go] of widgets) go(now.get(name) ?? "");
}

/** The name of an element in the hash. */
const nameOf = (element) => encodeURIComponent(element.id || "backstory");

/**
 * Takes part under the element's id; `go` is called with the state to go to.
 * Returns the state that the address holds, or `undefined` where the name is
 * another widget's already.
 */
export function join(element, go) {
  const name = nameOf(element);
  if (widgets.has(name)) return undefined;
  widgets.set(name, go);
  if (widgets.size === 1) addEventListener("popstate", went);
  return { name, line: parts(location.hash).get(name) };
}

/** Takes part no longer. */
export function leave(name) {
  if (widgets.delete(name) && !widgets.size) removeEventListener("popstate", went);
}

/** The page's address with a widget's state in it, or without any of it. */
export function address(name, line) {
  const all = parts(location.hash);
  if (!isOurs(all)) all.clear();
  line === undefined ? all.delete(name) : all.set(name, line);
  const url = new URL(location);
  url.hash = [...all].map(([name, line]) => (line === undefined ? name : `${name}:${line}`)).join(";");
  return url;
}

/**
 * Writes a widget's state into the address: as a step for Back, or in place. A new
 * entry has no state, as that of a link to a hash has none, which every router of a
 * page knows; what is in place keeps the state that the page gave it.
 */
export function write(name, line, isStep) {
  if (!isOurs(parts(location.hash))) return;
  const url = address(name, line || undefined);
  if (url.href === location.href) return;
  try {
    isStep ? history.pushState(null, "", url) : history.replaceState(history.state, "", url);
  } catch {
    // A frame without an address, or more steps than the browser takes.
  }
}
