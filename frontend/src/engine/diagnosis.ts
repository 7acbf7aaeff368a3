/**
 * What a run shows, with evidence and one thing to try: `thalweg.runs.diagnosis`, finding for finding.
 *
 * The measurements and the decisions are generated from the same text as Python's; only what puts them together is written
 * here, in the order in which it is written there.
 */

import type { Experiment, Point } from "../state/experiment";
import type { Catalogue, FindingKind } from "./catalogue";
import { type Curvature, curvatureAt, nearestMinimizer } from "./curvature";
import { groundOf } from "./noise";
import { gradientNormAt, lossAt, placeOf, type Run, xAt, yAt } from "./runs";

/** What to change: the optimizer's own learning rate, or where every run starts. */
export type Change = { readonly lr: number } | { readonly start: Point };

export interface Finding {
  readonly kind: FindingKind;
  readonly run: Run;
  /** The numbers and words that the sentence rests on, by name. */
  readonly evidence: Values;
  /** What was observed, with the values filled in. */
  readonly sentence: string;
  /** What to try, with the values filled in; empty where nothing better was found. */
  readonly advice: string;
  readonly change: Change | undefined;
  /** Where the run oscillates about, and along which direction. */
  readonly axis: { readonly at: Point; readonly along: Point } | undefined;
}

export type Values = Readonly<Record<string, number | string>>;

const DEFAULT_TOLERANCE = 1e-6;

/** What each kind of finding says to do, in the order of the kinds. */
export function findingsOf(run: Run, experiment: Experiment, catalogue: Catalogue): readonly Finding[] {
  const bend = curvatureAt(experiment.landscape, decisivePoint(run, experiment), catalogue);
  const values = measured(run, experiment, catalogue, bend);
  return catalogue.diagnosis.kinds
    .filter(({ key }) => values[key] === 1)
    .map((kind) => {
      const change = changeFor(kind, run, experiment, catalogue, values);
      return {
        kind,
        run,
        evidence: Object.fromEntries(namesIn(kind.sentence).map((name) => [name, values[name] ?? Number.NaN])),
        sentence: filled(kind.sentence, values),
        advice: change ? filled(kind.advice, "start" in change ? { ...change.start } : change) : "",
        change,
        axis: kind.key === "oscillating" ? { at: decisivePoint(run, experiment), along: bend.axis } : undefined,
      };
    });
}

/** The keys of what is found in a run. */
export function kindsOf(run: Run, experiment: Experiment, catalogue: Catalogue): readonly string[] {
  const bend = curvatureAt(experiment.landscape, decisivePoint(run, experiment), catalogue);
  const values = measured(run, experiment, catalogue, bend);
  return catalogue.diagnosis.kinds.map(({ key }) => key).filter((key) => values[key] === 1);
}

/** The point whose curvature decides: where the run ended, or, if it flew away, where it should have. */
function decisivePoint(run: Run, experiment: Experiment): Point {
  return hasDiverged(run) ? bendOf(experiment) : endOf(run);
}

function measured(run: Run, experiment: Experiment, catalogue: Catalogue, bend: Curvature): Values {
  const { window, recent, decision } = catalogue.diagnosis;
  const { size, steepness, best } = experiment.landscape.terrain;
  const last = run.ending.steps;
  const first = Math.max(0, last - window);
  const { x, y } = endOf(run);
  const seen = named(
    recent,
    catalogue.recent(run.record, run.optimizer.columns, first, last, x, y, last, bend.axis.x, bend.axis.y, size),
  );
  const tolerance = catalogue.stop.gradient_norm || DEFAULT_TOLERANCE;
  const norm = gradientNormAt(run, last);
  const decided = named(
    decision,
    catalogue.decision(
      run.ending.outcome,
      catalogue.places.indexOf(placeOf(run, experiment, catalogue)),
      last,
      Math.max(1, last - first),
      gradientNormAt(run, first),
      norm,
      tolerance,
      ...["pairs", "flips", "period", "far"].map((name) => seen[name] ?? Number.NaN),
      size,
      experiment.noise.spread > 0 ? 1 : 0,
    ),
  );
  return {
    ...seen,
    ...decided,
    step: last,
    term: termOf(run, catalogue),
    axis_x: bend.axis.x,
    axis_y: bend.axis.y,
    down_x: -bend.axis.y,
    down_y: bend.axis.x,
    curvature: bend.highest,
    norm,
    steepness,
    gap: lossAt(run, last) - best,
    tolerance,
  };
}

function changeFor(
  { key }: FindingKind,
  run: Run,
  experiment: Experiment,
  catalogue: Catalogue,
  values: Values,
): Change | undefined {
  switch (key) {
    case "exploding":
    case "oscillating":
      return tamed(run, experiment, catalogue);
    case "cycling":
      return { lr: run.lr / 10 };
    case "on_plateau":
    case "crawling":
      return quickened(run, experiment, catalogue);
    case "at_saddle": {
      const { x, y } = endOf(run);
      const { size } = experiment.landscape.terrain;
      return { start: { x: x + 0.01 * size * Number(values.down_x), y: y + 0.01 * size * Number(values.down_y) } };
    }
    default:
      return elsewhere(run, experiment, catalogue);
  }
}

