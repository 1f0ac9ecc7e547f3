/** A page in TypeScript: what the element takes and gives, and what it refuses. */

import type { BackstoryElement, ErrorCode, Filter, RecordName } from "../../../npm/backstory.js";

const it = document.createElement("back-story");
const same: BackstoryElement = it;

it.src = "story.json";
it.view = "relationships";
it.permalink = null;
it.data = { format: "backstory/1" };
it.data = `{"format": "backstory/1"}`;
it.data = undefined;

const filter: Filter = { actor: ["russia", "sudan"], stance: "hostile", from: "2010", sure: true };
const record: RecordName = "event.sochi-meeting";
const done: Promise<void> = same.setFilter(filter);
void done.then(() => it.select([record, "entity.russia"])).then(() => it.clear());
void it.setFilter();
void it.select(null);

it.addEventListener("backstory:ready", ({ detail }) => detail.events.toFixed());
it.addEventListener("backstory:filter", ({ detail }) => void it.setFilter(detail.filter));
it.addEventListener("backstory:select", ({ detail }) => void it.select(detail.open));
it.addEventListener("backstory:error", ({ detail }) => {
  const code: ErrorCode = detail.code;
  return code === "cors" ? detail.message : code;
});
it.addEventListener("click", (event) => event.preventDefault());

// @ts-expect-error A field that is not known.
void it.setFilter({ acter: "russia" });
// @ts-expect-error No record's name.
void it.select("sochi-meeting");
// @ts-expect-error No view.
it.view = "map";
// @ts-expect-error No code.
const none: ErrorCode = "broken-off";
// @ts-expect-error Another event's detail.
it.addEventListener("backstory:ready", ({ detail }) => detail.rows);
void none;
