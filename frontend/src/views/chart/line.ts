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

/** Where a line leaves the chart at its upper edge, and in which direction, in radians. */
export interface Exit {
  readonly left: number;
  readonly top: number;
  readonly towards: number;
}

/** Every place where a line goes on above the chart. */
export function exitsOf(line: Series, projection: ChartProjection): readonly Exit[] {
  const exits: Exit[] = [];
  for (let step = 0; step < line.run.ending.steps; step++) {
    if (isOn(line, step, projection) && isAbove(line, step + 1, projection))
      exits.push(exitAfter(line, step, projection));
  }
  return exits;
}

function isOn({ exponents }: Series, step: number, { frame, toTop }: ChartProjection): boolean {
  return toTop(exponents[step] ?? Number.NaN) >= frame.top;
}

/** Whether a value lies above the chart; the last one of a run that diverged may be too large to be a number. */
function isAbove({ run, exponents }: Series, step: number, { frame, toTop }: ChartProjection): boolean {
  const top = toTop(exponents[step] ?? Number.NaN);
  return Number.isNaN(top) ? step === run.ending.diverged_at : top < frame.top;
}

function exitAfter({ exponents }: Series, step: number, { frame, toLeft, toTop }: ChartProjection): Exit {
  const from = toTop(exponents[step] ?? Number.NaN);
  const to = toTop(exponents[step + 1] ?? Number.NaN);
  const across = toLeft(step + 1) - toLeft(step);
  // To a value that is no number there is no line.
  if (Number.isNaN(to)) return { left: toLeft(step), top: frame.top, towards: -Math.PI / 2 };
  const share = (from - frame.top) / (from - to);
  return { left: toLeft(step) + share * across, top: frame.top, towards: Math.atan2(to - from, across) };
}

/** The last point of a line within the chart, or where it leaves it. */
export function lastSeen(line: Series, projection: ChartProjection): Readonly<Pick<Exit, "left" | "top">> {
  const { run, exponents } = line;
  const { frame, toLeft, toTop } = projection;
  for (let step = run.ending.steps; step >= 0; step--) {
    if (!isOn(line, step, projection)) continue;
    if (step < run.ending.steps && isAbove(line, step + 1, projection)) return exitAfter(line, step, projection);
    return { left: toLeft(step), top: toTop(exponents[step] ?? Number.NaN) };
  }
  return { left: toLeft(0), top: frame.top };
}
