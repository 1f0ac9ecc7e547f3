// What a reader downloads, after brotli at its best.

import { brotliCompressSync } from "node:zlib";
import { readFileSync, readdirSync } from "node:fs";
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

const shipped = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    // The desk and the example are pages of their own, which no newsroom takes.
    if (entry.isDirectory()) return ["desk", "examples"].includes(entry.name) ? [] : shipped(path);
    return /\.(wasm|m?js|css)$/.test(entry.name) && !entry.name.startsWith("demo") ? [path] : [];
  });

export function measure({ BENCH_PEERS, BENCH_DIST }) {
  const sides = ["Backstory", ...Object.keys(PEERS)];
  const medians = { Backstory: { bytes: shipped(BENCH_DIST).map(weigh).reduce((a, b) => a + b, 0) } };
  for (const [name, files] of Object.entries(PEERS)) {
    medians[name] = { bytes: files.map((file) => weigh(join(BENCH_PEERS, file))).reduce((a, b) => a + b, 0) };
  }
  return { rows: [{ key: "bytes", title: "all that is loaded", unit: "KB" }], sides, medians };
}
