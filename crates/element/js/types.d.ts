/**
 * What the scripts of this folder say to each other and to the wasm, for `tsc`.
 * Nothing of it is published; what a page sees is in `npm/backstory.d.ts`.
 */

import type {
  BackstoryElement,
  ErrorDetail,
  FilterDetail,
  ReadyDetail,
  SelectDetail,
} from "../../../npm/backstory.d.ts";

/** The element, to the scripts behind it. */
export type Element_ = BackstoryElement & { shadowRoot: ShadowRoot };

/** The exports of the wasm, of `src/*.rs`; a native test holds the names to them. */
export interface Core {
  default(source: { module_or_path: Response }): Promise<unknown>;
  loadDeferred(name: string): Promise<boolean>;
  loadValues(): Promise<boolean>;
  onPanic(hear: (message: string) => void): void;
  isTableAsItComes(line: string, view?: string): boolean;
  viewIn(line: string, view?: string): string;
  WidgetHandle: new (callbacks: HostCallbacks) => WidgetHandle;
  DetachedStory: new () => DetachedStory;
  StreamingLoad: typeof StreamingLoad;
  PageRequest: Requests;
}

export declare class StreamingLoad {
  constructor(language: string);
  static lists(): string[];
  push(bytes: Uint8Array): void;
  pushField(name: string, value: unknown): void;
  pushRecords(list: string, records: unknown[]): void;
  end(): void;
  advance(): boolean;
  can_preview(): boolean;
  code(): string;
  reason(): string;
  free(): void;
}

export interface Requests {
  setFilter(filter: unknown): PageRequest;
  select(records: unknown): PageRequest;
  clear(): PageRequest;
  show(view?: string): PageRequest;
  setLayout(layout?: string): PageRequest;
}

export interface PageRequest {
  amend(line: string): string;
  free(): void;
}

export interface DetachedStory {
  isOfOneLanguage(): boolean;
  free(): void;
}

export interface WidgetHandle {
  readonly place: HTMLElement;
  anchor(article: string): Uint32Array;
  arrive(share: number): void;
  attach(kept: DetachedStory, line: string): void;
  beginWith(view?: string, layout?: string): void;
  choose(passages: Uint32Array, pressed: boolean): void;
  deferredReady(): void;
  detach(): DetachedStory | undefined;
  edition(): string;
  fail(code: string, detail: string, url: string): ErrorDetail;
  go(line: string): boolean;
  highlighted(): string[];
  isOfOneLanguage(): boolean;
  offerLink(offered: boolean): void;
  passagesOf(name: string): Uint32Array;
  prepare(): boolean;
  press(name: string): void;
  preview(arriving: StreamingLoad, line: string): void;
  recordsOf(passages: Uint32Array): string[];
  request(request: PageRequest): boolean;
  setData(arriving: StreamingLoad, line: string): ErrorDetail | undefined;
  setLanguage(tag: string, file?: string): void;
  takeNotice(): Notice | null;
  unanchor(): void;
  view(): string | undefined;
  views(): string[];
}

/** What a widget calls; see `src/host_callbacks.rs`. */
export interface HostCallbacks {
  works(): void;
  changed(): void;
  retry(): void;
  stop(): void;
  missing(view: string): void;
  visit(passage: number): void;
  link(): string;
}

/** What there is to tell of a new state; see `src/page_api.rs`. */
export interface Notice {
  line: string;
  ready: ReadyDetail | null;
  filter: FilterDetail | null;
  select: SelectDetail | null;
  history: { isStep: boolean; isGradual: boolean } | null;
}

declare global {
  /** The exports of the first part of the wasm, where `deferred.js` is written to. */
  const wasm: { __indirect_function_table: WebAssembly.Table };
}

/** Starts a fresh instance of the wasm. */
export type Start = (turn: number) => Promise<Core>;

/** The widget's own files, as the loader fetches them: each only if it is the one published. */
export interface Files {
  get<T>(file: string, use: (url: URL, integrity?: string) => Promise<T>): Promise<T>;
  module(file: string): Promise<any>;
  sums: Record<string, string>;
}

/** What is at an address, as it comes in. */
export interface SourceText {
  url: URL;
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** How many bytes there are, or 0 where nobody says so. */
  size: number;
}

/** Makes a `Failure`. */
export type Refuse = (code: string, detail: unknown, url: URL) => Error;

/** Fetches what reads other formats than the dataset, and has it read them. */
export type ReadOther = (element: Element_, sources: SourceText[], refuse: Refuse) => Promise<string>;

/** Looks again for a newer version of an element's data, until `signal` is aborted;
    `update` shows one, and tells whether it holds; `languageOf` is the widget's. */
export type Watch = (
  element: Element_,
  files: Files,
  signal: AbortSignal,
  use: { update: (json: string) => Promise<boolean>; languageOf: (element: Element_) => string },
) => Promise<void>;

/** A part of the page's address. */
export interface Part {
  name: string;
  element: Element;
  go(line: string): void;
  /** The state that the address had when it was taken. */
  line: string | undefined;
}

/** Hears which part of a document has been read, where that is known; returns what
    shows how it begins, where that is wanted. */
export type Tell = (share?: number) => (() => boolean) | undefined;

/** Shows data in the browser's `fetch` cache's way. */
export type Cache = RequestCache | undefined;

/** A passage in the article. */
export interface Place {
  number: number;
  block: HTMLElement;
  range: Range;
}
