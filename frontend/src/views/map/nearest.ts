/** Which step of which run a place on the map belongs to. */

import type { Run } from "../../engine/runs";
import type { Mark } from "../../state/scene";
import type { Polyline, Walk } from "./polyline";

/** Farther from every path than this, in pixels of the sheet, a pointer points at none. */
const REACH = 14;

/** The step nearest to a place, on the path that passes nearest to it; of equals the one that lies on top. */
export function nearestStep(walks: readonly Walk[], left: number, top: number): Mark | undefined {
  let nearest: Run | undefined;
  let step = 0;
  let least = REACH * REACH;
  for (const { run, line } of walks) {
    for (let index = 0; index < line.length; index++) {
      const from = line.lifted[index] === 1 ? index : index - 1;
      const share = shareNearest(line, from, index, left, top);
      const away = squareAway(line, from, index, share, left, top);
      if (away > least) continue;
      step = line.step[share < 0.5 ? from : index] ?? 0;
      nearest = run;
      least = away;
    }
  }
  return nearest && { step, optimizer: nearest.optimizer };
}

/** How far along the stretch between two entries of a line its point nearest to a place lies, from 0 to 1. */
function shareNearest(line: Polyline, from: number, to: number, left: number, top: number): number {
  const across = leftOf(line, to) - leftOf(line, from);
  const down = topOf(line, to) - topOf(line, from);
  const length = across * across + down * down;
  if (length === 0) return 1;
  return Math.min(Math.max(((left - leftOf(line, from)) * across + (top - topOf(line, from)) * down) / length, 0), 1);
}

/** The square of the distance of that point from the place. */
function squareAway(line: Polyline, from: number, to: number, share: number, left: number, top: number): number {
  const across = leftOf(line, from) + share * (leftOf(line, to) - leftOf(line, from)) - left;
  const down = topOf(line, from) + share * (topOf(line, to) - topOf(line, from)) - top;
  return across * across + down * down;
}

function leftOf(line: Polyline, index: number): number {
  return line.left[index] ?? 0;
}

function topOf(line: Polyline, index: number): number {
  return line.top[index] ?? 0;
}
