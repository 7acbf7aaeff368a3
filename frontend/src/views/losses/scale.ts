/** The logarithmic axis of losses. */

import type { Landscape } from "../../engine/catalogue";
import { lossAt, type Run } from "../../engine/runs";

/** Losses so many decades above the highest of the map leave the chart, as the paths that reach them leave the map. */
const DECADES_ABOVE = 1;

/** The decades an axis spans, as exponents of ten. */
export interface LossScale {
  readonly low: number;
  readonly high: number;
}

/** What losses are measured from: the best known, or 0 where none is known. */
export function floorOf({ terrain }: Landscape): number {
  return Number.isNaN(terrain.best) ? 0 : terrain.best;
}

/** The place of a loss on the axis, as an exponent of ten; NaN where it has none: at the floor, below it, at infinity. */
export function exponentOf(loss: number, floor: number): number {
  const above = loss - floor;
  return above > 0 && above < Number.POSITIVE_INFINITY ? Math.log10(above) : Number.NaN;
}

/** The whole decades that hold every loss, but for those far above the map. */
export function lossScale(runs: readonly Run[], landscape: Landscape): LossScale {
  const floor = floorOf(landscape);
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const run of runs) {
    for (let step = 0; step <= run.ending.steps; step++) {
      const exponent = exponentOf(lossAt(run, step), floor);
      if (exponent < least) least = exponent;
      if (exponent > most) most = exponent;
    }
  }
  if (least > most) return { low: -1, high: 1 };
  const ceiling = Math.ceil(Math.log10(landscape.terrain.high - floor)) + DECADES_ABOVE;
  const low = Math.min(Math.floor(least), ceiling - 1);
  return { low, high: Math.max(Math.min(Math.ceil(most), ceiling), low + 1) };
}
