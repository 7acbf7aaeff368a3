/** The runs of an experiment: what the generated kernels wrote, and how to read it. */

import type { Experiment } from "../state/experiment";
import { valuesAt } from "../state/settings";
import type { Catalogue, Ending, Landscape, Optimizer } from "./catalogue";
import { groundOf } from "./noise";
import type { Origin, Rate, Rates } from "./rates";

/** Where a row of a record holds what. */
const X = 0;
const Y = 1;
const LOSS = 2;
const G_X = 3;
const G_Y = 4;

export interface Run {
  readonly optimizer: Optimizer;
  /** In declared order. */
  readonly hyperparameters: readonly number[];
  readonly lr: number;
  /** How it came by its learning rate. */
  readonly origin: Origin;
  /** One row a step, the start included; longer than the run, and overwritten by the next one of its optimizer. */
  readonly record: Float64Array;
  readonly ending: Ending;
}

/** Follows every optimizer of an experiment, into records that are kept from one change to the next. */
export function follower(catalogue: Catalogue, rates: Rates): (experiment: Experiment) => readonly Run[] {
  // By key: an own rule is another optimizer with every number that is changed in it.
  const records = new Map<string, Float64Array>();
  let followed: Experiment | undefined;
  let runs: readonly Run[] = [];

  function recordFor(optimizer: Optimizer, steps: number): Float64Array {
    const needed = (steps + 1) * optimizer.columns;
    const kept = records.get(optimizer.key);
    if (kept && kept.length >= needed) return kept;
    const made = new Float64Array(needed);
    records.set(optimizer.key, made);
    return made;
  }

  function follow(optimizer: Optimizer, experiment: Experiment, rate: Rate): Run {
    const { start, steps, settings } = experiment;
    const ground = groundOf(experiment, catalogue);
    const record = recordFor(optimizer, steps);
    const hyperparameters = valuesAt(rate.lr, optimizer, settings);
    const ending = optimizer.trace(ground, hyperparameters, start.x, start.y, steps, catalogue.stop, record);
    return { optimizer, hyperparameters, ...rate, record, ending };
  }

  return (experiment) => {
    if (experiment !== followed) {
      const given = rates.of(experiment);
      runs = experiment.optimizers.map((optimizer, index) =>
        follow(optimizer, experiment, given[index] ?? { lr: experiment.lr, origin: "common" }),
      );
      followed = experiment;
    }
    return runs;
  };
}

/** The last step of the longest run. */
export function lastStep(runs: readonly Run[]): number {
  return runs.reduce((last, { ending }) => Math.max(last, ending.steps), 0);
}

export function hasDiverged({ ending }: Run): boolean {
  return ending.diverged_at >= 0;
}

export function xAt(run: Run, step: number): number {
  return entry(run, step, X);
}

export function yAt(run: Run, step: number): number {
  return entry(run, step, Y);
}

export function lossAt(run: Run, step: number): number {
  return entry(run, step, LOSS);
}

export function gradientAt(run: Run, step: number): readonly [number, number] {
  return [gradientAtX(run, step), gradientAtY(run, step)];
}

export function gradientAtX(run: Run, step: number): number {
  return entry(run, step, G_X);
}

export function gradientAtY(run: Run, step: number): number {
  return entry(run, step, G_Y);
}

/** The Euclidean norm by the operations Python uses, so that both write the same digits; `Math.hypot` would not. */
export function gradientNormAt(run: Run, step: number): number {
  const g_x = gradientAtX(run, step);
  const g_y = gradientAtY(run, step);
  return Math.sqrt(g_x * g_x + g_y * g_y);
}

function entry({ record, optimizer }: Run, step: number, column: number): number {
  return record[step * optimizer.columns + column] ?? Number.NaN;
}

/** Where a run ended, in the catalogue's words, by the gradient and the Hessian there. */
export function placeOf(run: Run, { landscape }: Experiment, catalogue: Catalogue): string {
  const step = run.ending.steps;
  return placeAt(xAt(run, step), yAt(run, step), landscape, catalogue);
}

/** Where a point lies, in the catalogue's words. What a run was given there may be noisy; where it lies is not. */
export function placeAt(x: number, y: number, landscape: Landscape, catalogue: Catalogue): string {
  landscape.evaluate(x, y, surface);
  const [loss = Number.NaN, g_x = Number.NaN, g_y = Number.NaN] = surface;
  landscape.hessian(x, y, hessian);
  const [h_xx = Number.NaN, h_xy = Number.NaN, h_yy = Number.NaN] = hessian;
  const { size, steepness, best } = landscape.terrain;
  return catalogue.places[catalogue.place(loss, g_x, g_y, h_xx, h_xy, h_yy, size, steepness, best)] ?? "";
}

const surface = new Float64Array(3);
const hessian = new Float64Array(3);
