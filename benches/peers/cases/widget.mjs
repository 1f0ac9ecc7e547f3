// Driving the published element.

import { until } from "./tools.mjs";

const SMALL = {
  format: "backstory/1",
  article: { title: "Small" },
  entities: [{ id: "a", kind: "country", name: "A" }],
  events: [{ id: "e", date: "2018", title: "One", kind: "visit", status: "happened", evidence: [{ paragraph: 1, start: "one" }] }],
  relationships: [],
};

/** Loads the widget with a story of one event, so that both parts of its wasm are there. */
export async function warm() {
  await import("/widget/backstory.js");
  const element = document.createElement("back-story");
  element.setAttribute("loading", "eager");
  element.innerHTML = `<script type="application/json">${JSON.stringify(SMALL)}</script>`;
  document.body.replaceChildren(element);
  await until(() => element.shadowRoot?.querySelector(".timeline__events li"), "the small story");
}

/** Shows a document until something that `selector` finds is there. */
export async function show(src, selector, view = "timeline") {
  const element = document.createElement("back-story");
  element.setAttribute("loading", "eager");
  element.setAttribute("view", view);
  element.setAttribute("src", src);
  document.body.replaceChildren(element);
  const found = () => element.shadowRoot?.querySelector(selector);
  await until(() => {
    if (view === "relationships" && !found()) {
      const tab = element.shadowRoot?.querySelector("#tab-relationships");
      if (tab && tab.getAttribute("aria-selected") !== "true") tab.click();
    }
    return found();
  }, selector);
  return element;
}
