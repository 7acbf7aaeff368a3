/** What the strip measures at each learning rate, and where that stands on its axis. */

import type { Landscape } from "../../engine/catalogue";
import type { Swept } from "../../engine/sweep";
import { floorOf } from "../chart/measure";
import { exponentOf } from "../chart/scale";

export type Measure = "loss" | "steps";

/** Where a run at one rate stands: at an exponent of ten, or in a lane of those that have none. */
export type Standing = number | "diverged" | "unsettled" | "exact";

/** How far above the map's highest loss the axis goes, in decades. */
const DECADES_ABOVE = 2;

export function standingAt(swept: Swept, index: number, measure: Measure, converged: ReadonlySet<number>): Standing {
  if (swept.diverged[index] === 1) return "diverged";
  if (measure === "steps") {
    if (!converged.has(swept.outcome[index] ?? 0)) return "unsettled";
    return Math.log10(Math.max(1, swept.steps[index] ?? 1));
  }
  const exponent = exponentOf((swept.loss[index] ?? Number.NaN) - floorOf(swept.experiment.landscape));
  return Number.isNaN(exponent) ? "exact" : exponent;
}

/** The whole decades that hold every standing that has one. */
export function decadesOf(
  swept: readonly Swept[],
  measure: Measure,
  converged: ReadonlySet<number>,
  landscape: Landscape,
): readonly [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const each of swept) {
    for (let index = 0; index < each.done; index++) {
      const standing = standingAt(each, index, measure, converged);
      if (typeof standing !== "number") continue;
      low = Math.min(low, standing);
      high = Math.max(high, standing);
    }
  }
  if (low > high) return [0, 1];
  const ceiling = measure === "steps" ? high : Math.log10(landscape.terrain.high - floorOf(landscape)) + DECADES_ABOVE;
  const bottom = Math.floor(low);
  return [bottom, Math.max(bottom + 1, Math.ceil(Math.min(high, ceiling)))];
}
