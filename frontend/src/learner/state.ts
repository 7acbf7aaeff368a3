/**
 * What is kept of a learner: a product of join-semilattices, so that two copies always have one least copy that holds both.
 *
 * `thalweg.progress` has the same state under the same names; docs/decisions/0010-progress-is-a-join.md says why it is this one.
 */

/** A moment in somebody's doing: milliseconds, counter and device as fixed-width hexadecimal, so that texts order as times. */
export type Stamp = string;

/** Ids of modules and blocks, or "module/block", and what is kept under them. */
export type Table<Value> = Readonly<Record<string, Value>>;

/** Counted by each device for itself; the count is the sum. */
export type Counts = Table<number>;

/** One answer that was graded. */
export interface Attempt {
  /** In parts per million. */
  readonly score: number;
  readonly at: Stamp;
  readonly variant: number;
  /** The answer as JSON, for whoever grades it again; empty where it was too long to keep. */
  readonly answer: string;
}

export interface Quiz {
  readonly first: Attempt;
  readonly best: Attempt;
  readonly last: Attempt;
  readonly tries: Counts;
}

/** Where somebody was reading. */
export interface Position {
  readonly at: Stamp;
  readonly block: string;
  /** The section around the block, and how many sections lay before it: what is left of the place should the block go. */
  readonly section: string;
  readonly nth: number;
  /** How much of the block lay above the reading line, in thousandths. */
  readonly part: number;
}

export interface Module {
  /** How often the module was begun anew; a higher one makes whatever was done under a lower one void. */
  readonly epoch: number;
  /** When the end of a section was first seen, in milliseconds. */
  readonly seen: Table<number>;
  readonly quizzes: Table<Quiz>;
  readonly position: Position | null;
}

/** A place, or the state of a figure, worth coming back to. */
export interface Bookmark {
  readonly title: string;
  readonly note: string;
  /** The figure's state as a query string; empty for a section or a question. */
  readonly link: string;
}

/** The last word on a bookmark; null says that it was removed, and when. */
export interface Mark {
  readonly at: Stamp;
  readonly kept: Bookmark | null;
}

export interface State {
  readonly version: 1;
  readonly modules: Table<Module>;
  readonly bookmarks: Table<Mark>;
  /** Seconds by block and device. */
  readonly spent: Table<Counts>;
}

export const VERSION = 1;

/** Nothing yet: merged with any state, it changes nothing. */
export const EMPTY: State = { version: VERSION, modules: {}, bookmarks: {}, spent: {} };

export const UNTOUCHED: Module = { epoch: 0, seen: {}, quizzes: {}, position: null };

/** What stands under a key; an id may be "constructor", which every object has. */
export function entry<Value>(table: Table<Value>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

export function moduleOf(state: State, module: string): Module {
  return entry(state.modules, module) ?? UNTOUCHED;
}

export function total(counts: Counts | undefined): number {
  return Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
}
