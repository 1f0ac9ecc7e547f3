import assert from "node:assert/strict";
import { test } from "node:test";
import vm from "node:vm";

import { Failure, ask, forget, load } from "../../../crates/element/js/data.js";
import { open } from "./dom.js";

/** What the wasm would have read. */
class StreamingLoad {
  static lists = () => ["entities", "events", "relationships"];
  fields = {};
  text = "";
  isEnded = false;
  pushField = (name, value) => (this.fields[name] = value);
  pushRecords = (name, records) => (this.fields[name] ??= []).push(...records);
  push = (bytes) => (this.text += new TextDecoder().decode(bytes));
  end = () => (this.isEnded = true);
  advance = () => false;
  can_preview = () => false;
  code = () => "";
  reason = () => "";
}

/** What the readers give for what is meant as JSON: the same. */
async function asItIs(_, [{ pieces }]) {
  const all = [];
  for await (const piece of pieces) all.push(piece);
  return new Blob(all).text();
}

/** Loads the data of an element; returns what was read, or why not. */
async function read(html, { data, fetch, readOther = asItIs } = {}, stop = new AbortController()) {
  const { document } = open(html);
  const element = document.querySelector("back-story");
  element.data = data;
  const arriving = new StreamingLoad();
  globalThis.fetch = fetch ?? (() => assert.fail("nothing is to be fetched"));
  try {
    await load(element, arriving, () => undefined, stop, async () => {}, readOther);
  } catch (error) {
    assert.ok(error instanceof Failure, error);
    return error;
  }
  assert.ok(arriving.isEnded);
  return arriving;
}

const EMPTY = "<back-story></back-story>";
const BY_SRC = `<back-story src="https://data.example/story.json"></back-story>`;

test("an object is read as fields and lists", async () => {
  const data = { format: "backstory/1", entities: [{ id: "a" }], other: undefined };
  assert.deepEqual((await read(EMPTY, { data })).fields, { format: "backstory/1", entities: [{ id: "a" }] });
});

test("a Map of another window is an object, wherever it is", async () => {
  const { of } = vm.runInNewContext(`({ of: (entries) => new Map(entries) })`);
  assert.ok(!(of([]) instanceof Map));
  const inner = of([["en", "A visit"]]);
  const frozen = Object.freeze({ id: "e", title: inner });
  const data = of([["format", "backstory/1"], ["article", of([["title", inner]])], ["events", [frozen]]]);
  const { fields } = await read(EMPTY, { data });
  for (const map of [fields.article, fields.article.get("title"), fields.events[0].title]) {
    assert.ok(map instanceof Map);
  }
  assert.equal(fields.events[0].title.get("en"), "A visit");
  // The page's own objects are left as they are.
  assert.equal(frozen.title, inner);
});

test("what is no data is named, of this window or another", async () => {
  const foreign = vm.runInNewContext(`({ date: new Date(0), set: new Set([1]), list: [1, [2]] })`);
  const loop = {};
  loop.loop = loop;
  for (const [title, said] of [
    [new Date(0), "events.0.title: a Date is not data"],
    [foreign.date, "events.0.title: a Date is not data"],
    [foreign.set, "events.0.title: a Set is not data"],
    [() => 1, "events.0.title: a function is not data"],
    [1n, "events.0.title: a bigint is not data"],
    [new Uint8Array(1), "events.0.title: a Uint8Array is not data"],
    [loop, "nested too deeply, or holds itself"],
  ]) {
    const failure = await read(EMPTY, { data: { events: [{ title }] } });
    assert.equal(failure.code, "data", said);
    assert.ok(failure.detail.includes(said), failure.detail);
  }
  const { fields } = await read(EMPTY, { data: { article: foreign.list } });
  assert.deepEqual([...fields.article[1]], [2]);
});

test("a getter that throws is named", async () => {
  const thrower = { get title() { throw new Error("no"); } };
  const inside = await read(EMPTY, { data: { article: thrower } });
  assert.equal(inside.detail, "article.title: cannot be read: Error: no");
  const outside = await read(EMPTY, { data: { get events() { throw new Error("no"); } } });
  assert.equal(outside.detail, "events: cannot be read: Error: no");
});

