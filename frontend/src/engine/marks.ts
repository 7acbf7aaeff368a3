/** Learning rates worth trying: by theory where it knows them, else measured: `thalweg.runs.sweep.Sweep`. */

import type { Catalogue, Optimizer } from "./catalogue";
import type { Limit, Unlimited } from "./curvature";
import type { Rest, Restless } from "./resting";
import type { Swept } from "./sweep";

export interface RateMark {
  readonly name: string;
  readonly lr: number;
  /** What is special about it. */
  readonly says: string;
}

/** Rates that theory marks, with the limit that they are multiples of. */
export interface Derived {
  readonly optimizer: Optimizer;
  readonly limit: Limit;
  readonly marks: readonly RateMark[];
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
  return "swept" in marked;
}

/** Rates worth trying, as multiples of the limit. */
const BY_THEORY = [
  { name: "Crawl", times: 0.02, says: "so small that it hardly moves" },
  { name: "Good", times: 0.5, says: "half of the limit" },
  { name: "Edge", times: 0.98, says: "just below the limit" },
  { name: "Explode", times: 1.1, says: "just above the limit" },
] as const;

export function marksByTheory({ lr: limit }: Limit, { limits }: Catalogue): readonly RateMark[] {
  const [lowest, highest] = limits.lr;
  return BY_THEORY.map(({ times, ...mark }) => ({ ...mark, lr: Number((times * limit).toPrecision(3)) })).filter(
    ({ lr }) => lr >= lowest && lr <= highest,
  );
}

/** The rates of a whole sweep that are worth trying; it need not have all of them. */
export function marksMeasured(swept: Swept, { rates }: Catalogue): readonly RateMark[] {
  const good = bestOf(swept);
  const arriving = arrivingAround(good, swept);
  const crawl = arriving && swept.diverged[arriving.first - 1] === 0 ? arriving.first - 1 : undefined;
  const marks = [
    { name: "Crawl", at: crawl, says: "the largest rate below these that is still on its way at the end" },
    { name: "Good", at: good, says: "the one that ends lowest" },
    { name: "Edge", at: arriving?.last, says: "the largest up to which every rate from there on arrives at a minimum" },
    { name: "Explode", at: explosionOf(swept), says: "the smallest that diverges" },
  ];
  return marks.flatMap(({ at, ...mark }) => {
    const lr = at === undefined ? undefined : rates[at];
    return lr === undefined ? [] : [{ ...mark, lr }];
  });
}

/** Index of the rate that ends lowest without having diverged; of equals the one with the fewest steps, then the first. */
export function bestOf({ loss, steps, diverged }: Swept): number | undefined {
  const settled = Array.from(loss.keys()).filter((at) => diverged[at] === 0 && Number.isFinite(loss[at]));
  const order = (one: number, other: number) =>
    (loss[one] ?? 0) - (loss[other] ?? 0) || (steps[one] ?? 0) - (steps[other] ?? 0);
  return settled.sort(order)[0];
}

/** Index of the smallest rate that diverges. */
export function explosionOf({ diverged }: Swept): number | undefined {
  const first = diverged.indexOf(1);
  return first < 0 ? undefined : first;
}

/** The rates around one that arrive as it does, one after another: a lucky jump at some far larger rate is none of them. */
function arrivingAround(good: number | undefined, { arrived }: Swept): { first: number; last: number } | undefined {
  if (good === undefined || arrived[good] !== 1) return undefined;
  let [first, last] = [good, good];
  while (arrived[first - 1] === 1) first -= 1;
  while (arrived[last + 1] === 1) last += 1;
  return { first, last };
}
