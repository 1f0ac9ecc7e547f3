// Finding 100,000 records by their words, next to MiniSearch and FlexSearch:
// every word must begin a word of the record.

import { address, bytesOf, engineModule, script, timed, median } from "./tools.mjs";

export const title = "Text search at 100,000 records";
export const rounds = 3;
export const data = () => ["texts", 100_000];
export const rows = [
  { key: "ready", title: "ready to be asked", unit: "ms", most: 0.2, beside: "minisearch" },
  { key: "answer", title: "answer, median of the queries", unit: "ms", most: 1, beside: "minisearch" },
  { key: "worst", title: "answer, the slowest query", unit: "ms" },
];

const QUERIES = ["karino", "ta", "mar pel", "supplies gon", "lubeda", "mi so ka", "hosts karita", "jinkor"];

/** The records as flat documents, for those that want them. */
async function documents() {
  const { entities, relationships } = JSON.parse(new TextDecoder().decode(await bytesOf(address(data()))));
  const names = new Map(entities.map((it) => [it.id, it.name]));
  return relationships.map((it, id) => ({
    id,
    text: [it.predicate, it.what, it.summary, names.get(it.subject), names.get(it.object), names.get(it.attribution) ?? ""].join(" "),
  }));
}

async function ask(search) {
  const times = [];
  const check = [];
  for (const query of QUERIES) {
    let found;
    times.push(await timed(() => (found = search(query))));
    const ids = [...found()].sort((a, b) => a - b);
    check.push([query, ids.length, ids.slice(0, 50)]);
  }
  return { measures: { answer: median(times), worst: Math.max(...times) }, check };
}

export const sides = {
  async backstory() {
    const bytes = await bytesOf(address(data()));
    const { Engine } = await engineModule();
    const engine = new Engine();
    engine.push(bytes);
    engine.finish();
    const ready = await timed(() => engine.prepare());
    const { measures, check } = await ask((query) => {
      engine.search(query);
      return () => engine.positions();
    });
    return { measures: { ready, ...measures }, check };
  },
  async minisearch() {
    const all = await documents();
    await script("/peers/minisearch/dist/umd/index.js");
    let index;
    const ready = await timed(() => {
      index = new MiniSearch({ fields: ["text"] });
      index.addAll(all);
    });
    const { measures, check } = await ask((query) => {
      const found = index.search(query, { prefix: true, combineWith: "AND" });
      return () => found.map((it) => it.id);
    });
    return { measures: { ready, ...measures }, check };
  },
  async flexsearch() {
    const all = await documents();
    await script("/peers/flexsearch/dist/flexsearch.bundle.min.js");
    let index;
    const ready = await timed(() => {
      index = new FlexSearch.Index({ tokenize: "forward" });
      for (const { id, text } of all) index.add(id, text);
    });
    const { measures, check } = await ask((query) => {
      const found = index.search(query, { limit: 1_000_000 });
      return () => found;
    });
    return { measures: { ready, ...measures }, check };
  },
};
