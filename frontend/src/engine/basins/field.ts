/** Where runs from many starts end: one entry a start, on a square grid over the landscape's domain. */

import type { Landscape, Optimizer } from "../catalogue";

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
  /** Most steps of each run. */
  readonly steps: number;
  /** Starts along each side. */
  readonly size: number;
  /** `ENTRY` numbers a start, row by row, the lowest y first. */
  readonly ends: Float32Array;
}

/** The start of a column and a row: the middle of its cell. */
export function startOf({ domain }: Landscape, size: number, column: number, row: number): readonly [number, number] {
  return [
    domain.x[0] + ((column + 0.5) / size) * (domain.x[1] - domain.x[0]),
    domain.y[0] + ((row + 0.5) / size) * (domain.y[1] - domain.y[0]),
  ];
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
