// What the cases share.

/** A row for each figure at each size; what is to be met is of one size, `of`. */
export const rowsOf = (figures, sizes, of) =>
  sizes.flatMap((size) =>
    figures.map(({ most, within, beside, ...row }) => ({
      ...row,
      key: `${row.key}/${size}`,
      title: `${size.toLocaleString("en")}: ${row.title}`,
      ...(size === of && { most, within, beside }),
    })),
  );

/** Where the server has a document of so many records of a kind. */
export const address = ([kind, count]) => `/data/${kind}/${count}.json`;

/** How long `work` takes, in milliseconds. */
export async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** How long `work` takes until what it changed is on the screen. */
export async function painted(work) {
  const start = performance.now();
  await work();
  await frame();
  return performance.now() - start;
}

/** Resolves once what waits to be done has been done. */
export const task = () =>
  new Promise((done) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  });

/** Resolves once the next frame has been handed over to be painted. */
export const frame = () => new Promise((done) => requestAnimationFrame(() => task().then(done)));

/** Measures how long the main thread is held up from now until it is asked. */
export function meter() {
  const { port1, port2 } = new MessageChannel();
  let [last, total, goes] = [performance.now(), 0, true];
  port1.onmessage = () => {
    const now = performance.now();
    // One message after the other takes less: anything above it was held up.
    if (now - last > 0.5) total += now - last;
    last = now;
    if (goes) port2.postMessage(0);
  };
  port2.postMessage(0);
  return () => {
    goes = false;
    return total;
  };
}

/**
 * How long the main thread is held up by `work` and by what comes of it in the
 * next frames, painting among it.
 */
export async function held(work, frames = 3) {
  await new Promise(requestAnimationFrame);
  const total = meter();
  work();
  for (let at = 0; at < frames; at++) await frame();
  return total();
}

/** Watches for tasks of more than 50 ms, until it is asked how long the longest was. */
function watch() {
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  observer.observe({ type: "longtask" });
  return async () => {
    // A task is told of once it has ended.
    await frame();
    tasks.push(...observer.takeRecords());
    observer.disconnect();
    return Math.max(0, ...tasks.map((it) => it.duration));
  };
}

/** How long the first show takes, and the longest task on the way. */
export async function shown(work) {
  const longest = watch();
  return { show: await painted(work), longest: await longest() };
}

export async function until(holds, what, limit = 120_000) {
  const start = performance.now();
  for (;;) {
    const found = holds();
    if (found) return found;
    if (performance.now() - start > limit) throw new Error(`${what} did not come`);
    await frame();
  }
}

export const script = (src) =>
  new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = src;
    element.onload = done;
    element.onerror = () => failed(new Error(`${src} did not load`));
    document.head.append(element);
  });

export const style = (href) =>
  new Promise((done, failed) => {
    const element = document.createElement("link");
    element.rel = "stylesheet";
    element.href = href;
    element.onload = done;
    element.onerror = () => failed(new Error(`${href} did not load`));
    document.head.append(element);
  });

export const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

export const bytesOf = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer());

/** Our engine's module, ready to be used, and its memory. */
export async function engineModule() {
  const { default: init, Engine } = await import("/engine/engine.js");
  const { memory } = await init({ module_or_path: "/engine/engine_bg.wasm" });
  return { Engine, memory };
}

/** An engine that was given a document's bytes as they come from the network: in pieces. */
export function engineOf(Engine, bytes) {
  const engine = new Engine();
  for (let at = 0; at < bytes.length; at += 1 << 20) engine.push(bytes.subarray(at, at + (1 << 20)));
  engine.finish();
  return engine;
}

/** What an engine of ours has found, to be held to what the other side has. */
export const stateOf = (engine, facets) => ({
  found: engine.found(),
  first: engine.first(50),
  counts: facets.map((facet) => {
    const counts = engine.counts(facet);
    return Object.fromEntries(engine.keys(facet).map((key, at) => [key, counts[at]]).sort());
  }),
});

/** The same of a crossfilter, with a group for each facet. */
export const crossfilterState = (filter, groups) => ({
  found: filter.groupAll().reduceCount().value(),
  first: filter.allFiltered().slice(0, 50).map((it) => it.id),
  counts: groups.map((group) => Object.fromEntries(group.all().map(({ key, value }) => [key, value]).sort())),
});

/** Wide ranges, as shares of all that there is. */
export const RANGES = [[0.1, 0.6], [0.3, 0.9], [0, 0.5], [0.25, 0.75]];
const BRUSH_STEPS = 200;

/** How long a step takes of a range from `first`, `width` wide, that is moved by `step`. */
export function brushed(range, first, width, step) {
  range(first, first + width);
  const start = performance.now();
  for (let at = 1; at <= BRUSH_STEPS; at++) range(first + at * step, first + at * step + width);
  return (performance.now() - start) / BRUSH_STEPS;
}
