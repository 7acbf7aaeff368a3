/** Where a learner's state is kept, and what can be done with it there. */

import type { State } from "./state";

/** What comes next of what is kept; nothing where it stays as it is. */
export type Next = (kept: State, device: string) => State | undefined;

export interface StateStorage {
  /** What is kept; nothing is made where nothing is. */
  read(): Promise<State>;
  /** Reads, lets it be changed and writes, with nobody in between; resolves with what is kept then. */
  update(next: Next): Promise<State>;
  /** The texts that were found in its place and could not be read. */
  setAside(): Promise<readonly string[]>;
  forgetSetAside(): Promise<void>;
  /** Forgets everything. */
  clear(): Promise<void>;
  /** Asks the browser not to throw this away when it needs room. */
  persist(): Promise<void>;
  /** Hears what other tabs have done to it. */
  onOthers(listener: (done: Done) => void): void;
}

export type Done = "changed" | "cleared";
