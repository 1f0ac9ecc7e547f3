// One story in an article, on a slow phone: from navigation to the first fact
// that can be read, and to the first filter that works.
//
// Every side is the same page with the same story, served from one place, packed
// with brotli, over the "slow 4G" of Lighthouse (150 ms, 1.6 Mbit/s) to a
// processor that is slowed down four times.

import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";

export const title = "Served on slow 4G, the processor slowed down four times";
const ROUNDS = 5;
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const SLOWER = 4;
/** How long a page may take, and how long it is watched after that, in ms. */
const LIMIT = 90_000;
const AFTER = 2_000;

const ROWS = [
  { key: "paint", title: "first paint of the page", unit: "ms" },
  { key: "content", title: "first fact that can be read", unit: "ms" },
  { key: "after", title: "first fact, after the first paint", unit: "ms", within: 0 },
  { key: "filter", title: "first filter that works", unit: "ms", most: 1, beside: "vis-timeline with Tabulator" },
  { key: "bytes", title: "bytes, packed", unit: "KB" },
  { key: "shift", title: "layout shift", unit: "" },
  { key: "blocked", title: "long tasks, beyond 50 ms each", unit: "ms" },
];

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css",
  ".wasm": "application/wasm", ".json": "application/json",
};

/** Runs in the page before all else; `seen` and `asked` are the side's own. */
const PROBE = `
  const measures = { shift: 0, blocked: 0 };
  // What moves for the filter's sake has been asked for.
  let isTyped = false;
  const observe = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  observe("layout-shift", (it) => { if (!it.hadRecentInput && !isTyped) measures.shift += it.value; });
  observe("longtask", (it) => { measures.blocked += it.duration - 50; });
  observe("paint", (it) => { if (it.name === "first-contentful-paint") measures.paint = it.paintTime; });
  const isThere = (it) => Boolean(it && it.textContent.trim() && it.getBoundingClientRect().height);
  const type = (field) => {
    if (!field || field.value === "lavrov") return;
    isTyped = true;
    field.value = "lavrov";
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  };
  window.measured = new Promise((done) => {
    // When each frame had been painted, and in which one there was what.
    const frames = [];
    let content, filter;
    const finish = () => {
      measures.content = frames[content];
      if (filter !== undefined) measures.filter = frames[filter];
      measures.paint = frames.find((end) => end >= measures.paint);
      measures.after = measures.content - measures.paint;
      done(measures);
    };
    const look = () => {
      const at = frames.push(Infinity) - 1;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (frames[at] = performance.now());
      port2.postMessage(0);
      if (content === undefined && seen()) content = at;
      if (content !== undefined && filter === undefined && asked?.()) filter = at;
      if (content !== undefined && (!asked || filter !== undefined)) setTimeout(finish, ${AFTER});
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });`;

const OWN = `
  const root = () => document.querySelector("back-story")?.shadowRoot;
  const seen = () => isThere(root()?.querySelector(".event__title"));
  const asked = () => {
    const field = root().querySelector(".search__field");
    // What was served takes words from the moment on that it is not inert.
    if (field && !field.closest("[inert]")) type(field);
    return !root().querySelector(".still") && / of 31/.test(root().querySelector(".summary")?.textContent);
  };`;

const DAY = `
  const day = (it) => it && /\\d{4}/.test(it) ? it.match(/\\d{4}(-\\d\\d)?(-\\d\\d)?/)[0] : undefined;`;

/** What each side puts into the article, into the head, and how it is watched. */
const sides = (served, inlined) => ({
  Backstory: {
    body: inlined,
    head: '<script type="module" src="/package/backstory.js"></script>',
    probe: OWN,
  },
  "Backstory, its sheet linked": {
    body: served,
    head: '<link rel="preload" as="style" href="/package/backstory.css"><script type="module" src="/package/backstory.js"></script>',
    probe: OWN,
  },
  "Backstory, not prerendered": {
    body: '<back-story src="/data/rwanda.json" article="#story"></back-story>',
    head: '<script type="module" src="/package/backstory.js"></script>',
    probe: OWN,
  },
  "vis-timeline with Tabulator": {
    body: `<input id="search"><div id="timeline"></div><div id="table"></div>
      <script type="module">
        ${DAY}
        const { events, relationships, entities } = await (await fetch("/data/rwanda.json")).json();
        const names = new Map(entities.map((it) => [it.id, it.name]));
        const dated = events.filter((it) => day(it.date)).map((it) => ({ id: it.id, start: day(it.date), content: it.title }));
        const items = new vis.DataSet(dated);
        new vis.Timeline(document.querySelector("#timeline"), items, { height: "500px" });
        const rows = relationships.map((it) => ({ ...it, subject: names.get(it.subject), object: names.get(it.object), claimant: names.get(it.attribution) ?? "" }));
        const fields = ["subject", "predicate", "what", "object", "period", "status", "claimant"];
        const table = new Tabulator("#table", { height: "500px", layout: "fitColumns", data: rows, columns: fields.map((field) => ({ title: field, field })) });
        await new Promise((done) => table.on("tableBuilt", done));
        document.querySelector("#search").addEventListener("input", ({ target }) => {
          const text = target.value.toLowerCase();
          const has = (it) => Object.values(it).some((it) => String(it).toLowerCase().includes(text));
          table.setFilter(has);
          items.clear();
          items.add(dated.filter(has));
          window.filtered = true;
        });
        window.ready = true;
      </script>`,
    head: `<link rel="stylesheet" href="/peers/vis-timeline/styles/vis-timeline-graph2d.min.css">
      <link rel="stylesheet" href="/peers/tabulator-tables/dist/css/tabulator.min.css">
      <script defer src="/peers/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script>
      <script defer src="/peers/tabulator-tables/dist/js/tabulator.min.js"></script>`,
    probe: `
      const seen = () => isThere(document.querySelector(".vis-item-content")) || isThere(document.querySelector(".tabulator-row"));
      const asked = () => {
        if (window.ready) type(document.querySelector("#search"));
        return window.filtered && document.querySelectorAll(".tabulator-row").length < 20;
      };`,
  },
  TimelineJS: {
    body: `<div id="timeline" class="tall"></div>
      <script type="module">
        ${DAY}
        const { events } = await (await fetch("/data/rwanda.json")).json();
        const parts = (it) => Object.fromEntries(day(it).split("-").map((it, at) => [["year", "month", "day"][at], Number(it)]));
        new TL.Timeline("timeline", { events: events.filter((it) => day(it.date)).map((it) =>
          ({ unique_id: it.id, start_date: parts(it.date), text: { headline: it.title, text: it.summary ?? "" } })) });
      </script>`,
    head: `<style>.tall { height: 600px }</style><link rel="stylesheet" href="/peers/@knight-lab/timelinejs/dist/css/timeline.css">
      <script defer src="/peers/@knight-lab/timelinejs/dist/js/timeline.js"></script>`,
    // It has no filter.
    probe: `
      const seen = () => isThere(document.querySelector(".tl-timemarker-text, .tl-headline"));
      const asked = undefined;`,
  },
});

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];

