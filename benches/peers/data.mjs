// The data that every side is given: seeded, so that a run can be run again.

const VERBS = ["supplies", "trains", "meets", "accuses", "funds", "sanctions", "visits", "hosts"];
const KINDS = ["military", "trade", "diplomatic", "nuclear", "legal", "political", "membership", "family"];
const STANCES = ["cooperative", "neutral", "hostile"];
const STATUSES = ["stated", "reported", "proposed", "denied", "analysis"];
const EVENT_KINDS = ["visit", "meeting", "agreement", "supply", "statement", "sanction", "conflict", "offer"];
const EVENT_STATUSES = ["happened", "ongoing", "planned", "proposed", "reported"];

/** The words that titles and summaries are made of. */
const WORDS = (() => {
  const syllables = ["ka", "ri", "no", "ta", "mi", "so", "lu", "be", "da", "fe", "gon", "hal", "jin", "kor", "mar", "pel"];
  const random = generator(7);
  return Array.from({ length: 5000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => syllables[Math.floor(random() * syllables.length)]).join(""),
  );
})();

/** mulberry32: small, fast, and the same everywhere. */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const DAY = 86_400_000;

/** The first day that is given, and how many there are: thirty years. */
export const FIRST_DAY = Date.UTC(1990, 0, 1) / DAY;
export const DAYS = 10_957;

export const dayOf = (text) => Date.parse(text) / DAY;
export const textOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

const pick = (random, list) => list[Math.floor(random() * list.length)];
/** Few that are frequent, many that are rare, as in life. */
const skewed = (random, length) => Math.floor(random() ** 2.5 * length);
const sentence = (random, words) => Array.from({ length: words }, () => WORDS[skewed(random, WORDS.length)]).join(" ");

export const entities = (count) =>
  Array.from({ length: count }, (_, index) => ({
    id: `a${index}`,
    kind: "country",
    name: `${WORDS[(index * 37) % WORDS.length]} ${index}`,
  }));

/** The largest amount. */
export const MOST_AMOUNT = 1_000_000;

/**
 * A document of relationships, in pieces of text: `Array.from(…)` is the whole.
 * With `text`, each has a summary of its own; with `amounts`, eight of ten an amount, in cents.
 */
export function* relationships(count, { actors = 400, text = false, amounts = false, seed = 1 } = {}) {
  const random = generator(seed);
  const fields = amounts ? `"fields":[{"id":"amount","of":"relationships","name":"Amount","type":"number","unit":"EUR"}],` : "";
  yield `{"format":"backstory/1","article":{"title":"Bench"},${fields}"entities":${JSON.stringify(entities(actors))},"events":[],"relationships":[`;
  for (let index = 0; index < count; index++) {
    const record = {
      id: `r${index}`,
      subject: `a${skewed(random, actors)}`,
      predicate: pick(random, VERBS),
      object: `a${skewed(random, actors)}`,
      kind: KINDS[skewed(random, KINDS.length)],
      stance: pick(random, STANCES),
      status: STATUSES[skewed(random, STATUSES.length)],
      period: textOf(FIRST_DAY + Math.floor(random() * DAYS)),
      evidence: [{ paragraph: 1, start: "as it says" }],
    };
    if (random() < 0.3) record.attribution = `a${skewed(random, actors)}`;
    if (amounts && random() < 0.8) record.fields = { amount: Math.round(random() * MOST_AMOUNT * 100) / 100 };
    if (text) {
      record.what = sentence(random, 2);
      record.summary = sentence(random, 12);
    }
    yield (index ? "," : "") + JSON.stringify(record);
  }
  yield "]}";
}

/** A document of events. */
export function* events(count, { actors = 100, seed = 2 } = {}) {
  const random = generator(seed);
  yield `{"format":"backstory/1","article":{"title":"Bench"},"entities":${JSON.stringify(entities(actors))},"events":[`;
  for (let index = 0; index < count; index++) {
    const record = {
      id: `e${index}`,
      date: textOf(FIRST_DAY + Math.floor(random() * DAYS)),
      title: sentence(random, 4),
      summary: sentence(random, 12),
      kind: pick(random, EVENT_KINDS),
      status: pick(random, EVENT_STATUSES),
      participants: [{ entity: `a${skewed(random, actors)}`, role: "guest" }],
      evidence: [{ paragraph: 1, start: "as it says" }],
    };
    yield (index ? "," : "") + JSON.stringify(record);
  }
  yield `],"relationships":[]}`;
}
