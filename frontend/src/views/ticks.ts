/** Where the ticks of an axis stand. */

/** The round number (1, 2 or 5 times a power of ten) nearest to a size, from above. */
export function roundUp(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= size * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Round numbers from low to high, about as many as asked for. */
export function linearTicks(low: number, high: number, about: number): readonly number[] {
  const step = roundUp((high - low) / about);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // A multiple of 0.1 is 0.30000000000000004 before it is rounded to the digits its step has.
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** Exponents of ten from low to high, every one or every so many, at most as many as asked for. */
export function decadeTicks(low: number, high: number, most: number): readonly number[] {
  const every = Math.max(1, Math.ceil((high - low) / Math.max(1, most - 1)));
  const first = Math.ceil(low / every) * every;
  return Array.from(
    { length: Math.max(0, Math.floor((high - first) / every) + 1) },
    (_, index) => first + index * every,
  );
}
