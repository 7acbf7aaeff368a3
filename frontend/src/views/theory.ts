/** What theory says about a learning rate, and what was measured where it says nothing, in sentences. */

import type { Optimizer } from "../engine/catalogue";
import { nearestMinimizer } from "../engine/curvature";
import { type Derived, isMeasured, type Marked, type Measured, NAMES, type Unmarked } from "../engine/marks";
import { counted, listed, readable, readablePoint } from "./numbers";

const WHY_NOT: Readonly<Record<Unmarked, (title: string) => string>> = {
  "no closed form": (title) => `For ${title} no formula of a largest stable rate is known.`,
  "no minimizer": () => "No minimizer is known here, so there is no point near which a rate could be called stable.",
  "off the slider": (title) => `The limit of ${title} lies off the slider.`,
  "no curvature": () => "The landscape is flat at its minimizer, so no learning rate is too large there.",
};

/** What stands beside the slider. */
export function theoryInWords(marked: Marked): string {
  const { title } = marked.optimizer;
  if (isMeasured(marked)) return `Marks for ${title}: measured, ${stepsOf(marked)} steps`;
  const { lr, at, isExact } = marked.limit;
  return `${title} is stable below ${readable(lr, 3)} near ${readablePoint(at.x, at.y)}, ${isExact ? "exactly" : "a local limit"}`;
}

/** What stands under marks: by what they were found, which of them there are not, and where theory has its limit. */
export function marksInWords(marked: Marked): string {
  if (!isMeasured(marked)) return marked.isTried ? triedInWords(marked) : "";
  const { optimizer, swept, marks } = marked;
  const has = (name: string) => marks.some((mark) => mark.name === name);
  return [
    `Measured: this start, ${stepsOf(marked)} steps, ${swept.loss.length} rates.`,
    swept.arrived.includes(1) ? "" : "Even at the best of them it does not arrive at a minimum.",
    has("Explode") ? "" : "None of them diverges.",
    restInWords(optimizer, marked),
  ]
    .filter(Boolean)
    .join(" ");
}

/** Which marks of theory were left for measured ones, as a run from this start does not do what they say. */
function triedInWords(derived: Derived): string {
  const { marks, swept } = derived;
  const measured = marks.filter((mark) => mark.isMeasured).map(({ name }) => name);
  const missing = NAMES.filter((name) => marks.every((mark) => mark.name !== name));
  if (measured.length + missing.length === 0) return "";
  const by = `from this start, in ${stepsOf(derived)} steps`;
  return [
    measured.length > 0 ? `${listed(measured)}: measured, ${by}, as the limit gives no rate that does it here.` : "",
    missing.length > 0 ? `None of ${swept.loss.length} rates is worth the name ${listed(missing)} ${by}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

function stepsOf({ swept }: Marked): string {
  return counted(swept.experiment.steps);
}

function restInWords({ title }: Optimizer, { why, rest, swept }: Measured): string {
  const { landscape, start } = swept.experiment;
  const at = nearestMinimizer(landscape, start);
  if (!at || rest === undefined || rest === "unknown") return WHY_NOT[why](title);
  if (rest === "never forgets")
    return `${title} has no local limit: something it keeps of past gradients never fades, so every run has a limit of its own.`;
  const where = `near ${readablePoint(at.x, at.y)}`;
  const hovers = (when: string) =>
    rest.hovers ? `; ${when} it hovers there, at a distance of the order of the learning rate` : "";
  if (rest.below === 0) return `${title} comes to rest ${where} at no learning rate${hovers("at each")}.`;
  const limited = `${title} comes to rest ${where} only below ${readable(rest.below, 2)}, a local limit`;
  return `${limited}${hovers("above that")}.`;
}
