import assert from "node:assert/strict";
import { test } from "node:test";

import { languageOf, wordsOf } from "../../../crates/element/js/language.js";
import { open } from "./dom.js";

const speak = (html) => languageOf(open(html).document.querySelector("back-story"));

test("the nearest language that the widget can speak", () => {
  assert.equal(speak(`<p lang="fr"><back-story lang="ru"></back-story></p>`), "ru");
  assert.equal(speak(`<p lang="fr-ca"><back-story></back-story></p>`), "fr-CA");
  // German is not spoken, the browser's English is.
  assert.equal(speak(`<p lang="de"><back-story></back-story></p>`), "en-GB");
  assert.equal(speak(`<back-story lang=""></back-story>`), "en-GB");
});

test("a tag that is none is cut down to its language", () => {
  assert.equal(speak(`<back-story lang="ar-!!"></back-story>`), "ar");
});

test("around a shadow root is its host", () => {
  const { document } = open(`<p lang="sw" id="host"></p>`);
  const element = document.createElement("back-story");
  const host = document.querySelector("#host");
  element.closest = () => null;
  element.getRootNode = () => ({ host });
  host.getRootNode = () => document;
  assert.equal(languageOf(element), "sw");
});

test("words are fetched once, and again after a failure", async () => {
  const asked = [];
  let isThere = false;
  globalThis.fetch = async (url) => {
    asked.push(String(url).split("/").at(-1));
    return isThere ? new Response("{}") : new Response("", { status: 404 });
  };
  assert.equal(await wordsOf("en"), undefined);
  assert.equal(await wordsOf("fr"), undefined);
  isThere = true;
  assert.equal(await wordsOf("fr-CA"), "{}");
  assert.equal(await wordsOf("fr"), "{}");
  assert.deepEqual(asked, ["fr.json", "fr.json"]);
});
