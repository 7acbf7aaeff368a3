/**
 * Whether an optimizer comes to rest at a minimizer, found out by letting its rule run there: so it holds for any rule, and for
 * one that somebody has just typed.
 *
 * Far inside a bowl, where squares of gradients are nothing beside an epsilon, every rule without a memory of its past is that of
 * gradient descent or of momentum, and has a largest learning rate as they have.
 */

import type { Experiment } from "../state/experiment";
import { valuesAt } from "../state/settings";
import type { Catalogue, Optimizer, Stop } from "./catalogue";
import { curvatureAt, nearestMinimizer } from "./curvature";
import type { Ground } from "./noise";

export interface Rest {
  /** The learning rate below which it comes to rest; 0 where it does at none. */
  readonly below: number;
  /** Whether its steps are about as long as the rate on any slope, so that above that rate it stays about there. */
  readonly hovers: boolean;
}

/** Why there is no such rate. */
export type Restless =
  /** Something it keeps of past gradients never fades, so that every run has a rate of its own. */
  | "never forgets"
  /** Its rule is another one at every step, or it comes to rest at any rate. */
  | "unknown";

/** How far from the minimizer a trial begins, and where it has left for good; the square of the first is still a number. */
const NEAR = 1e-150;
const FAR = 1e-100;

/** What is nearer has arrived: numbers that small lose their digits. */
const NOTHING = 1e-300;

/** Steps on flat ground before a trial, after which no correction for the first steps is left; and steps of the trial. */
const CALM = 1_000;
const STEPS = 600;

/** How much longer or shorter than the rate a step may be, in decades, to be about as long. */
const ABOUT = 1.3;

const LOWEST = 1e-30;
const HIGHEST = 1e6;

/** How often the logarithm of the range is halved: to four digits. */
const HALVINGS = 20;

const NEVER: Stop = { gradient_norm: 0, loss_change: 0, window: 1, divergence: false };

/** What an optimizer does at the known minimizer nearest to the start; nothing where none is known, or where it is flat. */
export function restOf(
  optimizer: Optimizer,
  { landscape, start, settings }: Experiment,
  catalogue: Catalogue,
): Rest | Restless | undefined {
  const at = nearestMinimizer(landscape, start);
  const { highest } = at ? curvatureAt(landscape, at, catalogue) : { highest: 0 };
  if (!(highest > 0)) return undefined;
  const valuesFor = (lr: number) => valuesAt(lr, optimizer, settings);
  if (neverForgets(optimizer, valuesFor(1))) return "never forgets";
  const trial = (lr: number) => comingNearer(optimizer, valuesFor(lr), highest);
  const isStable = (lr: number) => trial(lr) !== "leaves";
  if (changesWithTheStep(optimizer, valuesFor(1)) || isStable(HIGHEST)) return "unknown";
  const below = isStable(LOWEST) ? edgeOf(isStable) : 0;
  // What leaves it at any rate stands still only where its steps are lost to rounding.
  if (below > 0 && trial(below / 2) !== "comes") return "unknown";
  return { below, hovers: hasStepsOfOneLength(optimizer, valuesFor(1)) };
}

function edgeOf(isStable: (lr: number) => boolean): number {
  let [low, high] = [Math.log(LOWEST), Math.log(HIGHEST)];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (isStable(Math.exp(middle))) low = middle;
    else high = middle;
  }
  return Math.exp(low);
}

function comingNearer(
  optimizer: Optimizer,
  values: readonly number[],
  curvature: number,
): "comes" | "stands still" | "leaves" {
  const rows = rowsOf(optimizer, values, bowlAfterCalm(curvature), NEAR, CALM + STEPS);
  const before = farthest(rows, optimizer, CALM + STEPS / 4, CALM + STEPS / 2);
  const after = farthest(rows, optimizer, CALM + (3 * STEPS) / 4, CALM + STEPS);
  // Whoever has been far away may have come back by a chance that only numbers without rounding would not have.
  if (!(farthest(rows, optimizer, CALM, CALM + STEPS) < FAR) || !(after <= before)) return "leaves";
  return after < before || after < NOTHING ? "comes" : "stands still";
}

/** Flat for so many calls that nothing is left of how a rule treats its first steps, then a round bowl about the origin. */
function bowlAfterCalm(curvature: number): Ground {
  let calls = 0;
  return {
    evaluate(x, y, out) {
      const bend = calls < CALM ? 0 : curvature;
      calls += 1;
      out[0] = (bend * (x * x + y * y)) / 2;
      out[1] = bend * x;
      out[2] = bend * y;
    },
  };
}

function farthest(rows: Float64Array, { columns }: Optimizer, first: number, last: number): number {
  let most = 0;
  for (let step = first; step <= last; step++)
    most = Math.max(most, Math.abs(rows[step * columns] ?? 0), Math.abs(rows[step * columns + 1] ?? 0));
  return most;
}

/** Whether something that was carried is still all there after a step without a gradient. */
function neverForgets(optimizer: Optimizer, values: readonly number[]): boolean {
  const row = new Float64Array(optimizer.columns).fill(1, optimizer.columns - optimizer.state_scalars.length);
  const after = stepFrom(optimizer, values, LATE, row);
  return optimizer.state_scalars.some(({ name }) => Math.abs(after.get(name) ?? 0) >= 1);
}

/** A step so late that no correction for the first ones is left. */
const LATE = 1e9;

function changesWithTheStep(optimizer: Optimizer, values: readonly number[]): boolean {
  const row = new Float64Array(optimizer.columns).fill(0.5);
  const [soon, later] = [stepFrom(optimizer, values, LATE, row), stepFrom(optimizer, values, 2 * LATE, row)];
  return [...soon].some(([name, value]) => value !== later.get(name));
}

/** What a step gives, by scalar name. */
function stepFrom(optimizer: Optimizer, values: readonly number[], t: number, row: Float64Array): Map<string, number> {
  return new Map(optimizer.explain(values, t, row).flatMap(({ gives }) => Object.entries(gives)));
}

/** Whether steps at a rate of 1 are about 1 long, and no longer on a slope that is a million times as steep. */
function hasStepsOfOneLength(optimizer: Optimizer, values: readonly number[]): boolean {
  const [gentle, steep] = [1, 1e6].map((slope) => {
    const rows = rowsOf(optimizer, values, slopeOf(slope), 0, STEPS);
    return Math.abs((rows[STEPS * optimizer.columns] ?? 0) - (rows[(STEPS - 1) * optimizer.columns] ?? 0));
  });
  const isAsLong = Math.abs((steep ?? 0) / (gentle ?? 0) - 1) < 0.01;
  return isAsLong && Math.abs(Math.log10(gentle ?? 0)) < ABOUT;
}

function slopeOf(slope: number): Ground {
  return {
    evaluate(x, y, out) {
      out[0] = slope * (x + y);
      out[1] = slope;
      out[2] = slope;
    },
  };
}

let rows = new Float64Array();

function rowsOf(
  optimizer: Optimizer,
  values: readonly number[],
  ground: Ground,
  from: number,
  steps: number,
): Float64Array {
  const needed = (steps + 1) * optimizer.columns;
  if (rows.length < needed) rows = new Float64Array(needed);
  optimizer.trace(ground, values, from, from, steps, NEVER, rows);
  return rows;
}
