/** Which losses are named beside the scale of the colours, and how high each of them stands there. */

import type { Catalogue, Landscape } from "../../engine/catalogue";
import { powerOfTen, readable } from "../numbers";

/** Labels nearer than this would touch. */
const APART = 0.06;

export interface LossTick {
  /** As a share of the scale, from below. */
  readonly rise: number;
  readonly words: string;
}

/** The lowest loss, and the powers of ten that lie on the scale. */
export function lossTicks({ terrain: { low, high, unit } }: Landscape, { height }: Catalogue): readonly LossTick[] {
  const ticks: LossTick[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const value of scaleValues(low, high)) {
    const rise = height(value, low, high, unit);
    if (rise - last < APART) continue;
    last = rise;
    const isPower = Number.isInteger(Math.log10(Math.abs(value)));
    ticks.push({ rise, words: isPower ? powerOf(value) : readable(value, 2) });
  }
  return ticks;
}

function scaleValues(low: number, high: number): readonly number[] {
  const top = Math.floor(Math.log10(Math.max(Math.abs(high), Number.MIN_VALUE)));
  const powers = Array.from({ length: 12 }, (_, index) => 10 ** (top - 11 + index));
  const values = [low, ...powers.map((power) => -power), 0, ...powers];
  return values.filter((value) => value >= low && value <= high).sort((one, other) => one - other);
}

function powerOf(value: number): string {
  const text = powerOfTen(Math.round(Math.log10(Math.abs(value))));
  return value < 0 ? `−${text}` : text;
}
