/** A run as a line on the chart of losses. */

import { lossAt, type Run } from "../../engine/runs";
import { exponentOf, type LossScale } from "./scale";

/** The area the lines are drawn in, in pixels of the sheet. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface ChartProjection {
  readonly frame: Frame;
  /** What losses are measured from. */
  readonly floor: number;
  toLeft(step: number): number;
  /** NaN for a loss that has no place on the axis. */
  toTop(loss: number): number;
}

export function chartProjection(frame: Frame, { low, high }: LossScale, floor: number, last: number): ChartProjection {
  return {
    frame,
    floor,
    toLeft: (step) => frame.left + (step / Math.max(1, last)) * frame.width,
    toTop: (loss) => frame.top + ((high - exponentOf(loss, floor)) / (high - low)) * frame.height,
  };
}

/**
 * Adds a run's line to a canvas path, with a gap wherever its loss has no place on the axis.
 *
 * Of many steps in one column of pixels only the highest and the lowest are drawn: more could not be seen, and fewer would hide
 * an oscillation.
 */
export function traceLosses(canvas: CanvasRenderingContext2D, run: Run, { toLeft, toTop }: ChartProjection): void {
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
    const top = toTop(lossAt(run, step));
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

/** The last point of a run's line within the chart, or where it leaves it. */
export function lastSeen(run: Run, { frame, toLeft, toTop }: ChartProjection): readonly [left: number, top: number] {
  for (let step = run.ending.steps; step >= 0; step--) {
    const top = toTop(lossAt(run, step));
    if (top >= frame.top) return [toLeft(step), top];
  }
  return [toLeft(0), frame.top];
}
