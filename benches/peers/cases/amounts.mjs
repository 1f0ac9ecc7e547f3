// A range over a field of numbers at 100,000 and 1,000,000 relationships next to
// crossfilter2: the same document, four facets whose counts are read, and an amount
// that eight of ten have.

import { address, bytesOf, median, rowsOf, script, timed } from "./tools.mjs";
import { MOST_AMOUNT } from "../data.mjs";

export const title = "A number's range";
export const sizes = [100_000, 1_000_000];
export const data = (size) => ["payments", size];
export const rounds = 3;
const figures = [
  { key: "range", title: "wide range of an amount, with all counts", unit: "ms", most: 0.2 },
  { key: "brush", title: "brush over the amounts moved by 0.1%, with all counts", unit: "ms", most: 1 },
];

export const rows = rowsOf(figures, sizes, 1_000_000);

const FACETS = ["kind", "stance", "subject", "object"];

/** Wide ranges, as shares of the largest amount. */
const RANGES = [[0.1, 0.6], [0.3, 0.9], [0, 0.5], [0.25, 0.75]];
const BRUSH_STEPS = 200;

/** The same work for either side, with `ask` as its verbs. */
async function work(ask) {
  const check = [];
  const range = [];
  for (const [from, to] of RANGES) {
    range.push(await timed(() => ask.range(from * MOST_AMOUNT, to * MOST_AMOUNT)));
    check.push(ask.state());
  }
  const width = MOST_AMOUNT * 0.3;
  const step = MOST_AMOUNT * 0.001;
  ask.range(0, width);
  const start = performance.now();
  for (let at = 1; at <= BRUSH_STEPS; at++) ask.range(at * step, at * step + width);
  const brush = (performance.now() - start) / BRUSH_STEPS;
  check.push(ask.state());
  return { measures: { range: median(range), brush }, check };
}

export const sides = {
  async backstory(size) {
    const bytes = await bytesOf(address(data(size)));
    const { default: init, Engine } = await import("/engine/engine.js");
    const wasm = await init({ module_or_path: "/engine/engine_bg.wasm" });
    const engine = new Engine();
    for (let at = 0; at < bytes.length; at += 1 << 20) engine.push(bytes.subarray(at, at + (1 << 20)));
    engine.finish();
    const { measures, check } = await work({
      range: (from, to) => engine.field_range("amount", from, to),
      state: () => ({
        found: engine.found(),
        first: engine.first(50),
        counts: FACETS.map((facet) => {
          const counts = engine.counts(facet);
          return Object.fromEntries(engine.keys(facet).map((key, at) => [key, counts[at]]).sort());
        }),
      }),
    });
    window.held = engine;
    return { measures, check, memory: wasm.memory.buffer.byteLength };
  },

  async crossfilter2(size) {
    const bytes = await bytesOf(address(data(size)));
    await script("/peers/crossfilter2/crossfilter.min.js");
    const { relationships } = JSON.parse(new TextDecoder().decode(bytes));
    const filter = crossfilter(relationships);
    const groups = FACETS.map((facet) => filter.dimension((it) => it[facet]).group().reduceCount());
    // What has no amount is outside of every range.
    const amount = filter.dimension((it) => it.fields?.amount ?? -1);
    const { measures, check } = await work({
      range(from, to) {
        // A range of crossfilter's leaves its end out; no amount is between two cents.
        amount.filterRange([from, to + 0.001]);
        return groups.map((group) => group.all());
      },
      state: () => ({
        found: filter.groupAll().reduceCount().value(),
        first: filter.allFiltered().slice(0, 50).map((it) => it.id),
        counts: groups.map((group) => Object.fromEntries(group.all().map(({ key, value }) => [key, value]).sort())),
      }),
    });
    window.held = [filter, amount, groups];
    return { measures, check };
  },
};