/** The first of the halved learning rates at which the run does not diverge. */
function tamed(run: Run, experiment: Experiment, catalogue: Catalogue): Change | undefined {
  const { highest } = curvatureAt(experiment.landscape, bendOf(experiment), catalogue);
  const limit = run.optimizer.stability?.(highest, ...run.hyperparameters);
  let lr = run.lr / 2;
  if (limit !== undefined && limit > 0) lr = Math.min(lr, limit / 2);
  for (let halving = 0; halving < catalogue.diagnosis.halvings; halving++) {
    if (!again(run, experiment, catalogue, lr).diverges) return { lr };
    lr /= 2;
  }
  return undefined;
}

/** A learning rate ten or three times as large, if it brings the run lower. */
function quickened(run: Run, experiment: Experiment, catalogue: Catalogue): Change | undefined {
  for (const factor of [10, 3]) {
    const tried = again(run, experiment, catalogue, run.lr * factor);
    if (!tried.diverges && tried.loss < lossAt(run, run.ending.steps)) return { lr: run.lr * factor };
  }
  return undefined;
}

/** The first other declared start from which the run ends lower. */
function elsewhere(run: Run, experiment: Experiment, catalogue: Catalogue): Change | undefined {
  for (const { x, y } of experiment.landscape.starts) {
    if (x === experiment.start.x && y === experiment.start.y) continue;
    if (again(run, experiment, catalogue, run.lr, { x, y }).loss < lossAt(run, run.ending.steps))
      return { start: { x, y } };
  }
  return undefined;
}

let record = new Float64Array();

/** How the same run ends at another learning rate, or from another start. */
function again(
  { optimizer, hyperparameters }: Run,
  experiment: Experiment,
  catalogue: Catalogue,
  lr: number,
  from: Point = experiment.start,
): { readonly diverges: boolean; readonly loss: number } {
  const { steps } = experiment;
  const needed = (steps + 1) * optimizer.columns;
  if (record.length < needed) record = new Float64Array(needed);
  const values = optimizer.hyperparameters.map(({ name }, index) =>
    name === "lr" ? lr : (hyperparameters[index] ?? Number.NaN),
  );
  const ending = optimizer.trace(
    groundOf(experiment, catalogue),
    values,
    from.x,
    from.y,
    steps,
    catalogue.stop,
    record,
  );
  return { diverges: ending.diverged_at >= 0, loss: record[ending.steps * optimizer.columns + 2] ?? Number.NaN };
}

/** The known minimizer nearest to the start; the start itself where none is known. */
function bendOf({ landscape, start }: Experiment): Point {
  return nearestMinimizer(landscape, start) ?? start;
}

function endOf(run: Run): Point {
  return { x: xAt(run, run.ending.steps), y: yAt(run, run.ending.steps) };
}

function hasDiverged({ ending }: Run): boolean {
  return ending.diverged_at >= 0;
}

/** The first of x, y and loss that is out of bounds. */
function termOf(run: Run, { limits }: Catalogue): string {
  const { steps } = run.ending;
  const last = { x: xAt(run, steps), y: yAt(run, steps), loss: lossAt(run, steps) };
  const out = Object.entries(last).find(([, value]) => !(Math.abs(value) < limits.coordinate ** 3));
  return out?.[0] ?? "gradient";
}

function named(names: readonly string[], values: readonly number[]): Readonly<Record<string, number>> {
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? Number.NaN]));
}

function namesIn(template: string): readonly string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
}

function filled(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? "";
    // A step is counted and not measured, so it is said in full.
    if (name === "step") return value.toLocaleString("en");
    return typeof value === "string" ? value : threeDigits(value);
  });
}

/** A number with three significant digits, large ones in full: what Python writes, so that the sentences are the same. */
export function threeDigits(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  const [mantissa = "", power = "0"] = roundedToEven(value).toExponential().split("e");
  const exponent = Number(power);
  const size = Math.abs(value);
  if (size >= 1e3 && size < 1e9) return roundedToEven(value).toLocaleString("en", { maximumFractionDigits: 0 });
  if (value !== 0 && (exponent < -4 || exponent >= 3))
    return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  return Object.is(value, -0) ? "-0" : String(roundedToEven(value));
}

/** Three significant digits; exactly between two, the even one, where JavaScript by itself would take the larger. */
function roundedToEven(value: number): number {
  const rounded = Number(value.toPrecision(3));
  const [digits = "", power = "0"] = value.toExponential(60).split("e");
  const isTie = /^-?\d\.\d\d50*$/.test(digits);
  if (!isTie) return rounded;
  const kept = digits.slice(0, digits.indexOf(".") + 3);
  return Number(kept.at(-1)) % 2 === 0 ? Number(`${kept}e${power}`) : rounded;
}
