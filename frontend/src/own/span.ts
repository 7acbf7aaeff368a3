/** How far a slider goes for a number of which nothing is known but its value. */

/** The numbers between the two ends of a slider. */
export interface Span {
  holds(value: number): boolean;
  /** The number at a share of the way, to the digits worth writing down. */
  valueAt(share: number): number;
  shareOf(value: number): number;
}

/** A number that is tiny or large is tried a hundred times smaller and a hundred times larger. */
const DECADES = 2;
const TINY = 0.01;

/** A share runs from 0 to almost 1; what is larger, smaller or negative runs as far as a number of its size may. */
export function spanOf(value: number): Span {
  if (value >= TINY && value < 1) return linear(0, 0.995);
  if (value > 0) return logarithmic(value);
  const size = Math.max(1, 2 * Math.abs(value));
  return linear(-size, size);
}

function linear(low: number, high: number): Span {
  return {
    holds: (value) => value >= low && value <= high,
    valueAt: (share) => Number((low + share * (high - low)).toPrecision(4)),
    shareOf: (value) => (value - low) / (high - low),
  };
}

function logarithmic(middle: number): Span {
  const exponent = Math.log10(middle);
  const powers = linear(exponent - DECADES, exponent + DECADES);
  return {
    holds: (value) => value > 0 && powers.holds(Math.log10(value)),
    valueAt: (share) => Number((10 ** powers.valueAt(share)).toPrecision(3)),
    shareOf: (value) => powers.shareOf(Math.log10(value)),
  };
}
