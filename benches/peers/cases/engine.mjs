// The query engine at 100,000 and 1,000,000 relationships next to crossfilter2:
// the same document, the same seven facets and the same dates, every facet's
// counts read.

import { address, bytesOf, median, rowsOf, script, timed } from "./tools.mjs";
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
/** Wide ranges, as shares of all days. */
const RANGES = [[0.1, 0.6], [0.3, 0.9], [0, 0.5], [0.25, 0.75]];
const BRUSH_STEPS = 200;

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
  const width = Math.floor(DAYS * 0.3);
  const step = Math.round(DAYS * 0.001);
  ask.range(FIRST_DAY, FIRST_DAY + width);
  const start = performance.now();
  for (let at = 1; at <= BRUSH_STEPS; at++) ask.range(FIRST_DAY + at * step, FIRST_DAY + at * step + width);
  const brush = (performance.now() - start) / BRUSH_STEPS;
  note();
  return { measures: { choose: median(choose), range: median(range), brush }, check };
}

export const sides = {
  async backstory(size) {
    const bytes = await bytesOf(address(data(size)));
    const { default: init, Engine } = await import("/engine/engine.js");
    const wasm = await init({ module_or_path: "/engine/engine_bg.wasm" });
    let engine;
    const load = await timed(() => {
      engine = new Engine();
      for (let at = 0; at < bytes.length; at += 1 << 20) engine.push(bytes.subarray(at, at + (1 << 20)));
      engine.finish();
    });
    const { measures, check } = await work({
      toggle: (facet, key) => engine.toggle(facet, key),
      range: (from, to) => engine.range(from, to),
      state: () => ({
        found: engine.found(),
        first: engine.first(50),
        counts: FACETS.map((facet) => {
          const counts = engine.counts(facet);
          return Object.fromEntries(engine.keys(facet).map((key, at) => [key, counts[at]]).sort());
        }),
      }),
    }, true);
    window.held = engine;
    return { measures: { load, ...measures }, check, memory: wasm.memory.buffer.byteLength };
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
      state: () => ({
        found: filter.groupAll().reduceCount().value(),
        first: filter.allFiltered().slice(0, 50).map((it) => it.id),
        counts: groups.map((group) => Object.fromEntries(group.all().map(({ key, value }) => [key, value]).sort())),
      }),
    }, true);
    window.held = [filter, dimensions, date, groups];
    return { measures: { load, ...measures }, check };
  },
};
