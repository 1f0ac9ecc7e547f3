// A timeline: first show, from the address of the document to what is painted, and
// then a press on "zoom in" and on "zoom out".

import { address, bytesOf, held, median, script, shown, style, until, frame } from "./tools.mjs";
import { show, warm } from "./widget.mjs";

export const title = "Timeline";
export const rounds = 3;
export const sizes = [100, 10_000, 100_000];
export const data = (size) => ["events", size];
/** In milliseconds: a product that has shown nothing by then is not waited for. */
export const limit = 90_000;
/** The figures that are to be met, where there are any. */
const LIMITS = { "show/10000": { most: 0.05, beside: "vis-timeline" }, "zoom/10000": { within: 16.7 }, "zoom/100000": { within: 16.7 }, "longest/100000": { within: 50 } };
export const rows = sizes.flatMap((size) =>
  [
    { key: `show/${size}`, title: "first show" },
    { key: `longest/${size}`, title: "the longest task until then, where one takes more than 50 ms" },
    { key: `zoom/${size}`, title: "a zoom step, main-thread time" },
    { key: `slowest/${size}`, title: "the slowest of all zoom steps" },
  ].map((row) => ({ ...row, title: `${size.toLocaleString("en")} events: ${row.title}`, unit: "ms", ...LIMITS[row.key] })),
);
export const notes = [
  "Six zoom steps in and six out, one of each where the first show took more than two seconds. A product that takes more than 90 s for all of it is not waited for.",
  "vis-timeline stacks its items, as it does unless told otherwise. TimelineJS zooms in steps of its own, animated, which are not timed.",
];

const read = async (size) => JSON.parse(new TextDecoder().decode(await bytesOf(address(data(size)))));

function place() {
  const box = document.createElement("div");
  box.style.height = "600px";
  document.body.replaceChildren(box);
  return box;
}

async function zoom(first, into, out) {
  const steps = first > 2000 ? 1 : 6;
  const times = [];
  for (const step of [...Array(steps).fill(into), ...Array(steps).fill(out)]) times.push(await held(step));
  return { zoom: median(times), slowest: Math.max(...times) };
}

export const sides = {
  async backstory(size) {
    await warm();
    let element;
    const first = await shown(async () => {
      element = await show(address(data(size)), ".timeline__events li");
    });
    // What is prepared once there is time for it is not the step's.
    await new Promise((done) => setTimeout(done, 1000));
    const button = (at) => element.shadowRoot.querySelectorAll(".timeline__bar .control--icon")[at];
    return { measures: { ...first, ...(await zoom(first.show, () => button(1).click(), () => button(0).click())) } };
  },
  async "vis-timeline"(size) {
    await style("/peers/vis-timeline/styles/vis-timeline-graph2d.min.css");
    await script("/peers/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js");
    const box = place();
    let timeline;
    const first = await shown(async () => {
      const { events } = await read(size);
      const items = events.map((it) => ({ id: it.id, start: it.date, content: it.title }));
      timeline = new vis.Timeline(box, new vis.DataSet(items), { height: "600px" });
      await until(() => box.querySelector(".vis-item"), "an item");
      await frame();
    });
    await new Promise((done) => setTimeout(done, 1000));
    const still = { animation: false };
    return { measures: { ...first, ...(await zoom(first.show, () => timeline.zoomIn(0.5, still), () => timeline.zoomOut(0.5, still))) } };
  },
  async TimelineJS(size) {
    await style("/peers/@knight-lab/timelinejs/dist/css/timeline.css");
    await script("/peers/@knight-lab/timelinejs/dist/js/timeline.js");
    const box = place();
    box.id = "timeline";
    const first = await shown(async () => {
      const { events } = await read(size);
      const day = (text) => Object.fromEntries(text.split("-").map((it, at) => [["year", "month", "day"][at], Number(it)]));
      new TL.Timeline("timeline", {
        events: events.map((it) => ({ unique_id: it.id, start_date: day(it.date), text: { headline: it.title, text: it.summary } })),
      });
      await until(() => box.querySelector(".tl-timemarker"), "a marker");
    });
    return { measures: first };
  },
};
