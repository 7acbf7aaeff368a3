/**
 * Undo and redo: every experiment there was, how it was looked at, and the way back to it.
 *
 * Changes of one gesture, such as a drag, a key held down or a number being typed, are one entry; what changes the runs and what
 * changes the view are two, as a wheel begins no gesture that could be noticed.
 */

import type { Lab } from "./lab";
import { linkTo } from "./link";
import { OPENING_MOMENT } from "./moment";
import type { Store } from "./store";

/** More than anyone goes back; an experiment is a few hundred bytes. */
const KEPT = 500;

/** What is taken back and brought again. Where the playback stands is not: it changes nothing. */
type Remembered = Pick<Lab, "experiment" | "scene">;

export interface RememberingStore extends Store<Lab> {
  undo(): void;
  redo(): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** What changes from here on is another entry. */
  beginGesture(): void;
}

export function remembering(store: Store<Lab>): RememberingStore {
  const past: Remembered[] = [];
  const future: Remembered[] = [];
  let noted: keyof Remembered | undefined;

  function note(before: Remembered, after: Remembered): void {
    if (isSame(before, after)) return;
    const changed = isSame(before, { ...after, scene: before.scene }) ? "scene" : "experiment";
    future.length = 0;
    if (noted !== changed) past.push(before);
    if (past.length > KEPT) past.shift();
    noted = changed;
  }

  function travel(from: Remembered[], to: Remembered[]): void {
    const entry = from.pop();
    if (!entry) return;
    const { experiment, scene } = store.now;
    to.push({ experiment, scene });
    noted = undefined;
    // Another experiment comes as one of its own: fields may show what was typed since the last frame, though nothing else does.
    store.change(entry.experiment === experiment ? entry : { ...entry, experiment: { ...entry.experiment } });
  }

  return {
    get now() {
      return store.now;
    },
    change(changes) {
      if (changes.experiment || changes.scene) {
        const { experiment, scene } = store.now;
        note({ experiment, scene }, { experiment, scene, ...changes });
      }
      store.change(changes);
    },
    undo: () => travel(past, future),
    redo: () => travel(future, past),
    get canUndo() {
      return past.length > 0;
    },
    get canRedo() {
      return future.length > 0;
    },
    beginGesture() {
      noted = undefined;
    },
  };
}

/** Whether two look the same: the same link, and the same settings of those that it leaves out. */
function isSame(one: Remembered, other: Remembered): boolean {
  const linkOf = (each: Remembered) => linkTo({ ...each, moment: OPENING_MOMENT });
  return one.experiment.settings === other.experiment.settings && linkOf(one) === linkOf(other);
}
