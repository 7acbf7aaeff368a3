/** A line of a step, as it is read out. */

import type { Told } from "../../engine/explanation";
import { listed, readable } from "../numbers";

export function lineInWords({ lines }: Told, told: number): string {
  const number = Math.min(told, lines.length);
  const line = lines[number - 1];
  if (!line) return "";
  const results = line.results.map((value) => readable(value, 5));
  return `Line ${number} of ${lines.length}: ${line.line.sentence}; it gives ${listed(results)}.`;
}
