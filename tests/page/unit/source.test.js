import assert from "node:assert/strict";
import { test } from "node:test";

import { differences } from "../../../crates/element/js/changes.js";
import { decoded, names } from "../../../crates/element/js/source.js";

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
