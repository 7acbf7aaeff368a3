/**
 * A run as the line that is drawn: projected, cut to the neighbourhood of the map, without points that no eye could tell apart.
 *
 * Cutting is geometry only: a segment that crosses the edge is drawn up to the edge, in its true direction. A canvas given the
 * coordinates of a diverging run would spend seconds on dashes nobody sees, or draw nothing.
 */

import { type Run, xAt, yAt } from "../../engine/runs";
import type { Projection } from "./projection";

/** How far beyond the map lines are still drawn, in CSS pixels: more than their width. */
const BEYOND = 40;

/** Points nearer to each other than this are drawn as one, in CSS pixels. */
const INDISTINGUISHABLE = 0.4;

export interface Polyline {
  /** How many entries of the arrays are in use. */
  readonly length: number;
  readonly left: Float32Array;
  readonly top: Float32Array;
  /** How far each entry lies along the line, since the pen was last lifted, in CSS pixels. */
  readonly along: Float32Array;
  /** The step each entry belongs to. */
  readonly step: Int32Array;
  /** 1 where the pen is lifted before the entry, because what lies between is outside. */
  readonly lifted: Uint8Array;
  /** Length of what is drawn, in CSS pixels. */
  readonly distance: number;
}

/** A run, and the line it draws. */
export interface Walk {
  readonly run: Run;
  readonly line: Polyline;
}

/** Turns runs into lines, in arrays that are kept from one change to the next and overwritten by it. */
export function walker(): (runs: readonly Run[], projection: Projection) => readonly Walk[] {
  const kept: Polyline[] = [];
  return (runs, projection) =>
    runs.map((run, index) => {
      const line = polylineOf(run, projection, kept[index]);
      kept[index] = line;
      return { run, line };
    });
}

/** @param kept A line that is not needed any more, whose arrays are written anew if they are long enough. */
export function polylineOf(run: Run, projection: Projection, kept?: Polyline): Polyline {
  const { steps } = run.ending;
  const { left, top, along, step, lifted } = kept && kept.left.length >= 2 * steps + 2 ? kept : arraysFor(steps);
  let length = 0;
  let distance = 0;
  let penLeft = Number.NaN;
  let penTop = Number.NaN;

  function put(l: number, t: number, at: number, lift: boolean): void {
    left[length] = l;
    top[length] = t;
    along[length] = lift ? 0 : (along[length - 1] ?? 0) + Math.hypot(l - penLeft, t - penTop);
    step[length] = at;
    lifted[length] = lift ? 1 : 0;
    length += 1;
    penLeft = l;
    penTop = t;
  }

  for (let at = 1; at <= steps; at++) {
    const cut = cutToView(
      projection.toLeft(xAt(run, at - 1)),
      projection.toTop(yAt(run, at - 1)),
      projection.toLeft(xAt(run, at)),
      projection.toTop(yAt(run, at)),
      projection,
    );
    if (!cut) continue;
    const { fromLeft, fromTop, toLeft, toTop } = cut;
    const gap = Math.hypot(fromLeft - penLeft, fromTop - penTop);
    // A gap that is no number means that nothing has been drawn yet.
    if (!(gap <= INDISTINGUISHABLE)) put(fromLeft, fromTop, at - 1, true);
    const moved = Math.hypot(toLeft - penLeft, toTop - penTop);
    if (moved < INDISTINGUISHABLE && at < steps) continue;
    distance += moved;
    put(toLeft, toTop, at, false);
  }
  return { length, left, top, along, step, lifted, distance };
}

/** Room for the longest line of so many steps: each of them cut at both ends. */
function arraysFor(steps: number): Pick<Polyline, "left" | "top" | "along" | "step" | "lifted"> {
  const entries = 2 * steps + 2;
  return {
    left: new Float32Array(entries),
    top: new Float32Array(entries),
    along: new Float32Array(entries),
    step: new Int32Array(entries),
    lifted: new Uint8Array(entries),
  };
}

/** How many entries of a line have been reached at a step. */
export function reachedAt({ length, step }: Polyline, at: number): number {
  let reached = 0;
  let beyond = length;
  while (reached < beyond) {
    const middle = (reached + beyond) >> 1;
    if ((step[middle] ?? 0) <= at) reached = middle + 1;
    else beyond = middle;
  }
  return reached;
}

/** The part of a segment near the map. There is one, read at once and overwritten by the next: a drag cuts thousands a frame. */
const part = { fromLeft: 0, fromTop: 0, toLeft: 0, toTop: 0 };

/** Which shares of a segment lie within the sides that it has been held against. */
const within = { from: 0, to: 1 };

/** The part of a segment near the map (Liang and Barsky 1984), or nothing. */
function cutToView(
  fromLeft: number,
  fromTop: number,
  toLeft: number,
  toTop: number,
  view: Projection,
): typeof part | undefined {
  const across = toLeft - fromLeft;
  const down = toTop - fromTop;
  if (!Number.isFinite(across) || !Number.isFinite(down)) return undefined;
  within.from = 0;
  within.to = 1;
  // Most segments lie within.
  if (!isNear(fromLeft, fromTop, view) || !isNear(toLeft, toTop, view)) {
    narrow(-across, fromLeft + BEYOND);
    narrow(across, view.width + BEYOND - fromLeft);
    narrow(-down, fromTop + BEYOND);
    narrow(down, view.height + BEYOND - fromTop);
    if (within.from > within.to) return undefined;
  }
  part.fromLeft = fromLeft + within.from * across;
  part.fromTop = fromTop + within.from * down;
  // Exactly the end where nothing is cut off: 1 × across need not add up to it.
  part.toLeft = within.to === 1 ? toLeft : fromLeft + within.to * across;
  part.toTop = within.to === 1 ? toTop : fromTop + within.to * down;
  return part;
}

/** Keeps the shares of a segment that lie on the inner side of a line: `room` before it, from which one unit takes `outward`. */
function narrow(outward: number, room: number): void {
  if (outward < 0) within.from = Math.max(within.from, room / outward);
  else if (outward > 0) within.to = Math.min(within.to, room / outward);
  else if (room < 0) within.to = Number.NEGATIVE_INFINITY;
}

function isNear(left: number, top: number, { width, height }: Projection): boolean {
  return left >= -BEYOND && left <= width + BEYOND && top >= -BEYOND && top <= height + BEYOND;
}
