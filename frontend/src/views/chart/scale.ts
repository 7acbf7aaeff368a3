/** The logarithmic axis of a chart, and the lines measured on it. */

import type { Landscape } from "../../engine/catalogue";
import type { Run } from "../../engine/runs";
import type { Measure } from "./measure";

/** A diverged run leaves the chart so many decades above what all others reach, and above the highest value of the map. */
const DECADES_ABOVE = 1;

/** The decades an axis spans, as exponents of ten. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

/** One measure of one run along its steps. */
export interface Series {
  readonly run: Run;
  /** The coordinate it is of, where there is one line for each. */
  readonly coordinate: "" | "x" | "y";
  /** Exponents of ten, one a step; NaN where a value has none. Longer than the run, and overwritten by the next one. */
  readonly exponents: Float64Array;
}

/** Measures runs, into arrays that are kept from one change to the next. */
export function measurer(): (measure: Measure, runs: readonly Run[], landscape: Landscape) => readonly Series[] {
  const kept: Float64Array[] = [];

  function arrayOf(length: number, index: number): Float64Array {
    const before = kept[index];
    if (before && before.length >= length) return before;
    const made = new Float64Array(length);
    kept[index] = made;
    return made;
  }

  return (measure, runs, landscape) =>
    runs.flatMap((run, index) =>
      measure.lines.map((coordinate, line) => {
        const exponents = arrayOf(run.ending.steps + 1, index * measure.lines.length + line);
        for (let step = 0; step <= run.ending.steps; step++) {
          exponents[step] = exponentOf(measure.at(run, step, line, landscape));
        }
        return { run, coordinate, exponents };
      }),
    );
}

/** The place of a value on the axis; NaN where it has none: 0, below it, infinity. */
export function exponentOf(value: number): number {
  return value > 0 && value < Number.POSITIVE_INFINITY ? Math.log10(value) : Number.NaN;
}

/** The whole decades that hold every value, but for those of diverged runs that lie far above all others. */
export function scaleOf(lines: readonly Series[], highest: number): Scale {
  const [least, most] = extentOf(lines, ({ ending }) => ending.steps);
  if (least > most) return { low: -1, high: 1 };
  // Where a run set out is seen, wherever it went.
  const [, bounded] = extentOf(lines, ({ ending }) => (ending.diverged_at < 0 ? ending.steps : 0));
  const ceiling = Math.ceil(Math.max(bounded, Math.log10(highest))) + DECADES_ABOVE;
  const low = Math.min(Math.floor(least), ceiling - 1);
  return { low, high: Math.max(Math.min(Math.ceil(most), ceiling), low + 1) };
}

/** The lowest and the highest exponent of lines, each up to a step of its run. */
function extentOf(lines: readonly Series[], until: (run: Run) => number): readonly [least: number, most: number] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const { run, exponents } of lines) {
    const last = until(run);
    for (let step = 0; step <= last; step++) {
      const exponent = exponents[step] ?? Number.NaN;
      if (exponent < least) least = exponent;
      if (exponent > most) most = exponent;
    }
  }
  return [least, most];
}
