/** Learning rates worth trying: by theory where it knows them, else measured: `thalweg.runs.sweep.Sweep`. */

import type { Catalogue, Optimizer } from "./catalogue";
import type { Limit, Unlimited } from "./curvature";
import type { Rest, Restless } from "./resting";
import type { Swept, Tried } from "./sweep";

export type MarkName = "Crawl" | "Good" | "Edge" | "Explode";

export interface RateMark {
  readonly name: MarkName;
  readonly lr: number;
  /** What is special about it. */
  readonly says: string;
  /** Whether a sweep has found it, and not theory. */
  readonly isMeasured: boolean;
}

/** Rates that theory marks, with the limit that they are multiples of; those that do not do here what they say, measured. */
export interface Derived {
  readonly optimizer: Optimizer;
  readonly limit: Limit;
  readonly swept: Swept;
  readonly marks: readonly RateMark[];
  /** Whether the marks have been tried from this start. */
  readonly isTried: boolean;
}

/** Why theory marks nothing. */
export type Unmarked = Unlimited | "off the slider";

/** Rates that a sweep marks, with what there is to say of the limit. */
export interface Measured {
  readonly optimizer: Optimizer;
  readonly why: Unmarked;
  readonly rest: Rest | Restless | undefined;
  readonly swept: Swept;
  readonly marks: readonly RateMark[];
}

export type Marked = Derived | Measured;

export function isMeasured(marked: Marked): marked is Measured {
  return "why" in marked;
}

/** Rates worth trying, as multiples of the limit. */
const BY_THEORY = [
  { name: "Crawl", times: 0.02, says: "so small that it hardly moves" },
  { name: "Good", times: 0.5, says: "half of the limit" },
  { name: "Edge", times: 0.98, says: "just below the limit" },
  { name: "Explode", times: 1.1, says: "just above the limit" },
] as const;

export const NAMES: readonly MarkName[] = BY_THEORY.map(({ name }) => name);

export function marksByTheory({ lr: limit }: Limit, { limits }: Catalogue): readonly RateMark[] {
  const [lowest, highest] = limits.lr;
  return BY_THEORY.map(({ times, ...mark }) => ({
    ...mark,
    lr: Number((times * limit).toPrecision(3)),
    isMeasured: false,
  })).filter(({ lr }) => lr >= lowest && lr <= highest);
}

/** Whether a run at a rate that theory marks does what the mark says; undefined, where it takes a sweep to know. */
export function doesWhatItSays(name: MarkName, tried: Tried, { isExact }: Limit): boolean | undefined {
  // Where the landscape bends alike everywhere the others are proved, for every start and any number of steps; and however far
  // it has come, whoever crawls is still on its way at the end.
  if (isExact) return name !== "Crawl" || !tried.hasConverged;
  if (name === "Crawl") return !(tried.hasDiverged || tried.hasArrived);
  if (name === "Explode") return tried.hasDiverged;
  if (tried.hasDiverged) return false;
  return tried.hasArrived ? true : undefined;
}

/**
 * The marks of theory that do what they say, and in the place of the others those that were measured, where there are any.
 *
 * @param held What came of each mark of theory.
 */
export function marksTried(
  theory: readonly RateMark[],
  held: readonly (boolean | undefined)[],
  swept: Swept,
  catalogue: Catalogue,
): readonly RateMark[] {
  // Where no rate arrives within the steps, one that does not may be good all the same.
  const isAlike = !swept.arrived.includes(1);
  const measured = marksMeasured(swept, catalogue);
  const mixed = NAMES.flatMap((name) => {
    const at = theory.findIndex((mark) => mark.name === name);
    const mark = theory[at];
    return mark && (held[at] ?? isAlike) ? mark : (measured.find((each) => each.name === name) ?? []);
  });
  const isRising = mixed.every(({ lr }, index) => index === 0 || lr > (mixed[index - 1]?.lr ?? 0));
  return isRising ? mixed : measured;
}

/** The rates of a whole sweep that are worth trying; it need not have all of them, and no rate has two names. */
export function marksMeasured(swept: Swept, catalogue: Catalogue): readonly RateMark[] {
  const good = bestOf(swept, catalogue);
  const marks = [
    { name: "Crawl", at: crawlOf(swept), says: "the largest rate below all that arrive: still on its way at the end" },
    { name: "Good", at: good, says: "the best of the sweep" },
    { name: "Edge", at: edgeOf(good, swept), says: "the largest up to which every rate from there on arrives" },
    { name: "Explode", at: explosionOf(swept), says: "the smallest that diverges" },
  ] as const;
  return marks.flatMap(({ at, ...mark }) => {
    const lr = at === undefined || (at === good && mark.name !== "Good") ? undefined : catalogue.rates[at];
    return lr === undefined ? [] : [{ ...mark, lr, isMeasured: true }];
  });
}

/**
 * Losses that differ by no more than this are one loss as far as the stopping criteria can tell: where the gradient is shorter
 * than its tolerance, a bowl as wide as the domain goes down by no more than the product of the two.
 */
export function levelOf(lowest: number, { experiment }: Swept, { stop }: Catalogue): number {
  return stop.gradient_norm * experiment.landscape.terrain.size + stop.loss_change * Math.abs(lowest);
}

/** Index of the rate that is best: of those that converged at the lowest loss the one with the fewest steps, else the lowest. */
export function bestOf(swept: Swept, catalogue: Catalogue): number | undefined {
  const { loss, steps, diverged, outcome } = swept;
  const lossAt = (at: number) => loss[at] ?? Number.NaN;
  const settled = Array.from(loss.keys()).filter((at) => diverged[at] === 0 && Number.isFinite(loss[at]));
  const lowest = settled.reduce((least, at) => Math.min(least, lossAt(at)), Number.POSITIVE_INFINITY);
  const reached = lowest + levelOf(lowest, swept, catalogue);
  const converged = settled.filter(
    (at) => catalogue.outcomes[outcome[at] ?? 0]?.startsWith("converged") && lossAt(at) <= reached,
  );
  const byLoss = (one: number, other: number) => lossAt(one) - lossAt(other);
  const bySteps = (one: number, other: number) => (steps[one] ?? 0) - (steps[other] ?? 0);
  return converged.length > 0
    ? converged.sort((one, other) => bySteps(one, other) || byLoss(one, other))[0]
    : settled.sort((one, other) => byLoss(one, other) || bySteps(one, other))[0];
}

/** Index of the smallest rate that diverges. */
export function explosionOf({ diverged }: Swept): number | undefined {
  const first = diverged.indexOf(1);
  return first < 0 ? undefined : first;
}

/** Index of the largest rate below all that arrive. */
function crawlOf({ arrived, diverged }: Swept): number | undefined {
  const at = arrived.indexOf(1) - 1;
  return at >= 0 && diverged[at] === 0 ? at : undefined;
}

/**
 * Index of the last of the rates from a good one on that arrive as it does: a lucky jump at some far larger rate is none of them.
 * Beyond the last rate of the sweep nothing was tried, so that nothing ends there.
 */
function edgeOf(good: number | undefined, { arrived }: Swept): number | undefined {
  if (good === undefined || arrived[good] !== 1) return undefined;
  let last = good;
  while (arrived[last + 1] === 1) last += 1;
  return last < arrived.length - 1 ? last : undefined;
}
