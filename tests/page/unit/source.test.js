import assert from "node:assert/strict";
import { test } from "node:test";

import { differences, showChanges } from "../../../crates/element/js/changes.js";
import { languageOf } from "../../../crates/element/js/language.js";
import { decoded, names, watch } from "../../../crates/element/js/source.js";
import { open } from "./dom.js";

test("a sheet is text whatever a spreadsheet program saved it as", () => {
  const bytes = (...all) => Uint8Array.from(all);
  assert.equal(decoded(new TextEncoder().encode("\ufeffnäme")), "näme");
  assert.equal(decoded(bytes(0x6e, 0xe4, 0x6d, 0x65)), "näme");
  assert.equal(decoded(bytes(0xff, 0xfe, 0x6e, 0, 0xe4, 0)), "nä");
  assert.equal(decoded(bytes(0xfe, 0xff, 0, 0x6e, 0, 0xe4)), "nä");
});

test("sheets are called by their files, and told apart", () => {
  const urls = ["https://a.example/x/people.csv?v=1", "https://docs.example/e/1/pub?gid=0", "https://docs.example/e/2/pub?gid=1", "https://a.example"];
  assert.deepEqual(names(urls.map((it) => new URL(it))), ["people.csv", "pub", "pub (2)", "a.example"]);
});

test("what is new or changed is named as the widget's rows are, whatever is left out", () => {
  const version = (events, shown = events.map(({ id }) => id)) => ({
    json: JSON.stringify({ events }),
    events: shown,
    relationships: [],
  });
  const [a, b, c] = ["a", "b", "c"].map((id) => ({ id, title: id }));
  const none = { added: [], changed: [] };
  assert.deepEqual(differences(version([a, b]), version([b, a])), none);
  assert.deepEqual(differences(version([a]), version([a, b])), { added: ["event-1"], changed: [] });
  // The first one is broken, and the widget has no row of it.
  const changed = { ...c, title: "another" };
  assert.deepEqual(differences(version([a, b, c]), version([a, b, changed], ["b", "c"])), { added: [], changed: ["event-1"] });
  assert.deepEqual(differences(version([a, b]), version([a])), none);
});

/** A version of a story with so many events, as it is served and as the readers read it. */
const version = (count) => JSON.stringify({ events: Array.from({ length: count }, (_, at) => ({ id: `e${at}` })) });

class Reading {
  formats = [];
  notices = [];
  problems = [];
  relationships = [];
  constructor(_, [json]) {
    this.json = json;
    this.events = JSON.parse(json).events.map(({ id }) => id);
  }
  free = () => {};
}

/** The widget's own files; of the readers' module, the first `failures` tries fail. */
function ownFiles(failures = []) {
  const module = async () => {
    if (failures.shift()) throw new Error("reader.js did not load");
    return { Reading, default() {} };
  };
  return { sums: {}, module, get: async (_, use) => use("reader_bg.wasm").catch(() => ({ ok: true })) };
}

/**
 * Watches an element while `answers` are served one after the other, the last one for
 * good; ends after so many looks, or when `update` does. Time goes by as it is waited for.
 */
async function watched(t, answers, { files = ownFiles(), looks = 4, html = "" } = {}) {
  const { document } = open(html || `<back-story src="/story.json" refresh="2"></back-story>`);
  const element = document.querySelector("back-story");
  element.attachShadow({ mode: "open" }).adoptedStyleSheets = [];
  Object.defineProperty(document, "visibilityState", { value: "visible", configurable: true });
  globalThis.CSSStyleSheet = class {
    replaceSync = (text) => (this.text = text);
  };
  globalThis.IntersectionObserver = class {
    constructor(hear) {
      this.hear = hear;
    }
    observe = () => queueMicrotask(() => this.hear([{ isIntersecting: true }]));
    disconnect = () => {};
  };
  const stop = new AbortController();
  const counts = { listeners: 0, most: 0, looks: 0, timers: new Set(), signals: [] };
  const { addEventListener, removeEventListener } = stop.signal;
  stop.signal.addEventListener = function (...words) {
    counts.most = Math.max(counts.most, ++counts.listeners);
    addEventListener.apply(this, words);
  };
  stop.signal.removeEventListener = function (...words) {
    counts.listeners--;
    removeEventListener.apply(this, words);
  };
  // What is waited for passes at once, but for what would end a fetch.
  const [wait, cancel] = [globalThis.setTimeout, globalThis.clearTimeout];
  t.after(() => Object.assign(globalThis, { setTimeout: wait, clearTimeout: cancel }));
  globalThis.setTimeout = (then, ms) => {
    const timer = wait(() => counts.timers.delete(timer) && then(), ms === 30_000 ? 50 : 0);
    counts.timers.add(timer);
    return timer;
  };
  globalThis.clearTimeout = (timer) => {
    counts.timers.delete(timer);
    cancel(timer);
  };
  t.mock.method(console, "warn", () => {});
  globalThis.fetch = async (url, { signal } = {}) => {
    if (!(url instanceof URL)) throw new Error("the readers' wasm is none here");
    counts.looks++;
    counts.signals.push(signal);
    if (counts.looks > looks) stop.abort();
    return answers[Math.min(counts.looks, answers.length) - 1](signal);
  };
  const shown = [];
  const update = async (json) => shown.push(JSON.parse(json).events.length) > 0;
  await watch(element, files, stop.signal, { update, languageOf });
  await new Promise((done) => wait(done, 120));
  return { shown, counts, element };
}

const served = (count) => () => new Response(version(count));

test("a version whose readers did not come once is shown when they do", async (t) => {
  const { shown } = await watched(t, [served(1), served(2)], { files: ownFiles([true, true]) });
  assert.deepEqual(shown, [2]);
});

test("looking again and again leaves nothing behind", async (t) => {
  const { shown, counts } = await watched(t, [served(1), served(1), served(2)], { looks: 20 });
  assert.deepEqual(shown, [2]);
  assert.ok(counts.most <= 3, `${counts.most} listeners at one time`);
  assert.equal(counts.listeners, 0);
  assert.equal(counts.timers.size, 0);
});

test("an address from which nothing comes is given up, and what is too large as it comes", async (t) => {
  const never = (signal) =>
    new Promise((_, fail) => signal.addEventListener("abort", () => fail(signal.reason), { once: true }));
  let pieces = 0;
  const endless = () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          pieces++;
          controller.enqueue(new Uint8Array(2 ** 24));
        },
      }),
    );
  const { shown, counts } = await watched(t, [served(1), never, endless, served(2)]);
  assert.deepEqual(shown, [2]);
  assert.ok(pieces < 9, `${pieces} pieces of 16 MiB were taken`);
  // Nothing that began goes on.
  assert.ok(counts.signals.every(({ aborted }) => aborted));
});

test("what is new is said in the widget's language, whatever the page calls its own", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  for (const [lang, said] of [["fr-CA", "Nouveautés : 1"], ["en_US", "New: 1"], ["de", "New: 1"], ["", "New: 1"]]) {
    const { document } = open(`<main lang="${lang}"><back-story></back-story></main>`);
    const element = document.querySelector("back-story");
    element.attachShadow({ mode: "open" }).adoptedStyleSheets = [];
    globalThis.CSSStyleSheet = class {
      replaceSync = () => {};
    };
    showChanges(element, { added: ["event-0"], changed: [] }, languageOf(element));
    t.mock.timers.tick(200);
    assert.ok(element.shadowRoot.querySelector("[part=updates]").textContent.includes(said), lang);
  }
});
