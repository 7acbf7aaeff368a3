/**
 * Undo and redo: every experiment there was, and the way back to it.
 *
 * Changes of one gesture, such as a drag, a key held down or a number being typed, are one entry.
 */

import type { Experiment } from "./experiment";
import type { Lab } from "./lab";
import { linkTo } from "./link";
import { OPENING_MOMENT } from "./moment";
import { OPENING_SCENE } from "./scene";
import type { Store } from "./store";

/** More than anyone goes back; an experiment is a few hundred bytes. */
const KEPT = 500;

export interface RememberingStore extends Store<Lab> {
  undo(): void;
  redo(): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** What changes from here on is another entry. */
  beginGesture(): void;
}

export function remembering(store: Store<Lab>): RememberingStore {
  const past: Experiment[] = [];
  const future: Experiment[] = [];
  let noted = false;

  function note(before: Experiment, after: Experiment): void {
    if (isSame(before, after)) return;
    future.length = 0;
    if (!noted) past.push(before);
    if (past.length > KEPT) past.shift();
    noted = true;
  }

  function travel(from: Experiment[], to: Experiment[]): void {
    const experiment = from.pop();
    if (!experiment) return;
    to.push(store.now.experiment);
    noted = false;
    // As one of its own: fields may show what was typed since the last frame, though nothing else does.
    store.change({ experiment: { ...experiment } });
  }

  return {
    get now() {
      return store.now;
    },
    change(changes) {
      if (changes.experiment) note(store.now.experiment, changes.experiment);
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
      noted = false;
    },
  };
}

/** Whether two experiments are one: the same link, and the same settings of those that it leaves out. */
function isSame(one: Experiment, other: Experiment): boolean {
  const linkOf = (experiment: Experiment) => linkTo({ experiment, scene: OPENING_SCENE, moment: OPENING_MOMENT });
  return one.settings === other.settings && linkOf(one) === linkOf(other);
}
