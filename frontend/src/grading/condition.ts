/**
 * What can be said about runs in a word or a comparison, such as "adam loss<0.05" or "sgd converges":
 * `thalweg.lessons.conditions`, word for word.
 */

import type { Catalogue } from "../engine/catalogue";
import { nearestMinimizer } from "../engine/curvature";
import { kindsOf } from "../engine/diagnosis";
import { gradientNormAt, lossAt, placeOf, type Run, xAt, yAt } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import type { Scene } from "../state/scene";

/** Runs, and what they were made on. */
export interface Shown {
  readonly experiment: Experiment;
  readonly scene: Scene;
  readonly runs: readonly Run[];
  readonly catalogue: Catalogue;
}

type OutcomeWord = "converges" | "exhausts" | "diverges";

type Passes = (runs: readonly Run[], shown: Shown) => boolean;

/** `thalweg.backends.interface.End`: why generated code says that a run ended. */
const STEPS = 2;
const DIVERGED = 3;

const OUTCOMES = new Set<string>(["converges", "exhausts", "diverges"] satisfies OutcomeWord[]);

const FINDINGS: Readonly<Record<string, readonly string[]>> = {
  cycles: ["cycling"],
  oscillates: ["oscillating"],
  crawls: ["crawling"],
  stalls: ["at_saddle", "at_maximum", "on_plateau"],
  trapped: ["trapped"],
  explodes: ["exploding"],
};

const PLACES: Readonly<Record<string, string>> = {
  "at-global": "global minimum",
  "at-local": "local minimum",
  "at-saddle": "saddle",
  "at-plateau": "plateau",
};

const COMPARISONS: Readonly<Record<string, (run: Run) => number>> = {
  wins: finalLoss,
  fastest: stepsToConverge,
};

const TEST = /^([a-z_]+)(?:@(\d{1,7}))?(<=|>=|<|>|=)([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)$/;

type Quantity = (run: Run, step: number, shown: Shown) => number;

const QUANTITIES: Readonly<Record<string, Quantity>> = {
  loss: lossAt,
  x: xAt,
  y: yAt,
  norm: gradientNormAt,
  distance: (run, step, { experiment }) => distanceToMinimizer(run, step, experiment),
  steps: (run) => finite(stepsToConverge(run)),
  diverged_at: ({ ending }) => (ending.diverged_at < 0 ? Number.NaN : ending.diverged_at),
};

/** Whether a condition holds; one about an optimizer that is not shown does not, nor does one that cannot be read. */
export function holds(condition: string, shown: Shown): boolean {
  const [keys = "", predicate = ""] = condition.trim().split(/\s+/);
  const named = keys.split(",").map((key) => shown.runs.find(({ optimizer }) => optimizer.key === key));
  const runs = named.filter((run) => run !== undefined);
  return runs.length === named.length && predicate.split(",").every((part) => partOf(part)(runs, shown));
}

function partOf(part: string): Passes {
  const measure = own(COMPARISONS, part);
  if (measure) return (runs) => isFirstAhead(runs.map(measure));
  const word = wordOf(part) ?? testOf(part);
  return (runs, shown) => runs.every((run) => word(run, shown));
}

function isFirstAhead([first = Number.NaN, ...others]: readonly number[]): boolean {
  return others.length > 0 && others.every((other) => first < other);
}

function wordOf(word: string): ((run: Run, shown: Shown) => boolean) | undefined {
  if (OUTCOMES.has(word)) return (run) => outcomeOf(run) === word;
  const place = own(PLACES, word);
  if (place) return (run, { experiment, catalogue }) => placeOf(run, experiment, catalogue) === place;
  const kinds = own(FINDINGS, word);
  if (!kinds) return undefined;
  return (run, { experiment, catalogue }) => kindsOf(run, experiment, catalogue).some((kind) => kinds.includes(kind));
}

function testOf(text: string): (run: Run, shown: Shown) => boolean {
  const [, name = "", at, operator = "", number = ""] = TEST.exec(text) ?? [];
  const quantity = own(QUANTITIES, name);
  if (!quantity) return () => false;
  return (run, shown) => {
    const step = at === undefined ? run.ending.steps : Number(at);
    return step <= run.ending.steps && compares(quantity(run, step, shown), operator, number);
  };
}

/** Compares with a number as it is written; NaN passes no comparison. */
function compares(value: number, operator: string, written: string): boolean {
  const number = Number(written);
  switch (operator) {
    case "<":
      return value < number;
    case "<=":
      return value <= number;
    case ">":
      return value > number;
    case ">=":
      return value >= number;
    default:
      return isWritten(value, written);
  }
}

/** Whether a value is a number as far as its digits are written. */
export function isWritten(value: number, written: string): boolean {
  const [mantissa = "", exponent = "0"] = written.toLowerCase().split("e");
  const decimals = mantissa.split(".")[1] ?? "";
  const unsure = Number(`5e${Number(exponent) - decimals.length - 1}`);
  return Math.abs(value - Number(written)) <= unsure * (1 + 1e-9);
}

function outcomeOf({ ending: { outcome } }: Run): OutcomeWord {
  if (outcome === DIVERGED) return "diverges";
  return outcome === STEPS ? "exhausts" : "converges";
}

/** How a run ended in one word: that it cycles where it does, whatever stopped it. */
export function endingOf(run: Run, { experiment, catalogue }: Shown): OutcomeWord | "cycles" {
  return kindsOf(run, experiment, catalogue).includes("cycling") ? "cycles" : outcomeOf(run);
}

/** The loss at the end; infinite where the run diverged. */
export function finalLoss(run: Run): number {
  const loss = lossAt(run, run.ending.steps);
  return run.ending.outcome !== DIVERGED && Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY;
}

/** How many steps it took to converge; infinite where the run did not. */
export function stepsToConverge(run: Run): number {
  return outcomeOf(run) === "converges" ? run.ending.steps : Number.POSITIVE_INFINITY;
}

function distanceToMinimizer(run: Run, step: number, { landscape }: Experiment): number {
  const at = { x: xAt(run, step), y: yAt(run, step) };
  const nearest = nearestMinimizer(landscape, at);
  return nearest ? Math.hypot(nearest.x - at.x, nearest.y - at.y) : Number.NaN;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
