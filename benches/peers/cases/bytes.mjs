// What a reader downloads, after brotli at its best.

import { brotliCompressSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const title = "Bytes, brotli -q 11";

const PEERS = {
  crossfilter2: ["crossfilter2/crossfilter.min.js"],
  MiniSearch: ["minisearch/dist/umd/index.js"],
  "vis-timeline": ["vis-timeline/standalone/umd/vis-timeline-graph2d.min.js", "vis-timeline/styles/vis-timeline-graph2d.min.css"],
  Tabulator: ["tabulator-tables/dist/js/tabulator.min.js", "tabulator-tables/dist/css/tabulator.min.css"],
  TimelineJS: ["@knight-lab/timelinejs/dist/js/timeline.js", "@knight-lab/timelinejs/dist/css/timeline.css"],
  "AG Grid": ["ag-grid-community/dist/ag-grid-community.min.js"],
};

const weigh = (file) => brotliCompressSync(readFileSync(file)).length / 1000;

/** What a page with the widget loads. */
const OWN = ["backstory.js", "backstory.css", "core/shell.js", "core/backstory-element.js", "core/backstory-element_bg.wasm", "core/backstory_deferred.wasm"];

export function measure({ BENCH_PEERS, BENCH_PACKAGE }) {
  const sides = ["Backstory", ...Object.keys(PEERS)];
  const medians = { Backstory: { bytes: OWN.map((name) => weigh(join(BENCH_PACKAGE, name))).reduce((a, b) => a + b, 0) } };
  for (const [name, files] of Object.entries(PEERS)) {
    medians[name] = { bytes: files.map((file) => weigh(join(BENCH_PEERS, file))).reduce((a, b) => a + b, 0) };
  }
  return { rows: [{ key: "bytes", title: "all that is loaded", unit: "KB" }], sides, medians };
}
