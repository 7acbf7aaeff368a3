/**
 * The one thing to try about a finding: `thalweg.runs.suggestion`, in the same order. Whatever is suggested has been tried, and the
 * run ends lower with it.
 */

import type { Experiment, Point } from "../state/experiment";
import type { Catalogue, Optimizer } from "./catalogue";
import { curvatureAt, nearestMinimizer } from "./curvature";
import { rounded, threeDigits } from "./digits";
import { groundOf } from "./noise";
import { hasDiverged, lossAt, type Run, xAt, yAt } from "./runs";

/** What to change: the optimizer's own learning rate, the steps of all, where all start, or the optimizer itself. */
export interface Change {
  readonly lr?: number;
  readonly steps?: number;
  readonly start?: Point;
  readonly optimizer?: Optimizer;
}

/** What a suggestion is about. */
export interface Case {
  readonly run: Run;
  readonly experiment: Experiment;
  readonly catalogue: Catalogue;
}

/**
 * What to change about a finding; nothing where nothing that was tried is better.
 *
 * @param down The direction in which a saddle or a maximum falls.
 */
export function suggestion(key: string, of: Case, down: Point): Change | undefined {
  switch (key) {
    case "exploding":
      return tamed(of);
    case "oscillating":
    case "cycling":
    case "wandering":
      if (hasDiverged(of.run)) return tamed(of);
      return (
        best(of, calmer(of)) ??
        best(of, slower(of)) ??
        longer(of) ??
        best(of, others(of)) ??
        // In a basin whose bottom is no better than where it circles.
        best(of, elsewhere(of)) ??
        best(of, nearer(of))
      );
    case "at_saddle":
    case "at_maximum":
      return best(of, beside(of, down));
    case "on_plateau":
    case "crawling":
      return best(of, quicker(of)) ?? longer(of) ?? best(of, others(of));
    case "unfinished":
      return longer(of) ?? best(of, quicker(of)) ?? best(of, others(of));
    case "trapped":
      return best(of, elsewhere(of)) ?? best(of, others(of)) ?? best(of, nearer(of));
    default:
      return undefined;
  }
}

/** A change as a sentence; nothing for no change. */
export function adviceOn(key: string, change: Change | undefined, { run, catalogue }: Case): string {
  if (!change) return "";
  const { lr, steps, start, optimizer } = change;
  const values: Record<string, string> = {
    lr: threeDigits(lr ?? Number.NaN),
    steps: (steps ?? 0).toLocaleString("en"),
    x: threeDigits(start?.x ?? Number.NaN),
    y: threeDigits(start?.y ?? Number.NaN),
    optimizer: optimizer?.title ?? "",
  };
  const template = catalogue.suggestion.advice[wayOf(key, change, run)] ?? "";
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

/** The point whose curvature decides: the known minimizer nearest to the start; the start itself where none is known. */
export function bendOf({ landscape, start }: Experiment): Point {
  return nearestMinimizer(landscape, start) ?? start;
}

/** Which sentence says a change. */
function wayOf(key: string, { lr, steps, optimizer }: Change, run: Run): string {
  if (lr !== undefined && steps !== undefined) return "slower";
  if (lr !== undefined) return lr > run.lr ? "raise" : "lower";
  if (steps !== undefined) return "longer";
  if (optimizer) return "other";
  return key === "at_saddle" || key === "at_maximum" ? "beside" : "elsewhere";
}

/**
 * The first change with which nine tenths of the way that is left are made, else the one that ends lowest. A change is none if less
 * than a tenth of that way is made with it.
 */
function best(of: Case, changes: Iterable<Change>): Change | undefined {
  let found: Change | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const change of changes) {
    const { loss } = changed(of, change);
    const [lower, enough] = gainOf(of, loss);
    if (enough) return change;
    if (lower && loss < lowest) [found, lowest] = [change, loss];
  }
  return found;
}

/** The first of the halved learning rates at which the run ends lower than it began. */
function tamed(of: Case): Change | undefined {
  const limit = limitOf(of);
  let lr = of.run.lr / 2;
  if (limit > 0) lr = Math.min(lr, limit / 2);
  for (let halving = 0; halving < of.catalogue.suggestion.halvings; halving++) {
    for (const change of atRates(of, [lr])) if (changed(of, change).loss < lossAt(of.run, 0)) return change;
    lr /= 2;
  }
  return undefined;
}

/** Smaller learning rates. */
function* calmer(of: Case): Iterable<Change> {
  const { lr } = of.run;
  const limit = limitOf(of);
  if (limit / 2 > 0 && limit / 2 < lr) yield* atRates(of, [limit / 2]);
  yield* atRates(of, [lr / 10, lr / 3, lr / 2]);
}

/** Smaller learning rates with as many more steps. */
function* slower(of: Case): Iterable<Change> {
  for (const factor of [10, 3, 2]) {
    const steps = of.experiment.steps * factor;
    if (steps > of.catalogue.suggestion.steps) continue;
    for (const change of atRates(of, [of.run.lr / factor])) yield { ...change, steps };
  }
}

