import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const source = (name) => readFileSync(new URL(`../../../crates/element/js/${name}`, import.meta.url), "utf8");

/** A frame of an article, which keeps what it is told. */
function frame(src, bottom = 500) {
  const told = [];
  return {
    src,
    told,
    style: { height: "" },
    dataset: {},
    contentWindow: { postMessage: (message, to) => told.push([message.backstory, to]) },
    getBoundingClientRect: () => ({ bottom }),
  };
}

/** An article with these frames and the script for them; `hear` is what a frame says. */
function article(frames, { hash = "", canonical } = {}) {
  const page = new EventTarget();
  const entries = [];
  const location = { origin: "https://news.example", pathname: "/story", search: "?token=1", hash };
  const history = {
    state: { own: 1 },
    pushState: (state, _, url) => entries.push(["push", state, url]),
    replaceState: (state, _, url) => entries.push(["replace", state, url]),
  };
  const document = {
    querySelectorAll: () => frames,
    querySelector: () => canonical && { href: canonical },
  };
  const scope = { document, location, history, innerHeight: 400, addEventListener: page.addEventListener.bind(page) };
  vm.runInNewContext(source("embed.js"), scope);
  const hear = (from, data) => page.dispatchEvent(Object.assign(new Event("message"), { data, source: from.contentWindow }));
  return { entries, frames, hear, location, page };
}

const OURS = "https://cdn.example/dist/embed.html?src=story.json";

test("a frame is as tall as it says, and no other is", () => {
  const [one, two, other] = [frame(OURS), frame(OURS), frame("https://ads.example/banner.html")];
  const { hear, frames } = article([one, two, other]);
  hear(two, { sentinel: "amp", type: "embed-size", height: 720, backstory: { height: 720 } });
  assert.equal(two.style.height, "720px");
  hear(other, { backstory: { height: 9000 } });
  hear(one, { sentinel: "amp", type: "embed-size", height: 9 });
  hear(one, { backstory: { height: "1px; color: red" } });
  hear(one, { backstory: { height: -3 } });
  hear(one, null);
  assert.deepEqual([one.style.height, other.style.height], ["", ""]);
  // One that came later.
  const late = frame(OURS);
  frames.push(late);
  hear(late, { backstory: { height: 300 } });
  assert.equal(late.style.height, "300px");
});

test("a frame is told where the window ends and which page it is in, and no other is told anything", () => {
  const [one, other] = [frame(OURS, 900), frame("https://ads.example/banner.html")];
  const { page } = article([one, other], { hash: "#a:b", canonical: "https://news.example/canonical" });
  page.dispatchEvent(new Event("scroll"));
  assert.equal(one.told.length, 2);
  const [told] = one.told.at(-1);
  assert.equal(told.foot, 500);
  assert.equal(told.hash, "#a:b");
  // Without the query, in which something may be private.
  assert.deepEqual([...told.pages], ["https://news.example/story", "https://news.example/canonical"]);
  assert.equal(other.told.length, 0);
});

test("a passage is only ever one of the page itself", () => {
  const one = frame(OURS);
  const { hear, location } = article([one], { hash: "#part:~:text=old" });
  hear(one, { backstory: { passage: "a%20word,b" } });
  assert.equal(location.hash, "#part:~:text=a%20word,b");
});

test("the state of a frame is a step of the page's own history, which keeps its state", () => {
  const one = frame(OURS);
  const { hear, entries } = article([one]);
  hear(one, { backstory: { hash: "#backstory:q=a", isStep: true } });
  hear(one, { backstory: { hash: "", isStep: false } });
  hear(one, { backstory: { hash: "https://evil.example/", isStep: true } });
  assert.deepEqual(entries.map(([kind, state, url]) => [kind, state.own, url]), [
    ["push", 1, "#backstory:q=a"],
    ["replace", 1, " "],
  ]);
});

test("on paper a frame is as tall as what is printed, and after it as before", () => {
  const [one, two] = [frame(OURS), frame(OURS)];
  const { hear, page } = article([one, two]);
  hear(one, { backstory: { height: 700, print: 2100 } });
  hear(two, { backstory: { height: 300 } });
  for (const [kind, heights] of [
    ["beforeprint", ["2100px", "300px"]],
    ["afterprint", ["700px", "300px"]],
    ["beforeprint", ["2100px", "300px"]],
  ]) {
    page.dispatchEvent(new Event(kind));
    assert.deepEqual([one.style.height, two.style.height], heights);
  }
});
