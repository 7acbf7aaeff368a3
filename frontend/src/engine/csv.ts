/** Every step of every run as comma-separated values, in full precision; a protocol stands in the first row of its runs. */

import { gradientNormAt, lossAt, type Run, xAt, yAt } from "./runs";

const HEADER = "optimizer,step,x,y,loss,gradient_norm,protocol";

/** Runs that have one protocol. */
export interface Protocolled {
  readonly runs: readonly Run[];
  readonly protocol: string;
}

export function csvOf(comparisons: readonly Protocolled[]): string {
  return [HEADER, ...comparisons.flatMap(rowsUnder)].join("\n").concat("\n");
}

function rowsUnder({ runs, protocol }: Protocolled): readonly string[] {
  const [first, ...others] = runs.flatMap(rowsOf);
  return first === undefined ? [] : [`${first},${inQuotes(protocol)}`, ...others.map((row) => `${row},`)];
}

export function inQuotes(words: string): string {
  return `"${words.replaceAll('"', '""')}"`;
}

function rowsOf(run: Run): readonly string[] {
  return Array.from({ length: run.ending.steps + 1 }, (_, step) => {
    const numbers = [xAt(run, step), yAt(run, step), lossAt(run, step), gradientNormAt(run, step)];
    return [run.optimizer.key, step, ...numbers.map(exactly)].join(",");
  });
}

/** The shortest text that reads back as the same number, in words that Python's `float` knows too. */
export function exactly(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (value === Number.POSITIVE_INFINITY) return "inf";
  if (value === Number.NEGATIVE_INFINITY) return "-inf";
  return Object.is(value, -0) ? "-0.0" : String(value);
}
