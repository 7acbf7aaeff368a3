/** Every step of every run as comma-separated values, in full precision; the protocol stands in the first row. */

import { gradientNormAt, lossAt, type Run, xAt, yAt } from "./runs";

const HEADER = "optimizer,step,x,y,loss,gradient_norm,protocol";

export function csvOf(runs: readonly Run[], protocol: string): string {
  const [first, ...others] = runs.flatMap(rowsOf);
  const rows = first === undefined ? [] : [`${first},${quoted(protocol)}`, ...others.map((row) => `${row},`)];
  return [HEADER, ...rows].join("\n").concat("\n");
}

function quoted(words: string): string {
  return `"${words.replaceAll('"', '""')}"`;
}

function rowsOf(run: Run): readonly string[] {
  return Array.from({ length: run.ending.steps + 1 }, (_, step) => {
    const numbers = [xAt(run, step), yAt(run, step), lossAt(run, step), gradientNormAt(run, step)];
    return [run.optimizer.key, step, ...numbers.map(exactly)].join(",");
  });
}

/** The shortest text that reads back as the same number, in words that Python's `float` knows too. */
function exactly(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (value === Number.POSITIVE_INFINITY) return "inf";
  if (value === Number.NEGATIVE_INFINITY) return "-inf";
  return Object.is(value, -0) ? "-0.0" : String(value);
}
