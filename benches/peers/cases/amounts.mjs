// A range over a field of numbers at 100,000 and 1,000,000 relationships next to
// crossfilter2: the same document, four facets whose counts are read, and an amount
// that eight of ten have.

import { address, brushed, bytesOf, crossfilterState, engineModule, engineOf, median, RANGES, rowsOf, script, stateOf, timed } from "./tools.mjs";
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

/** The same work for either side, with `ask` as its verbs. */
async function work(ask) {
  const check = [];
  const range = [];
  for (const [from, to] of RANGES) {
    range.push(await timed(() => ask.range(from * MOST_AMOUNT, to * MOST_AMOUNT)));
    check.push(ask.state());
  }
  const brush = brushed(ask.range, 0, MOST_AMOUNT * 0.3, MOST_AMOUNT * 0.001);
  check.push(ask.state());
  return { measures: { range: median(range), brush }, check };
}

export const sides = {
  async backstory(size) {
    const bytes = await bytesOf(address(data(size)));
    const { Engine, memory } = await engineModule();
    const engine = engineOf(Engine, bytes);
    const { measures, check } = await work({
      range: (from, to) => engine.field_range("amount", from, to),
      state: () => stateOf(engine, FACETS),
    });
    window.held = engine;
    return { measures, check, memory: memory.buffer.byteLength };
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
      state: () => crossfilterState(filter, groups),
    });
    window.held = [filter, amount, groups];
    return { measures, check };
  },
};
