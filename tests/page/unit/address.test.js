import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { address, isTaken, join, leave, write } from "../../../crates/element/js/address.js";
import { open } from "./dom.js";

/** @type {ReturnType<typeof open>} */
let page;
const taken = [];

const take = (element, go = () => {}) => {
  const part = join(element, go);
  if (part) taken.push(part);
  return part;
};

const begin = (hash) => {
  page = open(`<back-story id="one"></back-story><back-story id="two"></back-story><back-story></back-story>`, `https://example.org/story${hash}`);
  return [...page.document.querySelectorAll("back-story")];
};

beforeEach(() => {
  for (const part of taken.splice(0)) leave(part);
});

test("each widget has its part of the hash", () => {
  const [one, two, unnamed] = begin("#one:q=a%20b;two:view=relationships;backstory:");
  assert.equal(take(one)?.line, "q=a%20b");
  assert.equal(take(two)?.line, "view=relationships");
  assert.equal(take(unnamed)?.line, "");
  assert.equal(address("two", "q=x").hash, "#one:q=a%20b;two:q=x;backstory:");
  assert.equal(address("two").hash, "#one:q=a%20b;backstory:");
});

test("the page's own hash is neither read nor written", () => {
  const [one] = begin("#chapter-2");
  const heard = [];
  assert.equal(take(one, (line) => heard.push(line))?.line, undefined);
  write("one", "q=a", true);
  assert.deepEqual(page.entries, []);
  page.back("#chapter-3");
  assert.deepEqual(heard, []);
  page.back("#one:q=a");
  assert.deepEqual(heard, ["q=a"]);
});

test("a step has no state, and what is in place keeps the page's", () => {
  const [one] = begin("");
  take(one);
  write("one", "q=a", true);
  write("one", "q=ab", false);
  write("one", "q=ab", false);
  assert.deepEqual(page.entries, [
    { kind: "push", state: null },
    { kind: "replace", state: { own: "the page's" } },
  ]);
  write("one", "", false);
  assert.equal(page.url.hash, "");
});

test("a name is taken once, and by who stands in the page", () => {
  const [one, two] = begin("#one:q=a");
  const first = take(one);
  two.id = "one";
  assert.equal(take(two), undefined);
  one.remove();
  const second = take(two);
  assert.equal(second?.line, "q=a");
  assert.equal(isTaken(first), false);
  // What is gone takes nothing along.
  leave(first);
  assert.equal(isTaken(second), true);
  assert.equal(isTaken(undefined), false);
});