test("text, a script inside, and a framework's attribute are read", async () => {
  assert.equal((await read(EMPTY, { data: "{}" })).text, "{}");
  const inline = (type, body = "{}") => `<back-story><p><script type="${type}">${body}</script></p></back-story>`;
  for (const type of ["application/json", " Application/JSON ; charset=utf-8"]) {
    assert.equal((await read(inline(type))).text, "{}");
  }
  assert.match((await read(inline("text/plain"))).detail, /type "text\/plain"/);
  assert.equal((await read(`<back-story data='{"a": 1}'></back-story>`)).text, '{"a": 1}');
  assert.match((await read(`<back-story data="[object Object]"></back-story>`)).detail, /object Object/);
  assert.equal((await read(EMPTY)).code, "none");
});

const json = (body, headers = {}) => new Response(body, { headers: { "content-type": "application/json", ...headers } });

test("what a server answers is told apart", async () => {
  const html = { "content-type": "text/html; charset=utf-8" };
  for (const [answer, code] of [
    [() => json("{}", html), "html"],
    [() => json("{}", { "content-type": "image/png" }), "type"],
    [() => json("{}", { "content-length": String(2 ** 30) }), "large"],
    [() => new Response("", { status: 404 }), "status"],
    [() => json(" "), "empty"],
  ]) {
    assert.equal((await read(BY_SRC, { fetch: async () => answer() })).code, code);
  }
  assert.equal((await read(BY_SRC, { fetch: async () => json("{}") })).text, "{}");
});

/** A server that answers only who may not read it. */
const closed = async (_, { mode } = {}) => {
  if (mode !== "no-cors") throw new TypeError("failed to fetch");
  return new Response("");
};

test("only a server that refuses is called CORS", async () => {
  assert.equal((await read(BY_SRC, { fetch: closed })).code, "cors");
  assert.equal((await read(BY_SRC, { fetch: async () => { throw new TypeError("down"); } })).code, "network");
  // It hung up once.
  let count = 0;
  const hiccup = async () => {
    if (count++ === 0) throw new TypeError("hung up");
    return json("{}");
  };
  assert.equal((await read(BY_SRC, { fetch: hiccup })).code, "network");
  // It breaks off in the middle: what has begun was allowed.
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("{"));
      controller.error(new TypeError("broke off"));
    },
  });
  let asked = 0;
  const middle = async (...words) => (asked++ ? closed(...words) : json(broken));
  assert.equal((await read(BY_SRC, { fetch: middle })).code, "network");
  // A page may always ask its own server.
  const own = `<back-story src="/story.json"></back-story>`;
  assert.equal((await read(own, { fetch: closed })).code, "network");
});

test("no address, and a reader who stops", async () => {
  const stop = new AbortController();
  const fetch = async (_, { signal }) => {
    stop.abort();
    throw signal.reason;
  };
  assert.equal((await read(BY_SRC, { fetch }, stop)).code, "stopped");
});

test("what is not a dataset goes to the readers, whole, and nothing else does", async () => {
  const answers = {
    "/story.json": [`\n{ "$schema": "x",`, ` "format": "backstory/1" }`],
    "/people.csv": ["name,k", "ind\nRussia,country\n"],
    "/links.csv": ["subject,object\n"],
    "/timeline.json": [`{"events": [{"start_date": {"format": ""}}]}`],
  };
  const fetch = async ({ pathname }) => {
    const pieces = ReadableStream.from(answers[pathname].map((text) => new TextEncoder().encode(text)));
    return new Response(pieces, { headers: { "content-type": pathname.endsWith("csv") ? "text/csv" : "application/json" } });
  };
  const of = async (src) => {
    const told = [];
    const readOther = async (_, sources) => {
      for (const { url, pieces } of sources) told.push([url.pathname, await asItIs(_, [{ pieces }])]);
      return "{}";
    };
    const { document } = open(`<back-story src="${src}"></back-story>`);
    const { outerHTML } = document.querySelector("back-story");
    return [(await read(outerHTML, { fetch, readOther })).text, told];
  };
  assert.deepEqual(await of("/story.json"), [answers["/story.json"].join(""), []]);
  for (const one of ["/people.csv", "/timeline.json"]) {
    assert.deepEqual(await of(one), ["{}", [[one, answers[one].join("")]]]);
  }
  const both = ["/people.csv", "/links.csv"];
  assert.deepEqual(await of(` ${both.join(" \n ")} `), ["{}", both.map((it) => [it, answers[it].join("")])]);
});

