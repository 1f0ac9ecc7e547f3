// A page with 100 events: from navigation to the first thing that can be pressed,
// the libraries not yet in the cache.

import { address, bytesOf, script, style, until } from "./tools.mjs";
import { show } from "./widget.mjs";

export const title = "From navigation to usable, 100 events";
export const rounds = 5;
export const data = () => ["events", 100];
export const rows = [{ key: "usable", title: "usable", unit: "ms" }];

const read = async () => JSON.parse(new TextDecoder().decode(await bytesOf(address(data()))));
const since = () => ({ measures: { usable: performance.now() } });

export const sides = {
  async backstory() {
    await Promise.all([import("/widget/backstory.js"), show(address(data()), "[data-record^=event]")]);
    return since();
  },
  async "vis-timeline"() {
    const box = document.createElement("div");
    document.body.append(box);
    const [{ events }] = await Promise.all([
      read(),
      style("/peers/vis-timeline/styles/vis-timeline-graph2d.min.css"),
      script("/peers/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"),
    ]);
    new vis.Timeline(box, new vis.DataSet(events.map((it) => ({ id: it.id, start: it.date, content: it.title }))), { height: "600px" });
    await until(() => box.querySelector(".vis-item"), "an item");
    return since();
  },
  async TimelineJS() {
    const box = document.createElement("div");
    box.id = "timeline";
    box.style.height = "600px";
    document.body.append(box);
    const [{ events }] = await Promise.all([
      read(),
      style("/peers/@knight-lab/timelinejs/dist/css/timeline.css"),
      script("/peers/@knight-lab/timelinejs/dist/js/timeline.js"),
    ]);
    const day = (text) => Object.fromEntries(text.split("-").map((it, at) => [["year", "month", "day"][at], Number(it)]));
    new TL.Timeline("timeline", {
      events: events.map((it) => ({ unique_id: it.id, start_date: day(it.date), text: { headline: it.title, text: it.summary } })),
    });
    await until(() => box.querySelector(".tl-timemarker"), "a marker");
    return since();
  },
};
