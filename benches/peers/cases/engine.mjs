// The query engine at 100,000 and 1,000,000 relationships next to crossfilter2:
// the same document, the same seven facets and the same dates, every facet's
// counts read.

import { address, brushed, bytesOf, crossfilterState, engineModule, engineOf, median, RANGES, rowsOf, script, stateOf, timed } from "./tools.mjs";
import { dayOf, FIRST_DAY, DAYS } from "../data.mjs";

export const title = "The query engine";
export const sizes = [100_000, 1_000_000];
export const data = (size) => ["relationships", size];
export const rounds = 3;
const figures = [
  { key: "load", title: "load and index, from the document's bytes", unit: "ms", most: 0.5 },
  { key: "choose", title: "choose or drop a facet value, with all counts", unit: "ms", most: 0.2, within: 16 },
  { key: "range", title: "wide date range, with all counts", unit: "ms", most: 0.2 },
  { key: "brush", title: "brush moved by 0.1%, with all counts", unit: "ms", most: 1 },
  { key: "memory", title: "memory, all told", unit: "MB", most: 0.5 },
];

export const rows = rowsOf(figures, sizes, 1_000_000);

const FACETS = ["actor", "kind", "status", "stance", "claimant", "subject", "object"];

/** What is chosen and dropped. */
const CHOICES = [
  ["kind", "military"], ["stance", "hostile"], ["kind", "trade"], ["object", "a0"], ["subject", "a7"],
  ["status", "denied"], ["claimant", "a3"],
];

/** The same work for either side, with `ask` as its verbs. */
async function work(ask, checks) {
  const check = [];
  const note = () => checks && check.push(ask.state());
  const choose = [];
  for (const [facet, key] of [...CHOICES, ...CHOICES]) {
    choose.push(await timed(() => ask.toggle(facet, key)));
    note();
  }
  const range = [];
  for (const [from, to] of RANGES) {
    range.push(await timed(() => ask.range(FIRST_DAY + Math.floor(from * DAYS), FIRST_DAY + Math.floor(to * DAYS))));
    note();
  }
  // A day is 0.009% of the whole; 0.1% is eleven.
  const brush = brushed(ask.range, FIRST_DAY, Math.floor(DAYS * 0.3), Math.round(DAYS * 0.001));
  note();
  return { measures: { choose: median(choose), range: median(range), brush }, check };
}

export const sides = {
  async backstory(size) {
    const bytes = await bytesOf(address(data(size)));
    const { Engine, memory } = await engineModule();
    let engine;
    const load = await timed(() => (engine = engineOf(Engine, bytes)));
    const { measures, check } = await work({
      toggle: (facet, key) => engine.toggle(facet, key),
      range: (from, to) => engine.range(from, to),
      state: () => stateOf(engine, FACETS),
    }, true);
    window.held = engine;
    return { measures: { load, ...measures }, check, memory: memory.buffer.byteLength };
  },

  async crossfilter2(size) {
    const bytes = await bytesOf(address(data(size)));
    await script("/peers/crossfilter2/crossfilter.min.js");
    let filter, dimensions, date, groups;
    const load = await timed(() => {
      const { relationships } = JSON.parse(new TextDecoder().decode(bytes));
      for (const record of relationships) record.day = dayOf(record.period);
      filter = crossfilter(relationships);
      dimensions = {
        actor: filter.dimension((it) => [...new Set(it.attribution ? [it.subject, it.object, it.attribution] : [it.subject, it.object])], true),
        kind: filter.dimension((it) => it.kind),
        status: filter.dimension((it) => it.status),
        stance: filter.dimension((it) => it.stance),
        claimant: filter.dimension((it) => it.attribution ?? "-"),
        subject: filter.dimension((it) => it.subject),
        object: filter.dimension((it) => it.object),
      };
      date = filter.dimension((it) => it.day);
      groups = FACETS.map((facet) => dimensions[facet].group().reduceCount());
      groups.forEach((group) => group.all());
    });
    const chosen = {};
    const read = () => groups.map((group) => group.all());
    const { measures, check } = await work({
      toggle(facet, key) {
        const keys = (chosen[facet] ??= new Set());
        if (!keys.delete(key)) keys.add(key);
        if (keys.size === 0) dimensions[facet].filterAll();
        else if (keys.size === 1) dimensions[facet].filterExact(...keys);
        else dimensions[facet].filterFunction((value) => keys.has(value));
        return read();
      },
      range(from, to) {
        // A range of crossfilter's leaves its end out.
        date.filterRange([from, to + 1]);
        return read();
      },
      state: () => crossfilterState(filter, groups),
    }, true);
    window.held = [filter, dimensions, date, groups];
    return { measures: { load, ...measures }, check };
  },
};
