import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./dom.js";

// What the scripts ask of a browser, and need not have here.
class Nothing {
  observe = () => {};
  disconnect = () => {};
  replaceSync = () => {};
}
for (const name of ["CSSStyleSheet", "MutationObserver", "IntersectionObserver", "ResizeObserver"]) globalThis[name] = Nothing;
globalThis.CSS = {};
const { Shell } = await import("../../../crates/element/js/shell.js");

/** An instance of the wasm, as far as the shell sees one; `loads` are its datasets. */
function instance() {
  const core = { loads: [], isBroken: false };
  core.StreamingLoad = class {
    state = "read";
    #code = "";
    constructor() {
      core.loads.push(this);
    }
    push = (bytes) => {
      if (new TextDecoder().decode(bytes).includes("broken")) this.#code = "syntax";
    };
    end = () => {};
    advance = () => false;
    can_preview = () => false;
    code = () => this.#code;
    reason = () => "";
    free = () => {
      assert.ok(core.isBroken === false, "nothing of an instance that is gone is touched");
      assert.equal(this.state, "read");
      this.state = "freed";
    };
  };
  core.WidgetHandle = class {
    place = document.createElement("div");
    setLanguage = () => {};
    beginWith = () => {};
    offerLink = () => {};
    arrive = () => {};
    fail = (code) => ({ code });
    setData = (arriving) => void (arriving.state = "shown");
    deferredReady = () => core.drawn.push("drawn");
    takeNotice = () => null;
    view = () => "timeline";
    views = () => ["timeline", "relationships"];
  };
  Object.assign(core, {
    DetachedStory: Nothing,
    isTableAsItComes: () => false,
    /** The parts that are to be had, and those that were asked for. */
    parts: [],
    asked: [],
    drawn: [],
    viewIn: () => "timeline",
    loadDeferred: async (name) => {
      core.asked.push(name);
      return core.parts.includes(name);
    },
    onPanic: (hear) => {
      core.panic = () => {
        core.isBroken = true;
        hear("panic");
      };
    },
  });
  return core;
}

/** An element with what is behind it, and the hands of who looks for newer versions. */
async function shown({ text = "{}", parts = [], connection } = {}) {
  const { document } = open(`<back-story src="https://data.example/story.json" refresh="9"></back-story>`);
  const element = document.querySelector("back-story");
  element.attachShadow({ mode: "open" }).adoptedStyleSheets = [];
  Object.defineProperty(globalThis.navigator, "connection", { configurable: true, value: connection });
  const heard = [];
  element.dispatchEvent = ({ type, detail }) => heard.push([type, detail?.code]);
  const cores = [instance()];
  cores[0].parts = parts;
  let update;
  const watch = async (_, files, signal, use) => {
    update = typeof use === "function" ? use : use.update;
    await new Promise((done) => signal.addEventListener("abort", done));
  };
  const again = async () => {
    cores.push(instance());
    return cores.at(-1);
  };
  globalThis.fetch = async (url) =>
    new Response(`${url}`.endsWith("story.json") ? text : "{}", { headers: { "content-type": "application/json" } });
  Shell.begin(cores[0], again, {}, { module: async () => ({ watch }) });
  const shell = new Shell(element);
  await shell.connected();
  await new Promise((done) => setTimeout(done));
  return { cores, element, heard, shell, update: (json) => update(json), states: (at = 0) => cores[at].loads.map(({ state }) => state) };
}

test("a newer version that comes too late, or is broken, is given back", async () => {
  const { shell, states, update } = await shown();
  assert.deepEqual(states(), ["shown"]);
  assert.equal(await update(`{"events": []}`), true);
  assert.deepEqual(states(), ["shown", "shown"]);
  assert.equal(await update("broken"), false);
  assert.deepEqual(states(), ["shown", "shown", "freed"]);
  const late = update("{}");
  await Promise.all([late, shell.changed("src")]);
  assert.equal(await late, false);
  assert.deepEqual(states(), ["shown", "shown", "freed", "freed", "shown"]);
});

test("a dataset that is refused, or that nobody waits for, is given back", async () => {
  const { shell, states } = await shown({ text: "broken" });
  assert.deepEqual(states(), ["freed"]);
  const both = [shell.changed("src"), shell.changed("src")];
  await Promise.all(both);
  assert.deepEqual(new Set(states()), new Set(["freed"]));
});

test("what an instance that is gone has read is left alone", async () => {
  const { cores, element, states, update } = await shown();
  const late = update("{}");
  cores[0].panic();
  assert.equal(await late, false);
  assert.deepEqual(states(), ["shown", "read"]);
  assert.ok(element.isConnected);
});

test("a view is fetched with what stands beside it, and again after a failure", async () => {
  const { cores, heard, shell } = await shown({ parts: ["shared"] });
  assert.deepEqual(cores[0].asked, ["shared", "timeline"]);
  assert.equal(await shell.missing("timeline"), false);
  assert.deepEqual(heard.filter(([, code]) => code === "later").length, 1);
  const drawn = cores[0].drawn.length;
  cores[0].parts.push("timeline");
  assert.equal(await shell.missing("timeline"), true);
  assert.deepEqual(cores[0].asked, ["shared", "timeline", "timeline", "timeline"]);
  assert.ok(cores[0].drawn.length > drawn);
  // What is there is not fetched again.
  assert.equal(await shell.missing("timeline"), true);
  assert.equal(cores[0].asked.length, 4);
});

test("the other view comes when nothing else is to be done, unless data is to be saved", async () => {
  const parts = ["shared", "timeline", "relationships"];
  for (const [connection, expected] of [
    [undefined, parts],
    [{ effectiveType: "4g" }, parts],
    [{ effectiveType: "3g" }, parts.slice(0, 2)],
    [{ effectiveType: "4g", saveData: true }, parts.slice(0, 2)],
  ]) {
    globalThis.requestIdleCallback = (call) => call();
    const { cores } = await shown({ parts, connection });
    assert.deepEqual(cores[0].asked, expected);
  }
});
