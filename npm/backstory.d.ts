/** The element <back-story>: its properties, methods and events. */

/** A range of a field's numbers, or of its dates as text; both ends belong to it. */
export interface FieldRange {
  from?: number | string;
  to?: number | string;
  /** Whether what has no value passes as well. */
  none?: boolean;
}

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
  /** Ids of those who say so where nobody else does. */
  soleClaimant?: string | string[];
  /** What became of a record since publication: `"corrected"`, `"retracted"` or `"added"`. */
  revision?: string | string[];
  /** Ids of entities at the beginning of a relationship, themselves alone. */
  subject?: string | string[];
  /** Ids of entities at its end, themselves alone. */
  object?: string | string[];
  /** What is asked of the fields that the dataset declares, by their ids. */
  fields?: Record<string, string | string[] | FieldRange>;
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
  code: ErrorCode;
  message: string;
}

/** Why there is nothing to show. */
export type ErrorCode =
  // Of the data.
  | "none"
  | "offline"
  | "network"
  | "cors"
  | "status"
  | "timeout"
  | "stopped"
  | "html"
  | "type"
  | "large"
  | "empty"
  | "json"
  | "data"
  | "other"
  // Of the widget's own files, besides `network` and `cors`, and `type` again.
  | "policy"
  | "missing"
  | "broken"
  // The deferred part of the widget did not load.
  | "later"
  // The widget went down, and the element shows plain text.
  | "panic";

export interface BackstoryEventMap {
  "backstory:ready": CustomEvent<ReadyDetail>;
  "backstory:filter": CustomEvent<FilterDetail>;
  "backstory:select": CustomEvent<SelectDetail>;
  "backstory:error": CustomEvent<ErrorDetail>;
}

export interface BackstoryElement extends HTMLElement {
  /** Where the dataset is: a Backstory dataset, or another format; of sheets, several
      addresses with white space between. */
  src: string | null;
  /** A selector for the article's text; without it, the nearest `article`. */
  article: string | null;
  /** What is shown first. */
  view: "timeline" | "relationships" | "story" | null;
  /** Which way time runs: down where it is narrow (auto), along an axis, or down. */
  layout: "auto" | "horizontal" | "vertical" | null;
  theme: "auto" | "light" | "dark" | null;
  /** When the widget is fetched: near the viewport (lazy), or at once. */
  loading: "lazy" | "eager" | null;
  /** Whether the reader's state is kept in the page's hash. */
  permalink: "off" | "hash" | null;
  /** The dataset in place of `src`: an object, or JSON as text. */
  data: object | string | undefined;

  /**
   * Replaces the filter; what is left out is not asked for. A field that is not
   * known, or of another type, rejects with an error that names it.
   */
  setFilter(filter?: Filter | null): Promise<void>;
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

/** The element's attributes and properties, where a framework writes it as a tag. */
export interface BackstoryAttributes {
  src?: string;
  article?: string;
  view?: "timeline" | "relationships" | "story";
  layout?: "auto" | "horizontal" | "vertical";
  theme?: "auto" | "light" | "dark";
  loading?: "lazy" | "eager";
  permalink?: "off" | "hash";
  /** Looks for a newer version of the data every so many seconds. */
  refresh?: number | string;
  /** Whether a press on a card of YouTube, Vimeo, SoundCloud or DocumentCloud loads their
      player in its place. */
  embeds?: "off" | "on";
  /** Lists what was read of sheets and other formats below the widget. */
  debug?: boolean | "";
  data?: object | string;
  id?: string;
  lang?: string;
  class?: string;
  style?: unknown;
  slot?: string;
}

/** As React (from version 19 on), Preact and Solid write it. */
export interface BackstoryJsx extends BackstoryAttributes {
  className?: string;
  children?: unknown;
  key?: string | number | null;
  ref?: unknown;
  "onbackstory:ready"?: (event: CustomEvent<ReadyDetail>) => void;
  "onbackstory:filter"?: (event: CustomEvent<FilterDetail>) => void;
  "onbackstory:select"?: (event: CustomEvent<SelectDetail>) => void;
  "onbackstory:error"?: (event: CustomEvent<ErrorDetail>) => void;
}

declare global {
  interface HTMLElementTagNameMap {
    "back-story": BackstoryElement;
  }
  namespace JSX {
    interface IntrinsicElements {
      "back-story": BackstoryJsx;
    }
  }
}

// What a page does not use need not be installed: without the package, its
// declaration is of nothing.

// @ts-ignore
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "back-story": BackstoryJsx;
    }
  }
}

// @ts-ignore
declare module "vue" {
  interface GlobalComponents {
    "back-story": new () => { $props: BackstoryAttributes };
  }
}

// @ts-ignore
declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "back-story": BackstoryJsx;
  }
}
