import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const source = readFileSync(new URL("../../../crates/element/js/frame.js", import.meta.url), "utf8");

class HTMLAnchorElement {
  isDownload = false;
  target = "";
  constructor(href, options) {
    Object.assign(this, { href }, options);
  }
  hasAttribute = (name) => name === "download" && this.isDownload;
}

class Observer {
  observe = () => {};
}

/** `embed.html` in a frame, or by itself, with what an address asks for. */
function frame({ search = "?src=story.json&permalink=hash", isFramed = true, origin = "https://cdn.example" } = {}) {
  const [page, window_, around] = [new EventTarget(), new EventTarget(), { postMessage() {} }];
  const [attributes, replaced, opened] = [{}, [], []];
  const href = `https://cdn.example/embed.html${search}`;
  const element = {
    setAttribute: (name, value) => (attributes[name] = value),
    getAttribute: (name) => attributes[name] ?? null,
    style: { setProperty() {} },
  };
  /** @type {string[]} */
  const policies = [];
  const document = Object.assign(page, {
    createElement: (name) => (name === "meta" ? {} : element),
    head: { append: ({ content }) => policies.push(content) },
    querySelectorAll: () => [],
    body: { style: {}, scrollHeight: 10, append() {} },
    documentElement: { style: {} },
    baseURI: href,
  });
  const self = { origin };
  const location = { search, href, hash: "", replace: (to) => replaced.push(to) };
  vm.runInNewContext(source, {
    document,
    self,
    location,
    parent: isFramed ? around : self,
    history: { pushState() {}, replaceState() {} },
    navigator: {},
    console: { warn() {} },
    addEventListener: window_.addEventListener.bind(window_),
    open: (to) => opened.push(to) && {},
    requestAnimationFrame() {},
    setTimeout() {},
    clearTimeout() {},
    ResizeObserver: Observer,
    HTMLAnchorElement,
    URL,
    URLSearchParams,
    Event,
  });
  window_.dispatchEvent(new Event("DOMContentLoaded"));
  const hear = (backstory) =>
    window_.dispatchEvent(Object.assign(new Event("message"), { data: { backstory }, source: around }));
  const click = (link) => {
    const event = Object.assign(new Event("click", { cancelable: true }), { composedPath: () => [link] });
    page.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { click, hear, opened, policies, replaced };
}

test("a link of the data leads out of the frame, and what is no link out stays as it is", () => {
  const targetOf = (href, options) => {
    const link = new HTMLAnchorElement(href, options);
    frame().click(link);
    return link.target;
  };
  assert.equal(targetOf("https://source.example/report"), "_blank");
  assert.equal(targetOf("http://source.example/report"), "_blank");
  assert.equal(targetOf("https://source.example/report", { target: "_top" }), "_top");
  assert.equal(targetOf("mailto:a@source.example"), "");
  assert.equal(targetOf("blob:https://cdn.example/1", { isDownload: true }), "");
  assert.equal(targetOf("https://cdn.example/story.csv", { isDownload: true }), "");
  // By itself, the page is a page.
  const link = new HTMLAnchorElement("https://source.example/report");
  frame({ isFramed: false }).click(link);
  assert.equal(link.target, "");
  // In a sandbox without an origin it is opened by hand, as other links out are.
  const sandbox = frame({ origin: "null" });
  assert.equal(sandbox.click(new HTMLAnchorElement("https://source.example/report")), true);
  assert.deepEqual(sandbox.opened, ["https://source.example/report"]);
});

test("scripts and styles come from the frame's own server alone, in a sandbox as elsewhere", () => {
  for (const origin of ["https://cdn.example", "null"]) {
    const policy = "script-src https://cdn.example 'wasm-unsafe-eval'; style-src https://cdn.example";
    assert.deepEqual(frame({ origin }).policies, [policy]);
  }
});

test("of what the page around says only what can be is taken", () => {
  const { click, hear, replaced } = frame();
  hear({ pages: ["https://news.example/story"], foot: 0, hash: "#backstory:q=a" });
  hear({ pages: [], hash: "" });
  assert.deepEqual(replaced, ["#backstory:q=a"]);
  for (const hash of ["javascript:alert(1)", "https://evil.example/", "//evil.example/", 1, {}, []]) hear({ pages: [], hash });
  assert.deepEqual(replaced, ["#backstory:q=a"]);
  for (const pages of [undefined, "https://news.example/story", { includes: 1 }, [undefined]]) {
    hear({ pages });
    const link = new HTMLAnchorElement("https://news.example/story#:~:text=a", { target: "_blank" });
    assert.equal(click(link), false);
    assert.equal(link.target, "_top");
  }
});
