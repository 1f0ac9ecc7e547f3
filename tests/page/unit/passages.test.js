import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "./dom.js";

open("");
Object.assign(globalThis, { CSS: {} });
const { outline } = await import("../../../crates/element/js/passages.js");

test("an article is told as its elements and texts", () => {
  const { document } = open(
    `<article><p>One <em>two</em></p><script>no</script><back-story><p>no</p></back-story><p>a\u0001b</p></article>`,
  );
  const { told, nodes } = outline(document.querySelector("article"));
  assert.equal(
    told,
    "\u0001p\u0003One \u0001em\u0003two\u0002\u0002\u0001script\u0002\u0001back-story\u0002\u0001p\u0003a b\u0002",
  );
  assert.deepEqual(nodes.map((it) => it.data), ["One ", "two", "a\u0001b"]);
});

test("what is not shown is told to be so, once", () => {
  const { document } = open(`<article><div><p>hidden</p></div></article>`);
  document.querySelector("div").checkVisibility = () => false;
  const { told } = outline(document.querySelector("article"));
  assert.equal(told, "\u0001!div\u0001p\u0003hidden\u0002\u0002");
});
