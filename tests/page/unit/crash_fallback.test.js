import assert from "node:assert/strict";
import { test } from "node:test";

import { plain } from "../../../crates/element/js/crash_fallback.js";
import { open } from "./dom.js";

open("");
const items = (place) => [...place.querySelectorAll("li")].map((it) => it.textContent);

test("records are sentences", () => {
  const data = {
    article: { language: "fr" },
    entities: [{ id: "a", name: "Ann" }],
    events: [{ date: "2018", title: "A thing", summary: "More of it" }],
    relationships: [{ subject: "a", predicate: "pays", what: "tax", object: "b", period: "2019" }],
  };
  const place = plain(data, []);
  assert.equal(place.lang, "fr");
  assert.deepEqual(items(place), ["2018 A thingMore of it", "Ann pays tax b (2019)"]);
});

test("data that is broken in any way is survived", () => {
  for (const data of [null, undefined, 1, "text", [], { events: 1 }, { events: [null, 1, {}], entities: [{}] }]) {
    assert.ok(plain(data, []).querySelector("[role=alert]"));
  }
});

test("without data it is what was seen", () => {
  assert.deepEqual(items(plain(undefined, ["<b>seen</b>"])), ["<b>seen</b>"]);
});
