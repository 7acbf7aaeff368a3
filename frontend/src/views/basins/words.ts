/** What the map of basins says: how many of the starts lead where. */

import type { Progress } from "../../engine/basins/explorer";
import { arrivedAt, DIVERGED, ENTRY, type Field, reachedAt, UNSETTLED } from "../../engine/basins/field";
import { cellOf } from "../../engine/basins/plane";
import type { Noise } from "../../engine/noise";
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

export function basinsSentence(field: Field, noise?: Noise): string {
  const starts = `${counted(field.size)} × ${counted(field.size)} starts`;
  return `Where ${field.optimizer.title} ends from ${starts}, after at most ${counted(field.steps)} steps${precisionOf(field)}.${withoutNoise(noise)}`;
}

/** What is worked out by the card has seven digits, and what the processor works out has sixteen, like the paths. */
export function precisionOf({ isSingle }: Field): string {
  return isSingle ? ", in single precision" : "";
}

export function withoutNoise(noise: Noise | undefined): string {
  return noise && noise.spread > 0 ? " The noise in the gradients is left out." : "";
}

/** @param runs What the runs differ in, in the plural. */
export function differenceSentence(one: Field, other: Field, runs = "starts"): string {
  const all = one.size * one.size;
  let different = 0;
  for (let index = 0; index < all; index++) if (reachedAt(one, index) !== reachedAt(other, index)) different += 1;
  return `${one.optimizer.title} and ${other.optimizer.title} end differently from ${percent(different / all)} of ${counted(one.size)} × ${counted(one.size)} ${runs} (hatched).`;
}

export function progressSentence({ optimizer, size, taken, steps }: Progress): string {
  return `Working out ${optimizer.title}: ${size} × ${size} starts, step ${counted(taken)} of ${counted(steps)}.`;
}

export const NOBODY = "No optimizer is shown whose basins could be.";
/** Every start and where it leads, as comma-separated values. */
export function basinsCsv(field: Field): string {
  const rows = ["x,y,end_x,end_y,minimizer,steps"];
  for (let row = 0; row < field.size; row++) {
    for (let column = 0; column < field.size; column++) {
      const index = row * field.size + column;
      const { x, y } = cellOf(field.plane, field.hyperparameters, field.size, column, row).start;
      const [endX, endY] = [field.ends[ENTRY * index], field.ends[ENTRY * index + 1]];
      const reached = reachedAt(field, index);
      const where = reached === DIVERGED ? "diverged" : reached === UNSETTLED ? "" : String(reached + 1);
      rows.push(`${x},${y},${endX},${endY},${where},${arrivedAt(field, index)}`);
    }
  }
  return rows.join("\n").concat("\n");
}

function percent(share: number): string {
  return `${readable(100 * share, share > 0.995 && share < 1 ? 4 : 3)}\u00a0%`;
}
