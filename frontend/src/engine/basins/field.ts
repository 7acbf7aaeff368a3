/** Where many runs end: one entry a run, on a square grid over a plane. */

import type { Landscape, Optimizer } from "../catalogue";
import type { Plane } from "./plane";

/** What stands in for the index of a minimizer where a run reaches none. */
export const UNSETTLED = -1;
export const DIVERGED = -2;

/** Numbers an entry holds: x and y of the end, the step since which it has stayed there, the minimizer reached. */
export const ENTRY = 4;

/** A run has reached a minimizer when it stands within this share of the domain's diagonal of it. */
const REACH = 0.01;

export interface Field {
  readonly landscape: Landscape;
  readonly optimizer: Optimizer;
  readonly plane: Plane;
  /** The hyper-parameters of all, as far as the plane does not vary them. */
  readonly hyperparameters: readonly number[];
  /** Whether it was worked out in float32. */
  readonly isSingle: boolean;
  /** Most steps of each run. */
  readonly steps: number;
  /** Runs along each side. */
  readonly size: number;
  /** `ENTRY` numbers a run, row by row, the lowest first. */
  readonly ends: Float32Array;
}

/** How near a run has to come: never so far that two minimizers could both claim it. */
export function reachOf({ minimizers, terrain }: Landscape): number {
  let reach = REACH * terrain.size;
  for (const [index, [x, y]] of minimizers.entries()) {
    for (const [otherX, otherY] of minimizers.slice(index + 1))
      reach = Math.min(reach, 0.45 * Math.hypot(x - otherX, y - otherY));
  }
  return reach;
}

/** Which minimizer a run has reached: it stayed there for a step at least; who is merely passing at the end has reached none. */
export function reachedAt(field: Field, index: number): number {
  const reached = field.ends[ENTRY * index + 3] ?? UNSETTLED;
  return reached >= 0 && arrivedAt(field, index) >= field.steps ? UNSETTLED : reached;
}

export function arrivedAt({ ends }: Field, index: number): number {
  return ends[ENTRY * index + 2] ?? 0;
}

/** How two runs from one place differ, if they do. */
export type Contrast =
  | "alike"
  /** Both have arrived, each at another minimizer. */
  | "elsewhere"
  /** One has arrived, the other is not there yet. */
  | "only the one"
  | "only the other"
  /** One diverges, the other does not. */
  | "diverges";

export function contrastAt(one: Field, other: Field, index: number): Contrast {
  const [here, there] = [reachedAt(one, index), reachedAt(other, index)];
  if (here === there) return "alike";
  if (here === DIVERGED || there === DIVERGED) return "diverges";
  if (there === UNSETTLED) return "only the one";
  return here === UNSETTLED ? "only the other" : "elsewhere";
}
