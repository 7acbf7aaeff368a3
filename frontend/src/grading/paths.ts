/** How far a drawn path is from a true one: `thalweg.lessons.paths`. */

import type { Domain } from "../state/frame";

export type Place = readonly [number, number];

/** Points along each path that are compared. */
const SAMPLES = 64;

/** The length of the diagonal of a map. */
export function diagonal({ x, y }: Domain): number {
  return Math.hypot(x[1] - x[0], y[1] - y[0]);
}

/** A path as far as it stays inside a frame; where it leaves, it ends on the edge. */
export function inside(path: readonly Place[], frame: Domain): readonly Place[] {
  const leaves = path.findIndex((point) => !isIn(point, frame));
  if (leaves < 0) return path;
  const kept = path.slice(0, leaves);
  const last = kept.at(-1);
  const next = path[leaves];
  return last && next ? [...kept, edge(last, next, frame)] : kept;
}

function isIn([x, y]: Place, frame: Domain): boolean {
  return x >= frame.x[0] && x <= frame.x[1] && y >= frame.y[0] && y <= frame.y[1];
}

/** Where the way from a point inside a frame to one outside crosses its edge. */
function edge(start: Place, end: Place, frame: Domain): Place {
  const share = Math.min(shareTo(start[0], end[0], frame.x), shareTo(start[1], end[1], frame.y));
  if (share === 0) return start;
  return [start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])];
}

function shareTo(begin: number, goal: number, [low, high]: readonly [number, number]): number {
  if (Number.isNaN(goal)) return 0;
  if (goal > high) return Math.min(1, (high - begin) / (goal - begin));
  return goal < low ? Math.min(1, (low - begin) / (goal - begin)) : 1;
}

/** Points at equal distances along a path, its ends among them. */
export function resampled(path: readonly Place[], count = SAMPLES): readonly Place[] {
  const lengths = lengthsAlong(path);
  const whole = lengths.at(-1) ?? 0;
  const apart = whole / (count - 1);
  let leg = 0;
  return Array.from({ length: count }, (_, nth): Place => {
    const along = nth === count - 1 ? whole : nth * apart;
    while (leg < path.length - 2 && along >= (lengths[leg + 1] ?? 0)) leg += 1;
    return between(
      path[leg],
      path[leg + 1],
      along - (lengths[leg] ?? 0),
      (lengths[leg + 1] ?? 0) - (lengths[leg] ?? 0),
    );
  });
}

/** How far it is to each point of a path, along it. */
function lengthsAlong(path: readonly Place[]): readonly number[] {
  let length = 0;
  return path.map(([x, y], index) => {
    const [fromX, fromY] = path[index - 1] ?? [x, y];
    length += Math.hypot(x - fromX, y - fromY);
    return length;
  });
}

function between(from: Place | undefined, to: Place | undefined, gone: number, length: number): Place {
  const [x, y] = from ?? [Number.NaN, Number.NaN];
  if (!to || gone <= 0) return [x, y];
  if (gone >= length) return to;
  return [((to[0] - x) / length) * gone + x, ((to[1] - y) / length) * gone + y];
}

/** How far two paths are apart on average, point by point at equal shares of their lengths. */
export function meanDistance(one: readonly Place[], other: readonly Place[]): number {
  const second = resampled(other);
  const distances = resampled(one).map(([x, y], nth) => {
    const [otherX, otherY] = second[nth] ?? [Number.NaN, Number.NaN];
    return Math.hypot(x - otherX, y - otherY);
  });
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}
