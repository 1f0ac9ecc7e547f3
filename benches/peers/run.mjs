// Runs the cases in one headless Chromium and writes what it measured into
// README.md. `cargo xtask bench` calls it with all that it needs.

import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { createReadStream, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { cpus, getPriority, setPriority, totalmem } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { events, relationships } from "./data.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const { BENCH_PEERS, BENCH_ENGINE, BENCH_DIST, BENCH_PACKAGE, BACKSTORY_DRIVER, BACKSTORY_CAPABILITIES } = process.env;
const CASES = ["bytes", "engine", "amounts", "search", "table", "timeline", "start", "served"];
/** A side that takes longer than this has lost. */
const LIMIT = 240_000;

// ------------------------------------------------------------------ the server

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript",
  ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json",
};
const FOLDERS = { peers: BENCH_PEERS, engine: BENCH_ENGINE, widget: BENCH_DIST };
const DOCUMENTS = {
  relationships: (count) => relationships(count),
  payments: (count) => relationships(count, { amounts: true }),
  texts: (count) => relationships(count, { text: true }),
  events: (count) => events(count),
};
const made = new Map();

function document(kind, count) {
  const key = `${kind}/${count}`;
  // The large ones are not worth keeping next to a browser.
  if (!made.has(key)) {
    made.clear();
    const pieces = [];
    let some = [];
    for (const piece of DOCUMENTS[kind](count)) {
      some.push(piece);
      if (some.length === 10_000) pieces.push(Buffer.from(some.splice(0).join("")));
    }
    made.set(key, Buffer.concat([...pieces, Buffer.from(some.join(""))]));
  }
  return made.get(key);
}

function serve(request, response) {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
  // Isolated, so that the clock is exact to 5 µs.
  response.setHeader("cross-origin-opener-policy", "same-origin");
  response.setHeader("cross-origin-embedder-policy", "require-corp");
  response.setHeader("cache-control", "max-age=3600");
  const generated = path.match(/^\/data\/(\w+)\/(\d+)\.json$/);
  response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream");
  if (generated) {
    response.setHeader("cache-control", "no-store");
    response.end(document(generated[1], Number(generated[2])));
    return;
  }
  const [, first, ...rest] = path.split("/");
  const file = first in FOLDERS ? join(FOLDERS[first], ...rest) : join(HERE, path);
  if (!existsSync(file) || !statSync(file).isFile()) {
    response.statusCode = 404;
    response.end();
    return;
  }
  createReadStream(file).pipe(response);
}

// ----------------------------------------------------------------- the browser

class Browser {
  static async start(limit) {
    // Of a group of its own, so that its browser can be ended with it.
    const driver = spawn(BACKSTORY_DRIVER, ["--port=0"], { stdio: ["ignore", "pipe", "inherit"], detached: true });
    const port = await new Promise((done, failed) => {
      let printed = "";
      driver.stdout.on("data", (data) => {
        printed += data;
        const port = printed.match(/successfully on port (\d+)/);
        if (port) done(port[1]);
      });
      driver.on("exit", () => failed(new Error("chromedriver ended")));
    });
    const capabilities = JSON.parse(BACKSTORY_CAPABILITIES);
    capabilities["goog:chromeOptions"].args.push("--js-flags=--expose-gc", "--window-size=1280,900", "--disable-renderer-backgrounding", "--force-prefers-reduced-motion");
    const browser = new Browser();
    browser.driver = driver;
    browser.base = `http://127.0.0.1:${port}/session`;
    const { sessionId, capabilities: got } = await browser.call("POST", "", { capabilities: { alwaysMatch: capabilities } });
    browser.base += `/${sessionId}`;
    browser.version = `${got.browserName} ${got.browserVersion}`;
    await browser.call("POST", "/timeouts", { script: limit, pageLoad: LIMIT });
    return browser;
  }

