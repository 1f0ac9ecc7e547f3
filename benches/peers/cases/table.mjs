// A table of relationships: first show, filter, sort and scroll.

import { address, bytesOf, frame, meter, painted, rowsOf, script, shown, style, task, until } from "./tools.mjs";
import { show, warm } from "./widget.mjs";

export const title = "Table";
export const rounds = 3;
export const sizes = [100_000, 1_000_000];
export const data = (size) => ["relationships", size];
const figures = [
  { key: "show", title: "first show: rows to be read, from the document's address", unit: "ms", most: 0.5 },
  { key: "ready", title: "all rows, to be filtered and sorted", unit: "ms", most: 0.5 },
  { key: "longest", title: "the longest task until then, where one takes more than 50 ms", unit: "ms", within: 50 },
  { key: "filter", title: "filter to paint", unit: "ms", most: 0.5 },
  { key: "sort", title: "sort to paint", unit: "ms" },
  { key: "late", title: "scroll: frames more than 25 ms after the one before, of 120", unit: "frames", most: 1, beside: "tabulator" },
  { key: "busy", title: "scroll: main-thread time a frame", unit: "ms", most: 0.5, beside: "tabulator" },
];
export const rows = rowsOf(figures, sizes, 100_000);

async function read(size) {
  const { entities, relationships } = JSON.parse(new TextDecoder().decode(await bytesOf(address(data(size)))));
  const names = new Map(entities.map((it) => [it.id, it.name]));
  return relationships.map((it) => ({
    ...it,
    subject: names.get(it.subject),
    object: names.get(it.object),
    attribution: names.get(it.attribution) ?? "",
  }));
}

const FIELDS = ["subject", "predicate", "object", "kind", "stance", "period", "status", "attribution"];

/** A row of the widget's table. */
const ROW = "tbody [data-record^=relationship]";

const FRAMES = 120;

/** Of a side that shows rows once it has them all. */
const atOnce = async (work) => {
  const { show, longest } = await shown(work);
  return { show, ready: show, longest };
};

/** Scrolls on for so many frames. */
async function scroll(box) {
  const gaps = [];
  await frame();
  const busy = meter();
  let last = await new Promise(requestAnimationFrame);
  for (let at = 0; at < FRAMES; at++) {
    box.scrollTop += 2000;
    const now = await new Promise(requestAnimationFrame);
    gaps.push(now - last);
    last = now;
  }
  return { late: gaps.filter((gap) => gap > 25).length, busy: busy() / FRAMES };
}

function place() {
  const box = document.createElement("div");
  box.style.cssText = "height:600px;width:1200px";
  document.body.replaceChildren(box);
  return box;
}

const number = (text) => Number(text.replace(/[^0-9]/g, ""));

export const sides = {
  async backstory(size) {
    await warm();
    let element;
    let first;
    const whole = await shown(async () => {
      first = await painted(async () => {
        element = await show(address(data(size)), ROW, "relationships");
      });
      await until(() => element.shadowRoot.querySelector(".summary"), "all rows");
    });
    const root = element.shadowRoot;
    const text = () => root.querySelector(".summary").textContent;
    const all = text();
    root.querySelector("[aria-controls=choices-kind], #choices-kind, [popovertarget=choices-kind]")?.click();
    await frame();
    const choice = await until(
      () => [...root.querySelectorAll("#choices-kind input[type=checkbox]")].find((it) => /military/i.test(it.closest("label").textContent)),
      "the choice",
    );
    const filter = await painted(async () => {
      choice.click();
      await task();
      await until(() => text() !== all, "the filter");
    });
    const found = number(text().match(/([\d,.\u202f\u00a0 ]+) relationships? of/)?.[1] ?? text());
    choice.click();
    await until(() => text() === all, "all rows");
    const head = [...root.querySelectorAll("th .table__sort, thead button, th button")].find((it) => /to whom/i.test(it.textContent));
    const before = root.querySelector(ROW).getAttribute("data-record");
    const sort = await painted(async () => {
      head.click();
      await task();
      await until(() => root.querySelector(ROW).getAttribute("data-record") !== before, "the order");
    });
    const scroller = [...root.querySelectorAll("*")].find((it) => it.scrollHeight > it.clientHeight + 1000 && /auto|scroll/.test(getComputedStyle(it).overflowY)) ?? document.scrollingElement;
    const { show: ready, longest } = whole;
    return { measures: { show: first, ready, longest, filter, sort, ...(await scroll(scroller)) }, check: { found } };
  },
  async tabulator(size) {
    await style("/peers/tabulator-tables/dist/css/tabulator.min.css");
    await script("/peers/tabulator-tables/dist/js/tabulator.min.js");
    const box = place();
    let table;
    const first = await atOnce(async () => {
      table = new Tabulator(box, {
        height: "600px",
        layout: "fitColumns",
        data: await read(size),
        columns: FIELDS.map((field) => ({ title: field, field, sorter: "string" })),
      });
      await new Promise((done) => table.on("tableBuilt", done));
      await until(() => box.querySelector(".tabulator-row"), "a row");
    });
    const filter = await painted(() => table.setFilter("kind", "=", "military"));
    const found = table.getDataCount("active");
    table.clearFilter();
    await frame();
    const sort = await painted(() => table.setSort("object", "asc"));
    return { measures: { ...first, filter, sort, ...(await scroll(box.querySelector(".tabulator-tableholder"))) }, check: { found } };
  },
  async "ag-grid"(size) {
    await script("/peers/ag-grid-community/dist/ag-grid-community.min.js");
    const box = place();
    agGrid.ModuleRegistry?.registerModules?.([agGrid.AllCommunityModule]);
    let api;
    const first = await atOnce(async () => {
      api = agGrid.createGrid(box, {
        rowData: await read(size),
        columnDefs: FIELDS.map((field) => ({ field, filter: "agTextColumnFilter" })),
      });
      await until(() => box.querySelector(".ag-row"), "a row");
    });
    const filter = await painted(async () => {
      api.setFilterModel({ kind: { filterType: "text", type: "equals", filter: "military" } });
      await frame();
    });
    const found = api.getDisplayedRowCount();
    api.setFilterModel(null);
    await frame();
    const sort = await painted(async () => {
      api.applyColumnState({ state: [{ colId: "object", sort: "asc" }] });
      await frame();
    });
    return { measures: { ...first, filter, sort, ...(await scroll(box.querySelector(".ag-grid-viewport"))) }, check: { found } };
  },
};
