/** A measure of a run as a line on its chart. */

import type { Scale, Series } from "./scale";

/** The area the lines are drawn in, in pixels of the sheet. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface ChartProjection {
  readonly frame: Frame;
  toLeft(step: number): number;
  /** The step nearest to a place. */
  toStep(left: number): number;
  toTop(exponent: number): number;
}

export function chartProjection(frame: Frame, { low, high }: Scale, last: number): ChartProjection {
  return {
    frame,
    toLeft: (step) => frame.left + (step / Math.max(1, last)) * frame.width,
    toStep: (left) => Math.round(Math.min(Math.max((left - frame.left) / frame.width, 0), 1) * last),
    toTop: (exponent) => frame.top + ((high - exponent) / (high - low)) * frame.height,
  };
}

/**
 * Adds a line to a canvas path, with a gap wherever its value has no place on the axis.
 *
 * Of many steps in one column of pixels only the highest and the lowest are drawn: more could not be seen, and fewer would hide
 * an oscillation.
 */
export function traceSeries(
  canvas: CanvasRenderingContext2D,
  { run, exponents }: Series,
  { toLeft, toTop }: ChartProjection,
): void {
  let penDown = false;
  let column = Number.NaN;
  let highest = Number.NaN;
  let lowest = Number.NaN;

  function put(left: number, top: number): void {
    if (penDown) canvas.lineTo(left, top);
    else canvas.moveTo(left, top);
    penDown = true;
  }
  function endColumn(): void {
    if (Number.isNaN(highest)) return;
    put(column, highest);
    if (lowest !== highest) put(column, lowest);
    highest = Number.NaN;
  }

  canvas.beginPath();
  for (let step = 0; step <= run.ending.steps; step++) {
    const top = toTop(exponents[step] ?? Number.NaN);
    if (Number.isNaN(top)) {
      endColumn();
      penDown = false;
      continue;
    }
    const left = toLeft(step);
    if (Number.isNaN(highest) || left - column >= 1) {
      endColumn();
      column = left;
      highest = top;
      lowest = top;
    } else {
      highest = Math.min(highest, top);
      lowest = Math.max(lowest, top);
    }
  }
  endColumn();
}

/** The last point of a line within the chart, or where it leaves it. */
export function lastSeen(
  { run, exponents }: Series,
  { frame, toLeft, toTop }: ChartProjection,
): readonly [left: number, top: number] {
  for (let step = run.ending.steps; step >= 0; step--) {
    const top = toTop(exponents[step] ?? Number.NaN);
    if (top >= frame.top) return [toLeft(step), top];
  }
  return [toLeft(0), frame.top];
}
