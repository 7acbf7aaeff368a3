/** What the map of basins says: how many of the starts lead where. */

import type { Progress } from "../../engine/basins/explorer";
import {
  arrivedAt,
  type Contrast,
  contrastAt,
  DIVERGED,
  type Field,
  reachedAt,
  UNSETTLED,
} from "../../engine/basins/field";
import type { Noise } from "../../engine/noise";
import type { Origin } from "../../engine/rates";
import type { Run } from "../../engine/runs";
import { counted, readable, readablePoint } from "../numbers";

export interface Share {
  /** Index of a minimizer, or `UNSETTLED`, or `DIVERGED`. */
  readonly reached: number;
  readonly share: number;
  /** Steps that half of them need at most. */
  readonly median: number;
}

/** The largest first. */
export function sharesOf(field: Field): readonly Share[] {
  const all = field.size * field.size;
  const counts = new Map<number, number>();
  for (let index = 0; index < all; index++) {
    const reached = reachedAt(field, index);
    counts.set(reached, (counts.get(reached) ?? 0) + 1);
  }
  return [...counts]
    .map(([reached, count]) => ({ reached, share: count / all, median: medianArrival(field, reached, count) }))
    .sort((one, other) => other.share - one.share);
}

function medianArrival(field: Field, reached: number, count: number): number {
  const arrivals = new Int32Array(count);
  let filled = 0;
  for (let index = 0; filled < count; index++) {
    if (reachedAt(field, index) !== reached) continue;
    arrivals[filled] = arrivedAt(field, index);
    filled += 1;
  }
  return arrivals.sort()[Math.floor(count / 2)] ?? 0;
}

export function shareWords({ reached, share, median }: Share, { landscape }: Field): string {
  const part = percent(share);
  if (reached === DIVERGED) return `${part} diverge, half of them by step ${counted(median)}`;
  if (reached === UNSETTLED) return `${part} reach no known minimizer`;
  const [x = Number.NaN, y = Number.NaN] = landscape.minimizers[reached] ?? [];
  return `${part} reach ${readablePoint(x, y)}, half of them within ${counted(median)} steps`;
}

/** What came of one run of a map. */
export function endWords(field: Field, index: number): string {
  const reached = reachedAt(field, index);
  const steps = counted(arrivedAt(field, index));
  if (reached === DIVERGED) return `diverges at step ${steps}`;
  if (reached === UNSETTLED) return "reaches no known minimizer";
  const [x = Number.NaN, y = Number.NaN] = field.landscape.minimizers[reached] ?? [];
  return `within reach of ${readablePoint(x, y)} from step ${steps} on`;
}

export function basinsSentence(field: Field, run: Run | undefined, noise?: Noise): string {
  const starts = `${counted(field.size)} × ${counted(field.size)} starts`;
  const at = run ? ` at ${settingWords(run)},` : "";
  return `Where ${field.optimizer.title} ends from ${starts}${at} after at most ${counted(field.steps)} steps${precisionOf(field)}.${withoutNoise(noise)}`;
}

/** What a policy found for the start that is shown holds for no other. */
const FROM: Readonly<Partial<Record<Origin, string>>> = {
  best: " (the best for the start shown)",
  sought: " (the best for the start shown is still being looked for)",
  scaled: " (equal first steps from the start shown)",
};

/** The hyper-parameters of a run, and where its rate comes from: "learning rate 0.01, β 0.9". */
export function settingWords({ optimizer, hyperparameters, lr, origin }: Run): string {
  const others = optimizer.hyperparameters.flatMap(({ name, symbol }, index) =>
    name === "lr" ? [] : [`${symbol} ${readable(hyperparameters[index] ?? Number.NaN)}`],
  );
  return [`learning rate ${readable(lr)}${FROM[origin] ?? ""}`, ...others].join(", ");
}

/** What is worked out by the card has seven digits, and what the processor works out has sixteen, like the paths. */
export function precisionOf({ isSingle }: Field): string {
  return isSingle ? ", in single precision" : "";
}

export function withoutNoise(noise: Noise | undefined): string {
  return noise && noise.spread > 0 ? " The noise in the gradients is left out." : "";
}

/** How many of the runs differ in which way, the most frequent way first; ways there are none of are left out. */
export function contrastsOf(one: Field, other: Field): readonly { readonly how: Contrast; readonly share: number }[] {
  const all = one.size * one.size;
  const counts = new Map<Contrast, number>();
  for (let index = 0; index < all; index++) {
    const how = contrastAt(one, other, index);
    counts.set(how, (counts.get(how) ?? 0) + 1);
  }
  return [...counts]
    .map(([how, count]) => ({ how, share: count / all }))
    .sort((before, after) => after.share - before.share);
}

/** A share of the runs in words, with how it is drawn. */
export function contrastWords(how: Contrast, share: number, one: Field, other: Field): string {
  const [first, second] = [one.optimizer.title, other.optimizer.title];
  const words: Readonly<Record<Contrast, string>> = {
    alike: "end alike (dark blue)",
    elsewhere: "end at another minimum (hatched orange)",
    "only the one": `have arrived with ${first} alone, ${second} is not there yet (sparse dots)`,
    "only the other": `have arrived with ${second} alone, ${first} is not there yet (dense dots)`,
    diverges: "diverge with one of them (hatched black)",
  };
  return `${percent(share)} ${words[how]}`;
}

/** @param runs What the runs differ in, in the plural. */
export function differenceSentence(one: Field, other: Field, noise?: Noise, runs = "starts"): string {
  const contrasts = contrastsOf(one, other);
  const alike = contrasts.find(({ how }) => how === "alike")?.share ?? 0;
  const size = counted(one.size);
  return `${one.optimizer.title} and ${other.optimizer.title} end differently from ${percent(1 - alike)} of ${size} × ${size} ${runs}${precisionOf(one)}.${withoutNoise(noise)}`;
}

export function progressSentence({ optimizer, size, taken, steps }: Progress): string {
  return `Working out ${optimizer.title}: ${size} × ${size} starts, step ${counted(taken)} of ${counted(steps)}.`;
}

export const NOBODY = "No optimizer is shown whose basins could be.";

function percent(share: number): string {
  return `${readable(100 * share, share > 0.995 && share < 1 ? 4 : 3)}\u00a0%`;
}