  async call(method, path, body, patience = LIMIT + 30_000) {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(this.base + path, { method, body: body && JSON.stringify(body), signal });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message.split("\n")[0]}`);
    return value;
  }

  cdp = (cmd, params = {}) => this.call("POST", "/goog/cdp/execute", { cmd, params });
  go = (url) => this.call("POST", "/url", { url });
  // A page that is busy is not stopped by the driver, whatever the limit.
  script = (script, limit, ...args) => this.call("POST", "/execute/async", { script, args }, limit + 5000);

  /**
   * Where the bench was started under `nice`, hands that on: Chromium gives the
   * processes of its pages a priority of its own.
   */
  hurry() {
    const priority = getPriority();
    if (priority >= 0) return;
    const parents = new Map();
    for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        // Behind the name, which may hold anything, stand the state and the parent.
        const [, parent] = readFileSync(`/proc/${name}/stat`, "utf8").split(") ").at(-1).split(" ");
        parents.set(Number(name), Number(parent));
      } catch {
        // It has ended since.
      }
    }
    const isOwn = (process) => process === this.driver.pid || (parents.has(process) && isOwn(parents.get(process)));
    for (const process of [...parents.keys()].filter(isOwn)) {
      try {
        for (const thread of readdirSync(`/proc/${process}/task`)) setPriority(Number(thread), priority);
      } catch {
        // So has this.
      }
    }
  }

  async stop() {
    // A page that is busy does not answer.
    await this.call("DELETE", "", undefined, 5000).catch(() => {});
    try {
      process.kill(-this.driver.pid, "SIGKILL");
    } catch {
      // All of it has ended by itself.
    }
  }
}

/** Runs one side of a case, at one size, in a fresh page. */
async function side(origin, name, side, size, limit) {
  // A browser of its own: what an earlier side left behind counts for nobody.
  const browser = await Browser.start(limit);
  try {
    await browser.go(`${origin}/page.html`);
    browser.hurry();
    const outcome = await browser.script(
      `const [name, side, size, done] = arguments;
       import("/cases/" + name + ".mjs").then((it) => it.sides[side](size)).then(
         (outcome) => done({ outcome }),
         (error) => done({ failure: String(error?.stack ?? error) }),
       );`,
      limit,
      name,
      side,
      size ?? null,
    );
    if (outcome.failure) throw new Error(outcome.failure);
    await browser.cdp("HeapProfiler.collectGarbage");
    const heap = await browser.cdp("Runtime.getHeapUsage");
    const { measures, check, memory = 0 } = outcome.outcome;
    measures.memory ??= (heap.usedSize + Math.max(heap.backingStorageSize ?? 0, memory)) / 1e6;
    return { measures, check, version: browser.version };
  } finally {
    await browser.stop();
  }
}

// ------------------------------------------------------------------- the report

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

const short = (number) => (number === undefined ? "–" : number >= 100 ? number.toFixed(0) : number.toPrecision(3));

/** The rows of a case, with a column for each side and the ratio to each peer. */
function table(rows, sides, medians, notes, late = new Map()) {
  const peers = sides.slice(1);
  const lines = [
    `| | ${sides.join(" | ")} | ${peers.map((peer) => `of ${peer}`).join(" | ")} | at most | |`,
    `|---|${"---:|".repeat(sides.length + peers.length)}---:|---|`,
  ];
  for (const row of rows) {
    const { key, title, unit, most, within, beside } = row;
    const own = medians[sides[0]]?.[key];
    const ratio = (peer) => {
      const other = medians[peer]?.[key] ?? NaN;
      return own === 0 && other === 0 ? 1 : own / other;
    };
    const held = peers.filter((peer) => !beside || peer === beside).map(ratio).filter(Number.isFinite);
    const isMet = (most === undefined || (held.length > 0 && held.every((it) => it <= most))) && !(own > within);
    const verdict = most === undefined && within === undefined ? "" : isMet ? "met" : "**missed**";
    const cell = (side) => {
      const value = medians[side]?.[key];
      if (value !== undefined) return `${short(value)} ${unit}`;
      const limit = late.get(`${side}/${key.split("/")[1]}`);
      return limit ? `over ${limit / 1000} s` : "–";
    };
    const ratios = peers.map((peer) => (Number.isFinite(ratio(peer)) ? ratio(peer).toPrecision(2) : "–"));
    const ratioWanted = most && `${most}${beside ? ` of ${beside}` : ""}`;
    const wanted = [ratioWanted, within && `${within} ${unit}`].filter(Boolean).join(", and ");
    lines.push(`| ${title} | ${sides.map(cell).join(" | ")} | ${ratios.join(" | ")} | ${wanted} | ${verdict} |`);
  }
  return [...lines, ...notes.map((note) => `\n${note}`)].join("\n");
}

function write(name, text) {
  const file = join(HERE, "README.md");
  const readme = readFileSync(file, "utf8");
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = readme.split(start);
  if (rest === undefined) throw new Error(`README.md has no place for ${name}`);
  writeFileSync(file, `${before}${start}\n${text}\n${end}${rest.split(end)[1]}`);
}

function versions() {
  const version = (name) => `${name} ${JSON.parse(readFileSync(join(BENCH_PEERS, name, "package.json"), "utf8")).version}`;
  const { dependencies } = JSON.parse(readFileSync(join(HERE, "package.json"), "utf8"));
  return Object.keys(dependencies).map(version).join(", ");
}

async function run(origin, name) {
  const it = await import(`./cases/${name}.mjs`);
  console.log(`\n${it.title}`);
  if (it.measure) {
    const { rows, sides, medians, notes = [] } = await it.measure({ BENCH_PEERS, BENCH_DIST, BENCH_PACKAGE, Browser });
    write(name, table(rows, sides, medians, notes));
    return;
  }
  const sides = Object.keys(it.sides);
  const limit = it.limit ?? LIMIT;
  const notes = new Set();
  const late = new Map();
  const medians = Object.fromEntries(sides.map((side) => [side, {}]));
  let version = "";
  for (const size of it.sizes ?? [undefined]) {
    const suffix = size === undefined ? "" : `/${size}`;
    const all = Object.fromEntries(sides.map((side) => [side, []]));
    const checks = {};
    const lost = new Set();
    // Whoever comes first would wait for it to be made.
    document(...it.data(size));
    for (let round = 0; round < (it.rounds ?? 5); round++) {
      for (const one of round % 2 ? [...sides].reverse() : sides) {
        if (lost.has(one)) continue;
        try {
          const outcome = await side(origin, name, one, size, limit);
          version = outcome.version;
          all[one].push(outcome.measures);
          checks[one] ??= outcome.check;
          const told = Object.entries(outcome.measures).map(([key, value]) => `${key} ${short(value)}`);
          console.log(`  ${size ?? ""} ${round + 1} ${one.padEnd(14)} ${told.join(", ")}`);
        } catch (error) {
          console.log(`  ${size ?? ""} ${round + 1} ${one.padEnd(14)} ${error.message}`);
          lost.add(one);
          if (/timeout/.test(error.message)) late.set(`${one}/${size}`, limit);
          else notes.add(`${one} failed${size ? ` at ${size.toLocaleString("en")}` : ""}: ${error.message.split("\n")[0]}.`);
        }
      }
      if (round > 0) continue;
      const own = checks[sides[0]];
      for (const peer of sides.slice(1)) {
        if (checks[peer] === undefined || own === undefined) continue;
        if (isDeepStrictEqual(own, checks[peer])) console.log(`  ${peer} gives the same results`);
        else if (it.different?.[peer]) notes.add(it.different[peer]);
        else throw new Error(`${peer} gives other results: ${difference(own, checks[peer])}`);
      }
    }
    for (const one of sides.filter((side) => all[side].length)) {
      for (const key of Object.keys(all[one][0])) {
        medians[one][key + suffix] = median(all[one].map((measures) => measures[key]));
      }
    }
  }
  for (const note of it.notes ?? []) notes.add(note);
  write(name, table(it.rows, sides, medians, [...notes], late));
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`;
  write("machine", `${new Date().toISOString().slice(0, 10)} · ${machine} · ${version}\n\n${versions()}`);
}

/** Where two results part, in a few words. */
function difference(a, b, path = "") {
  if (isDeepStrictEqual(a, b)) return "";
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return `${path}: ${a} and ${b}`;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const inside = difference(a[key], b[key], `${path}.${key}`);
    if (inside) return inside;
  }
  return path;
}

const server = createServer(serve).listen(0, "127.0.0.1");
await new Promise((done) => server.once("listening", done));
const origin = `http://127.0.0.1:${server.address().port}`;
let failed = false;
const asked = process.argv.slice(2);
for (const name of asked.length ? asked : CASES) {
  try {
    await run(origin, name);
  } catch (error) {
    failed = true;
    console.error(`${name}: ${error.stack}`);
  }
}
server.close();
process.exitCode = failed ? 1 : 0;
