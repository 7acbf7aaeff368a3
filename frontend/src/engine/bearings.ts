/**
 * What the lines of a rule assign, as it lies in the plane: a direction, a size along each axis, or nothing to be drawn.
 *
 * Found out by trying the rule, so that it holds for any rule: on a gradient, on its opposite, on a steeper one, and elsewhere.
 */

import type { Point } from "../state/experiment";
import type { Optimizer, ToldLine } from "./catalogue";

/** It turns round with the gradient: a velocity, a first moment. */
export interface Direction {
  readonly kind: "vector";
  /** Whether the rule counts it uphill, the gradient's way. */
  readonly isUphill: boolean;
  /** The carried one that it is always so many times as long as, if both can be seen beside each other; or itself. */
  readonly alongside: string;
}

/** It does not know the gradient's direction, only its size along each axis: a second moment. */
export interface Size {
  readonly kind: "area";
  /** Whether it grows with the square of the gradient. */
  readonly isSquare: boolean;
  readonly alongside: string;
}

export type Bearing = Direction | Size;

/** A gradient to try a rule with; any that is not along an axis would do. */
const TRIED: Point = { x: 0.75, y: 0.5 };

/** A place to try it at, besides the origin. */
const ELSEWHERE = 3;

/** A size whose gradient is twice as large is twice as large, and a square four times. */
const STEEPER = 2;

/** The bearing of each line of a rule; none for the line of the point itself, and for numbers. */
export function bearingsOf(optimizer: Optimizer, hyperparameters: readonly number[]): readonly (Bearing | undefined)[] {
  const tried = (times: number, at = 0) => {
    const row = new Float64Array(optimizer.columns);
    row.set([at, at, 0, times * TRIED.x, times * TRIED.y]);
    return optimizer.explain(hyperparameters, 1, row);
  };
  const trials = { there: tried(1), back: tried(-1), steep: tried(STEEPER), elsewhere: tried(1, ELSEWHERE) };
  const vectors = optimizer.lines.map(({ target }, index) => {
    const givenBy = (told: readonly ToldLine[]) => vectorIn(told[index]?.gives ?? {}, target);
    const there = givenBy(trials.there);
    const back = givenBy(trials.back);
    const steep = givenBy(trials.steep);
    const elsewhere = givenBy(trials.elsewhere);
    if (target === "theta" || !there || !back || !steep || !elsewhere) return undefined;
    return { there, back, steep, elsewhere };
  });
  const found: (Bearing | undefined)[] = [];
  for (const [index, vector] of vectors.entries()) {
    const name = optimizer.lines[index]?.target ?? "";
    const before = optimizer.lines.findIndex(
      ({ target }, at) => at < index && found[at] && isCarried(optimizer, target) && areComparable(vectors[at], vector),
    );
    const other = optimizer.lines[before]?.target;
    found.push(vector && bearingOf(vector, isCarried(optimizer, name) ? name : (other ?? name)));
  }
  return found;
}

interface Tried {
  readonly there: Point;
  readonly back: Point;
  readonly steep: Point;
  readonly elsewhere: Point;
}

function bearingOf({ there, back, steep, elsewhere }: Tried, alongside: string): Bearing | undefined {
  // A place moves with the point, and has no direction.
  if (isNear(elsewhere.x - there.x, ELSEWHERE) && isNear(elsewhere.y - there.y, ELSEWHERE)) return undefined;
  if (there.x === back.x && there.y === back.y && there.x > 0 && there.y > 0)
    return { kind: "area", isSquare: steep.x / there.x > (STEEPER + STEEPER ** 2) / 2, alongside };
  if (!(there.x * back.x + there.y * back.y < 0)) return undefined;
  return { kind: "vector", isUphill: there.x * TRIED.x + there.y * TRIED.y >= 0, alongside };
}

export function isCarried({ states }: Optimizer, name: string): boolean {
  return states.includes(name);
}

/** How many times as large as another something may be, to be seen beside it. */
const BESIDE = 40;

/** Whether one is a multiple of the other, the same multiple on a steeper gradient, and neither is a speck beside the other. */
function areComparable(one: Tried | undefined, other: Tried | undefined): boolean {
  if (!one || !other || !isNear(one.there.x * other.there.y, one.there.y * other.there.x)) return false;
  const times = Math.abs(other.there.x / one.there.x);
  const isSize = one.there.x === one.back.x;
  const larger = isSize ? Math.sqrt(times) : times;
  return isNear(times, Math.abs(other.steep.x / one.steep.x)) && Math.max(larger, 1 / larger) <= BESIDE;
}

const ROUNDING = 1e-9;

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) <= ROUNDING * Math.abs(one);
}

/** A vector among what a line gives; nothing where it gives a number. */
function vectorIn(gives: Readonly<Record<string, number>>, name: string): Point | undefined {
  const x = gives[`${name}_x`];
  const y = gives[`${name}_y`];
  return x === undefined || y === undefined ? undefined : { x, y };
}
