/** What the sweep strip says. */

import type { Catalogue, Optimizer } from "../../engine/catalogue";
import { bestOf, explosionOf } from "../../engine/marks";
import type { Swept } from "../../engine/sweep";
import type { Experiment } from "../../state/experiment";
import type { Measure } from "../../state/scene";
import { floorOf } from "../chart/measure";
import { counted, listed, readable } from "../numbers";
import { floorExponent } from "./scale";

export function axisWords(measure: Measure, { landscape, steps }: Experiment, catalogue: Catalogue): string {
  if (measure === "steps") return `Steps until a run has converged, of ${counted(steps)} at most, on logarithmic axes.`;
  const floor = floorOf(landscape);
  const above = floor === 0 ? "" : ` above the best known, ${readable(floor, 6)},`;
  const words = `Final loss${above} after ${counted(steps)} steps or fewer, on logarithmic axes.`;
  if (floorExponent(landscape, catalogue) === undefined) return words;
  const stop = readable(catalogue.stop.gradient_norm);
  return `${words} A run stops where the gradient is below ${stop}: in the shaded part, who ends lower is chance.`;
}

/** What loading a rate does to whom. */
export function loadWords(optimizer: Optimizer | undefined, how: "A click" | "Enter"): string {
  return optimizer ? `${how} gives it to ${optimizer.title}.` : "";
}

/** How one run of the sweep went: "SGD 2.3e-5 in 400 steps". */
export function resultAt(swept: Swept, index: number, catalogue: Catalogue): string {
  const { title } = swept.optimizer;
  if (index >= swept.done) return `${title} not computed yet`;
  const steps = counted(swept.steps[index] ?? 0);
  if (swept.diverged[index] === 1) return `${title} diverges at step ${steps}`;
  const outcome = catalogue.outcomes[swept.outcome[index] ?? 0] ?? "";
  return `${title} ${readable(swept.loss[index] ?? Number.NaN)}, ${outcome} (${steps} steps)`;
}

export function readingAt(swept: readonly Swept[], index: number, catalogue: Catalogue): string {
  const rate = readable(catalogue.rates[index] ?? Number.NaN);
  const results = swept.map((each) => resultAt(each, index, catalogue));
  return `Learning rate ${rate}: ${results.join("; ") || "no optimizer is shown"}.`;
}

/** The strip in words: where each optimizer is at its best, and from where on it diverges. */
export function sweepSummary(swept: readonly Swept[], catalogue: Catalogue): string {
  const { rates } = catalogue;
  const done = swept.reduce((sum, { done }) => sum + done, 0);
  const all = swept.length * rates.length;
  if (swept.length === 0) return "No optimizer is shown.";
  if (done < all) return `Computing: ${counted(done)} of ${counted(all)} runs.`;
  return swept
    .map((each) => {
      const best = bestOf(each, catalogue);
      const first = explosionOf(each);
      const limit =
        first === undefined ? "diverges at none of them" : `first diverges at ${readable(rates[first] ?? 0)}`;
      if (best === undefined) return `${each.optimizer.title} diverges at every rate.`;
      return `${each.optimizer.title} is at its best at ${readable(rates[best] ?? 0)}, with loss ${readable(each.loss[best] ?? 0)} in ${counted(each.steps[best] ?? 0)} steps, and ${limit}.`;
    })
    .join(" ");
}

export function limitWords(names: readonly string[]): string {
  const current = "The upright lines that run through are the rates in force.";
  if (names.length === 0) return current;
  return `${current} ▲ where ${listed(names)} stop${names.length === 1 ? "s" : ""} being stable at the minimizer nearest to the start.`;
}
