/** What a chart can measure of a run at each of its steps: always something positive, for a logarithmic axis. */

import type { Landscape } from "../../engine/catalogue";
import { gradientAtX, gradientAtY, gradientNormAt, lossAt, type Run, xAt, yAt } from "../../engine/runs";
import type { Chart } from "../../state/scene";

export interface Measure {
  /** Its lines for one run: a single one without a name, or one named after each coordinate. */
  readonly lines: readonly ("" | "x" | "y")[];
  /** The value at a step; what is not above 0 or not finite has no place on the axis. */
  at(run: Run, step: number, line: number, landscape: Landscape): number;
  /** The largest value on the map; what lies far above leaves the chart, as the paths that reach it leave the map. */
  highest(landscape: Landscape): number;
}

export const MEASURES: Readonly<Record<Chart, Measure>> = {
  loss: {
    lines: [""],
    at: (run, step, _, landscape) => lossAt(run, step) - floorOf(landscape),
    highest: (landscape) => landscape.terrain.high - floorOf(landscape),
  },
  gradient: {
    lines: [""],
    at: gradientNormAt,
    highest: ({ terrain }) => terrain.steepness,
  },
  distance: {
    lines: [""],
    at: (run, step, _, landscape) => distanceToNearest(xAt(run, step), yAt(run, step), landscape.minimizers),
    highest: ({ terrain }) => terrain.size,
  },
  step: {
    lines: ["x", "y"],
    at: effectiveStep,
    highest: () => Number.POSITIVE_INFINITY,
  },
};

/** What losses are measured from: the best known, or 0 where none is known. */
export function floorOf({ terrain }: Landscape): number {
  return Number.isNaN(terrain.best) ? 0 : terrain.best;
}

/** NaN where there is no minimizer to be far from. */
function distanceToNearest(x: number, y: number, minimizers: Landscape["minimizers"]): number {
  let least = Number.NaN;
  for (const minimizer of minimizers) {
    const across = x - minimizer[0];
    const along = y - minimizer[1];
    const square = across * across + along * along;
    if (!(square >= least)) least = square;
  }
  return Math.sqrt(least);
}

/** How far the step that led here went along a coordinate, for each unit of the gradient where it set out. */
function effectiveStep(run: Run, step: number, line: number): number {
  if (step === 0) return Number.NaN;
  const [coordinate, slope] = line === 0 ? [xAt, gradientAtX] : [yAt, gradientAtY];
  return Math.abs(coordinate(run, step) - coordinate(run, step - 1)) / Math.abs(slope(run, step - 1));
}
