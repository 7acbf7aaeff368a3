/** What the strip measures at each learning rate, and where that stands on its axis. */

import type { Catalogue, Landscape, Optimizer } from "../../engine/catalogue";
import { curvatureAt } from "../../engine/curvature";
import type { Swept } from "../../engine/sweep";
import type { Measure } from "../../state/scene";
import { floorOf } from "../chart/measure";
import { exponentOf } from "../chart/scale";

/** Where a run at one rate stands: at an exponent of ten, or in a lane of those that have none. */
export type Standing = number | "diverged" | "unsettled" | "exact";

/** How far above the map's highest loss the axis goes, in decades. */
const DECADES_ABOVE = 2;

/** Where the runs of one optimizer stand, rate by rate, as far as they are known. */
export interface Standings {
  readonly optimizer: Optimizer;
  readonly at: readonly Standing[];
}

/** @param converged Outcomes that count as having arrived. */
export function standingsOf(swept: Swept, measure: Measure, converged: ReadonlySet<number>): Standings {
  const at = Array.from({ length: swept.done }, (_, index) => standingAt(swept, index, measure, converged));
  return { optimizer: swept.optimizer, at };
}

function standingAt(swept: Swept, index: number, measure: Measure, converged: ReadonlySet<number>): Standing {
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
  standings: readonly Standings[],
  measure: Measure,
  landscape: Landscape,
): readonly [low: number, high: number] {
  const exponents = standings.flatMap(({ at }) => at.filter((each) => typeof each === "number"));
  if (exponents.length === 0) return [0, 1];
  const high = Math.max(...exponents);
  const ceiling = measure === "steps" ? high : Math.log10(landscape.terrain.high - floorOf(landscape)) + DECADES_ABOVE;
  const bottom = Math.floor(Math.min(...exponents));
  return [bottom, Math.max(bottom + 1, Math.ceil(Math.min(high, ceiling)))];
}

/**
 * The exponent below which a run has stopped: how much lower it ended is where its last step happened to land.
 *
 * Where the gradient is as long as its tolerance, a bowl goes down by at most the square of that over twice its least curvature.
 */
export function floorExponent(landscape: Landscape, catalogue: Catalogue): number | undefined {
  const { gradient_norm, loss_change } = catalogue.stop;
  const { best } = landscape.terrain;
  const depths = landscape.minimizers
    .filter(([x, y]) => landscape.loss(x, y) - best <= loss_change)
    .map(([x, y]) => gradient_norm ** 2 / (2 * curvatureAt(landscape, { x, y }, catalogue).lowest));
  const depth = Math.max(...depths) + loss_change * Math.abs(best);
  return depth > 0 && depth < Number.POSITIVE_INFINITY ? Math.log10(depth) : undefined;
}
