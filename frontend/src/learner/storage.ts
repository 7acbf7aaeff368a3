/** Where a learner's state is kept, and what can be done with it there. */

import { newDevice } from "./clock";
import { EMPTY, type State } from "./state";

/** What comes next of what is kept; nothing where it stays as it is. */
export type Next = (kept: State, device: string) => State | undefined;

export interface StateStorage {
  read(): Promise<State>;
  /** Reads, lets it be changed and writes, with nobody in between; resolves with what is kept then. */
  update(next: Next): Promise<State>;
  clear(): Promise<void>;
  /** Hears what other tabs have done to it. */
  onOthers(listener: (done: "changed" | "cleared") => void): void;
}

/** As long as the page is open. */
export function inMemory(): StateStorage {
  const device = newDevice();
  let kept = EMPTY;
  return {
    read: async () => kept,
    async update(next) {
      kept = next(kept, device) ?? kept;
      return kept;
    },
    async clear() {
      kept = EMPTY;
    },
    onOthers() {},
  };
}