test("an object is a dataset, wherever its format stands, unless it says otherwise", async () => {
  const told = async (text) => {
    let isOther = false;
    const readOther = async () => {
      isOther = true;
      return "{}";
    };
    await read(BY_SRC, { fetch: async () => json(text), readOther });
    return isOther;
  };
  const long = JSON.stringify({ events: [{ id: "a", title: "A".repeat(9000) }], format: "backstory/1" });
  for (const text of [long, "{}", ` {"entities": []}`]) assert.equal(await told(text), false, text);
  const ftm = `{"id": "a", "schema": "Person", "properties": {}}`;
  const timeline = `{"events": [{"start_date": {"year": "2018"}}]}`;
  for (const text of [ftm, timeline, `[${ftm}]`]) assert.equal(await told(text), true, text);
});

test("who waits for the beginning is told that it is coming", async () => {
  const { document } = open(BY_SRC);
  let wasTold = 0;
  globalThis.fetch = async () => json("{}");
  const tell = () => void wasTold++;
  const arriving = new StreamingLoad();
  await load(document.querySelector("back-story"), arriving, tell, new AbortController(), async () => {}, asItIs);
  assert.equal(arriving.text, "{}");
  assert.equal(wasTold, 2);
});

test("readers that do not come are named", async () => {
  const fetch = async () => new Response("name\nA\n", { headers: { "content-type": "text/csv" } });
  const readOther = () => Promise.reject(Object.assign(new Error("reader.js did not load"), { code: "missing" }));
  const failure = await read(BY_SRC, { fetch, readOther });
  assert.deepEqual([failure.code, failure.detail], ["other", "reader.js did not load"]);
});

test("what was asked early is read, once, and can be given up", async () => {
  const { document } = open(BY_SRC);
  const element = document.querySelector("back-story");
  const signals = [];
  globalThis.fetch = async (_, { signal }) => {
    signals.push(signal);
    return json("{}");
  };
  const begin = async () => {
    const arriving = new StreamingLoad();
    await load(element, arriving, () => undefined, new AbortController(), async () => {}, asItIs);
    return arriving.text;
  };
  ask(element);
  ask(element);
  assert.equal(signals.length, 1);
  assert.equal(await begin(), "{}");
  assert.equal(signals.length, 1);
  assert.equal(await begin(), "{}");
  assert.equal(signals.length, 2);
  const other = document.createElement("back-story");
  other.setAttribute("src", "/x.json");
  ask(other);
  forget(other);
  assert.equal(signals[2].aborted, true);
});

test("what is refused is not loaded to its end", async () => {
  const { document } = open(BY_SRC);
  for (const [text, headers, code] of [
    ["[", {}, "syntax"],
    ['{"format": "backstory/1", ', {}, "syntax"],
    ["{", { "content-length": String(2 ** 30) }, "large"],
  ]) {
    let isCancelled = false;
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode(text.padEnd(5000))),
      cancel: () => void (isCancelled = true),
    });
    globalThis.fetch = async (_, { signal }) => {
      // As a browser does with an answer whose request is given up.
      signal.addEventListener("abort", () => body.locked || body.cancel());
      return json(body, headers);
    };
    const arriving = Object.assign(new StreamingLoad(), { code: () => "syntax" });
    const readOther = async (_, [{ pieces }], refuse) => {
      for await (const piece of pieces) if (piece.length) throw refuse("syntax", "", "");
    };
    const loaded = load(document.querySelector("back-story"), arriving, () => undefined, new AbortController(), async () => {}, readOther);
    await assert.rejects(loaded, { code });
    await new Promise((done) => setTimeout(done));
    assert.ok(isCancelled, code);
  }
});