/** Larger learning rates: one just below the limit, if there is a limit, and some factors. */
function* quicker(of: Case): Iterable<Change> {
  const { lr } = of.run;
  const limit = limitOf(of);
  if (0.9 * limit > 1.1 * lr) yield* atRates(of, [0.9 * limit]);
  yield* atRates(of, [lr * 10, lr * 100, lr * 1000, lr * 3, lr * 2, lr * 1.5]);
}

/** How many steps it takes until the run converges, rounded up; the most there are where that is better. */
function longer(of: Case): Change | undefined {
  const most = of.catalogue.suggestion.steps;
  if (of.experiment.steps >= most) return undefined;
  const { loss, taken } = changed(of, { steps: most });
  const [lower] = gainOf(of, loss);
  const unit = 10 ** Math.max(0, String(taken).length - 2);
  return lower ? { steps: Math.min(most, Math.ceil(taken / unit) * unit) } : undefined;
}

/** The other optimizers that a learner meets, at the same learning rate. */
function* others({ run, catalogue }: Case): Iterable<Change> {
  for (const optimizer of catalogue.optimizers) if (optimizer.key !== run.optimizer.key) yield { optimizer };
}

/** The other declared starts. */
function* elsewhere({ experiment }: Case): Iterable<Change> {
  const { landscape, start } = experiment;
  for (const { x, y } of landscape.starts) if (x !== start.x || y !== start.y) yield { start: { x, y } };
}

/** Starts beside the end, on both sides, in round numbers. */
function* beside({ run, experiment }: Case, down: Point): Iterable<Change> {
  const { steps } = run.ending;
  for (const distance of [0.01, -0.01, 0.05, -0.05]) {
    const away = distance * experiment.landscape.terrain.size;
    yield { start: roundPoint(experiment, xAt(run, steps) + away * down.x, yAt(run, steps) + away * down.y) };
  }
}

/** Starts on the way to the lowest minimizer that is known, each half as far from it as the one before. */
function* nearer({ experiment }: Case): Iterable<Change> {
  const { landscape, start } = experiment;
  for (const [lowX, lowY] of landscape.minimizers.slice(0, 1)) {
    for (const share of [1 / 2, 1 / 4, 1 / 8, 1 / 16]) {
      yield { start: roundPoint(experiment, lowX + share * (start.x - lowX), lowY + share * (start.y - lowY)) };
    }
  }
}

/** A point in round numbers, to a thousandth of the landscape or finer. */
function roundPoint({ landscape }: Experiment, x: number, y: number): Point {
  const places = 10 ** -Math.floor(Math.log10(landscape.terrain.size / 1000));
  return { x: Math.floor(x * places + 0.5) / places, y: Math.floor(y * places + 0.5) / places };
}

/** Learning rates in three digits, as they are said, if the rule has one and they may be set. */
function* atRates({ run, catalogue }: Case, rates: readonly number[]): Iterable<Change> {
  if (!run.optimizer.hyperparameters.some(({ name }) => name === "lr")) return;
  for (const lr of rates.map(rounded)) if (lr > 0 && lr <= catalogue.suggestion.rate) yield { lr };
}

/** The learning rate above which the run leaves the minimizer nearest to its start; 0 where none is known. */
function limitOf({ run, experiment, catalogue }: Case): number {
  const { highest } = curvatureAt(experiment.landscape, bendOf(experiment), catalogue);
  return run.optimizer.stability?.(highest, ...run.hyperparameters) ?? 0;
}

function gainOf({ run, experiment, catalogue }: Case, tried: number): readonly [lower: number, enough: number] {
  return catalogue.gain(lossAt(run, run.ending.steps), tried, experiment.landscape.terrain.low);
}

let record = new Float64Array();

/** How the run ends that a change makes; the loss is NaN, which is lower than nothing, where it diverges. */
function changed(
  { run, experiment, catalogue }: Case,
  { lr = run.lr, steps = experiment.steps, start = experiment.start, optimizer = run.optimizer }: Change,
): { readonly loss: number; readonly taken: number } {
  const needed = (steps + 1) * optimizer.columns;
  if (record.length < needed) record = new Float64Array(needed);
  const values = optimizer.hyperparameters.map(({ name, default: declared }, index) =>
    name === "lr" ? lr : optimizer === run.optimizer ? (run.hyperparameters[index] ?? Number.NaN) : declared,
  );
  const ground = groundOf(experiment, catalogue);
  const ending = optimizer.trace(ground, values, start.x, start.y, steps, catalogue.stop, record);
  const loss = record[ending.steps * optimizer.columns + 2] ?? Number.NaN;
  return { loss: ending.diverged_at >= 0 ? Number.NaN : loss, taken: ending.steps };
}
