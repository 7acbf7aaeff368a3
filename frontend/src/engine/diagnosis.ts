/**
 * What a run shows, with evidence and one thing to try: `thalweg.runs.diagnosis`, finding for finding.
 *
 * The measurements and the decisions are generated from the same text as Python's; only what puts them together is written
 * here, in the order in which it is written there.
 */

import type { Experiment, Point } from "../state/experiment";
import type { Catalogue, FindingKind, Signature } from "./catalogue";
import { type Curvature, curvatureAt } from "./curvature";
import { threeDigits } from "./digits";
import { gradientNormAt, hasDiverged, lossAt, placeOf, type Run, xAt, yAt } from "./runs";
import { adviceOn, bendOf, type Change, suggestion } from "./suggestion";

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
  const of = { run, experiment, catalogue };
  const down = { x: Number(values.down_x), y: Number(values.down_y) };
  return catalogue.diagnosis.kinds
    .filter(({ key }) => values[key] === 1)
    .map((kind) => {
      const said = kind.sentences.find((each) => isKnown(each, values)) ?? kind.sentences.at(-1) ?? "";
      const change = suggestion(kind.key, of, down);
      return {
        kind,
        run,
        evidence: Object.fromEntries(namesIn(said).map((name) => [name, values[name] ?? Number.NaN])),
        sentence: filled(said, values, catalogue),
        advice: adviceOn(kind.key, change, of),
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
  const { window, recent, trend, pace, decision, terms } = catalogue.diagnosis;
  const { size, steepness, best, low, high } = experiment.landscape.terrain;
  const { columns } = run.optimizer;
  const last = run.ending.steps;
  const first = Math.max(0, last - window);
  const quarter = Math.max(1, Math.floor(last / 4));
  const [later, halfway] = [Math.max(0, last - quarter), Math.max(0, last - 2 * quarter)];
  const { x, y } = endOf(run);
  const { axis } = bend;
  const seen: Record<string, number> = {
    ...named(recent, catalogue.recent(run.record, columns, first, last, x, y, last, axis.x, axis.y, size)),
    ...named(trend, catalogue.trend(run.record, columns, halfway, last, later)),
    end: run.ending.outcome,
    place: catalogue.places.indexOf(placeOf(run, experiment, catalogue)),
    x,
    y,
    loss: lossAt(run, last),
    norm: gradientNormAt(run, last),
    norm_later: gradientNormAt(run, later),
    norm_halfway: gradientNormAt(run, halfway),
    quarter,
    loss_halfway: lossAt(run, halfway),
    loss_before: lossAt(run, first),
    steps: last,
    window: last - first,
    tolerance: catalogue.stop.gradient_norm || DEFAULT_TOLERANCE,
    loss_tolerance: catalogue.stop.loss_change,
    low,
    high,
    size,
    noisy: experiment.noise.spread > 0 ? 1 : 0,
  };
  seen.width = widthOf(run, seen.period ?? 0, catalogue);
  Object.assign(seen, workedOut(pace, catalogue.pace, seen));
  const decided = workedOut(decision, catalogue.decision, seen);
  return {
    ...seen,
    ...decided,
    step: last,
    term: terms[decided.term ?? 0] ?? "",
    axis_x: straight(axis.x),
    axis_y: straight(axis.y),
    down_x: straight(-axis.y),
    down_y: straight(axis.x),
    curvature: bend.highest,
    steepness,
    gap: lossAt(run, last) - best,
  };
}

/** The results of a procedure by name, given what it asks for by name. */
function workedOut(
  { takes, gives }: Signature,
  procedure: (...measured: readonly number[]) => readonly number[],
  seen: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  return named(gives, procedure(...takes.map((name) => seen[name] ?? Number.NaN)));
}

/** The largest distance between two points of the last period; 0 where there is none. */
function widthOf(run: Run, period: number, catalogue: Catalogue): number {
  const last = run.ending.steps;
  const first = last - Math.max(1, period) + 1;
  let width = 0;
  for (let step = first; step <= last; step++) {
    const [far = 0] = catalogue.width(run.record, run.optimizer.columns, first, last, xAt(run, step), yAt(run, step));
    width = Math.max(width, far);
  }
  return width;
}

/** A part of a direction; what three digits could not show is nothing. */
function straight(part: number): number {
  return Math.abs(part) < 5e-4 ? 0 : part;
}

function endOf(run: Run): Point {
  return { x: xAt(run, run.ending.steps), y: yAt(run, run.ending.steps) };
}

function named(names: readonly string[], values: readonly number[]): Readonly<Record<string, number>> {
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? Number.NaN]));
}

function namesIn(template: string): readonly string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
}

function isKnown(sentence: string, values: Values): boolean {
  return namesIn(sentence).every((name) => typeof values[name] === "string" || Number.isFinite(values[name]));
}

function filled(template: string, values: Values, { diagnosis }: Catalogue): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? "";
    if (typeof value === "string") return value;
    if (diagnosis.counted.includes(name)) return value.toLocaleString("en", { maximumFractionDigits: 0 });
    return threeDigits(name === "needed" ? Math.floor(value + 0.5) : value);
  });
}
