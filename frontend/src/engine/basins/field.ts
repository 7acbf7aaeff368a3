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

export function reachedAt({ ends }: Field, index: number): number {
  return ends[ENTRY * index + 3] ?? UNSETTLED;
}

export function arrivedAt({ ends }: Field, index: number): number {
  return ends[ENTRY * index + 2] ?? 0;
}
