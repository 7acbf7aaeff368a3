/** What the map of learning rate and momentum says. */

import { DIVERGED, type Field, reachedAt, UNSETTLED } from "../../engine/basins/field";
import type { Rates } from "../../engine/basins/plane";
import type { Catalogue, Hyperparameter } from "../../engine/catalogue";
import type { Noise } from "../../engine/noise";
import { endWords, precisionOf, withoutNoise } from "../basins/words";
import { counted, readable } from "../numbers";
import { FINEST } from "./drawing";

export const NOBODY =
  "None of the optimizers that are shown has a momentum, a number that says which share of something is kept from step to step: switch one on that has, or give it a name in your own rule.";

const SINGLE =
  "Each pair is a run from the start on the map, in the colours of the basins: darker takes longer, hatched diverges, dotted reaches no known minimizer.";
const DIFFERENCE =
  "Each pair is a run of either from the start on the map: hatched orange they end at different minima, dotted only one has arrived, hatched black only one of them diverges.";

/** @param titles Of the optimizers of the map: one, or two whose difference it shows. */
export function ratesAxis(
  { title, symbol }: Hyperparameter,
  { up }: Rates,
  { rates }: Catalogue,
  titles: readonly string[],
): string {
  const [low, high] = up;
  const [slowest, fastest] = [readable(rates[0] ?? 0), readable(rates.at(-1) ?? 1)];
  return `Across: the learning rate, from ${slowest} to ${fastest}. Up: ${title.toLowerCase()} ${symbol}, from ${readable(low)} to below ${readable(high)}. ${titles.length > 1 ? DIFFERENCE : SINGLE} The white line is the edge of stability, where there is a closed form for it.`;
}

export function rateMapSentence(field: Field, others: string, noise: Noise): string {
  const all = field.size * field.size;
  const counts = { settled: 0, diverged: 0 };
  for (let index = 0; index < all; index++) {
    const reached = reachedAt(field, index);
    if (reached === DIVERGED) counts.diverged += 1;
    else if (reached !== UNSETTLED) counts.settled += 1;
  }
  const share = (count: number) => `${readable((100 * count) / all, 3)}\u00a0%`;
  return `Of ${counted(field.size)} × ${counted(field.size)} pairs, ${share(counts.settled)} bring ${field.optimizer.title}${others} to a known minimizer within ${counted(field.steps)} steps, and ${share(counts.diverged)} make it diverge${precisionOf(field)}.${withoutNoise(noise)}`;
}

/** What came of a column and a row of the finest map; its coarser versions know less. */
export function cellWords(
  lr: number,
  momentum: number,
  { symbol }: Hyperparameter,
  fields: readonly Field[],
  column: number,
  row: number,
): string {
  const pair = `Learning rate ${readable(lr, 3)}, ${symbol} ${readable(momentum, 3)}`;
  const ends = fields.map((field) =>
    fields.length > 1 ? `${field.optimizer.title} ${outcome(field, column, row)}` : outcome(field, column, row),
  );
  return ends.length > 0 ? `${pair}: ${ends.join("; ")}.` : `${pair}.`;
}

function outcome(field: Field, column: number, row: number): string {
  const [across = 0, up = 0] = [column, row].map((index) => Math.floor((index * field.size) / FINEST));
  return endWords(field, up * field.size + across);
}