export async function measure({ BENCH_PEERS, BENCH_DIST, BENCH_PACKAGE, Browser }) {
  const demo = readFileSync(join(BENCH_DIST, "index.html"), "utf8");
  const linked = demo.match(/<script type="application\/ld\+json">[^]*?<\/script>/)[0];
  const served = demo.match(/<back-story[^]*<\/back-story>/)[0].replaceAll(/href="(backstory\.css|core\/)/g, 'href="/package/$1').replace('src="data/', 'src="/data/');
  const [start, end] = demo.replace(linked, "").split(/<back-story[^]*<\/back-story>/);
  // High on the page, where a reader sees it at once.
  const first = start.indexOf("<p>");
  const sheet = readFileSync(join(BENCH_PACKAGE, "backstory.css"), "utf8");
  const inlined = served.replace(/<link rel="stylesheet" href="[^"]*backstory.css">/, () => `<style>${sheet}</style>`);
  if (inlined === served) throw new Error("the demo page links no sheet");
  const pages = sides(linked + served, linked + inlined);
  const page = ({ head, body, probe }) =>
    [start.slice(0, first), body, start.slice(first), end]
      .join("")
      .replace(/<script type="module" src="[^"]*backstory\.js"><\/script>/, "")
      .replace("<head>", `<head><script>{${probe}${PROBE}}</script>`)
      .replace("</head>", `${head}</head>`);

  const packed = new Map();
  const folders = { peers: BENCH_PEERS, package: BENCH_PACKAGE, data: join(BENCH_DIST, "data") };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const [, folder, ...rest] = path.split("/");
    const name = rest.join("/");
    const file = folder in folders ? join(folders[folder], name) : join(BENCH_DIST, path);
    if (!packed.has(path)) {
      const text = folder === "side" && pages[name] ? page(pages[name]) : existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined;
      packed.set(path, text && brotliCompressSync(text));
    }
    const body = packed.get(path);
    if (!body) return void response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": folder === "side" ? TYPES[".html"] : TYPES[extname(path)] ?? "application/octet-stream",
      "content-encoding": "br",
      "content-length": body.length,
      "cache-control": "max-age=3600",
    });
    response.end(body);
  }).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  // Packing takes seconds, which are to be nobody's.
  const large = [
    "package/core/backstory-element_bg.wasm", "package/core/backstory_deferred.wasm",
    "peers/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js", "peers/tabulator-tables/dist/js/tabulator.min.js",
    "peers/@knight-lab/timelinejs/dist/js/timeline.js",
  ];
  for (const name of large) await fetch(`http://127.0.0.1:${server.address().port}/${name}`);
  const origin = `http://127.0.0.1:${server.address().port}`;

  const names = Object.keys(pages);
  const all = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of round % 2 ? [...names].reverse() : names) {
      const browser = await Browser.start(2 * LIMIT);
      browser.hurry();
      try {
        await browser.cdp("Network.enable");
        await browser.cdp("Network.emulateNetworkConditions", NETWORK);
        await browser.cdp("Emulation.setCPUThrottlingRate", { rate: SLOWER });
        await browser.go(`${origin}/side/${encodeURIComponent(name)}`);
        const measures = await browser.script(
          `const [limit, done] = arguments;
           const late = new Promise((done) => setTimeout(() => done({}), limit));
           Promise.race([window.measured, late]).then((measures) => {
             const loaded = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
             done({ ...measures, bytes: loaded.reduce((sum, it) => sum + it.transferSize, 0) / 1000 });
           });`,
          2 * LIMIT,
          LIMIT,
        );
        all[name].push(measures);
        console.log(`  ${round + 1} ${name.padEnd(28)} ${Object.entries(measures).map(([key, value]) => `${key} ${Number(value).toPrecision(4)}`).join(", ")}`);
      } finally {
        await browser.stop();
      }
    }
  }
  server.close();
  const medians = Object.fromEntries(
    names.map((name) => [
      name,
      Object.fromEntries(ROWS.map(({ key }) => [key, median(all[name].map((it) => it[key]))]).filter(([, it]) => it !== undefined)),
    ]),
  );
  return { rows: ROWS, sides: names, medians, notes: ["Each counts from when the frame that it is first in has been painted. TimelineJS has no filter. The filter is the word “lavrov”, typed as soon as there is a field that takes it."] };
}
