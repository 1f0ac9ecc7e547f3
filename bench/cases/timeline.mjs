// First show of a timeline, from the address of the document to what is painted.

import { bytesOf, painted, script, style, until, frame } from "./tools.mjs";
import { show, warm } from "./widget.mjs";

export const title = "Timeline: first show";
export const rounds = 3;
const SIZES = [100, 10_000, 100_000];
export const rows = SIZES.map((size) => ({ key: `show${size}`, title: `first show of ${size.toLocaleString("en")} events`, unit: "ms" }));
export const notes = [
  "vis-timeline is not asked for 100,000 events and TimelineJS for no more than 100: either takes minutes.",
];

const read = async (size) => JSON.parse(new TextDecoder().decode(await bytesOf(`/data/events/${size}.json`)));

function place() {
  const box = document.createElement("div");
  box.style.height = "600px";
  document.body.replaceChildren(box);
  return box;
}

export const sides = {
  async backstory() {
    await warm();
    const measures = {};
    for (const size of SIZES) {
      measures[`show${size}`] = await painted(() => show(`/data/events/${size}.json`, "[data-record^=event]"));
    }
    return { measures };
  },
  async "vis-timeline"() {
    await style("/peers/vis-timeline/styles/vis-timeline-graph2d.min.css");
    await script("/peers/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js");
    const measures = {};
    for (const size of [100, 10_000]) {
      const box = place();
      measures[`show${size}`] = await painted(async () => {
        const { events } = await read(size);
        const items = events.map((it) => ({ id: it.id, start: it.date, content: it.title }));
        new vis.Timeline(box, new vis.DataSet(items), { height: "600px" });
        await until(() => box.querySelector(".vis-item"), "an item");
        await frame();
      });
    }
    return { measures };
  },
  async TimelineJS() {
    await style("/peers/@knight-lab/timelinejs/dist/css/timeline.css");
    await script("/peers/@knight-lab/timelinejs/dist/js/timeline.js");
    const box = place();
    box.id = "timeline";
    const show100 = await painted(async () => {
      const { events } = await read(100);
      const day = (text) => Object.fromEntries(text.split("-").map((it, at) => [["year", "month", "day"][at], Number(it)]));
      new TL.Timeline("timeline", {
        events: events.map((it) => ({ unique_id: it.id, start_date: day(it.date), text: { headline: it.title, text: it.summary } })),
      });
      await until(() => box.querySelector(".tl-timemarker"), "a marker");
    });
    return { measures: { show100 } };
  },
};
