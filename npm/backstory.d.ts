/** The element <back-story>: its properties, methods and events. */

/** The names of what a filter can ask for; each takes one value or several. */
export interface Filter {
  /** Words, all of which a record has to hold. */
  q?: string;
  /** Ids of entities that take part. */
  actor?: string | string[];
  /** Kinds of events and relationships, such as `"visit"` or `"military"`. */
  kind?: string | string[];
  /** How firmly a record is put, such as `"happened"` or `"denied"`. */
  status?: string | string[];
  /** `"cooperative"`, `"neutral"` or `"hostile"`. */
  stance?: string | string[];
  /** Ids of those who say so; `"-"` is the article itself. */
  claimant?: string | string[];
  /** The first day, as `2017`, `2017-11` or `2017-11-23`. */
  from?: string;
  /** The last day, written likewise. */
  to?: string;
  /** Leaves out what is only possibly in that time. */
  sure?: boolean | "1";
}

/** A record's name: `event.`, `relationship.` or `entity.` and its id. */
export type RecordName = `event.${string}` | `relationship.${string}` | `entity.${string}`;

/** `backstory:ready`: a dataset is shown, with so many records. */
export interface ReadyDetail {
  events: number;
  relationships: number;
}

/** `backstory:filter`: the filter is another one, and leaves so many records. */
export interface FilterDetail {
  filter: Filter;
  events: number;
  relationships: number;
}

/** `backstory:select`: another record is open, or other rows are highlighted. */
export interface SelectDetail {
  open: RecordName | null;
  rows: RecordName[];
}

/** `backstory:error`: there is nothing to show, or no longer. */
export interface ErrorDetail {
  /**
   * Of the data: `none`, `offline`, `network`, `cors`, `status`, `timeout`,
   * `html`, `type`, `large`, `empty`, `json`, `data`. Of the widget's own files:
   * `policy`, `cors`, `network`, `missing`, `type`, `broken`. And `panic`, when
   * the widget went down and the element shows plain text.
   */
  code: string;
  message: string;
}

export interface BackstoryEventMap {
  "backstory:ready": CustomEvent<ReadyDetail>;
  "backstory:filter": CustomEvent<FilterDetail>;
  "backstory:select": CustomEvent<SelectDetail>;
  "backstory:error": CustomEvent<ErrorDetail>;
}

export interface BackstoryElement extends HTMLElement {
  /** Where the dataset is. */
  src: string | null;
  /** A selector for the article's text; without it, the nearest `article`. */
  article: string | null;
  /** What is shown first. */
  view: "timeline" | "relationships" | null;
  theme: "auto" | "light" | "dark" | null;
  /** When the widget is fetched: near the viewport (lazy), or at once. */
  loading: "lazy" | "eager" | null;
  /** Whether the reader's state is kept in the page's hash. */
  permalink: "off" | "hash" | null;
  /** The dataset as a plain object, in place of `src`. */
  data: object | undefined;

  /** Replaces the filter; what is left out is not asked for. */
  setFilter(filter: Filter): Promise<void>;
  /** Opens a record, or picks several out; nothing closes what is open. */
  select(records?: RecordName | RecordName[] | null): Promise<void>;
  /** Takes the filter and the selection away. */
  clear(): Promise<void>;

  addEventListener<K extends keyof BackstoryEventMap>(
    type: K,
    listener: (this: BackstoryElement, event: BackstoryEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "back-story": BackstoryElement;
  }
}
