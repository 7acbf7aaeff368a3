/** What theory says about a learning rate, and what was measured where it says nothing, in sentences. */

import type { Optimizer } from "../engine/catalogue";
import { nearestMinimizer } from "../engine/curvature";
import {
  type Derived,
  isMeasured,
  type Marked,
  type Measured,
  NAMES,
  type RateMark,
  type Unmarked,
} from "../engine/marks";
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
  const limited = `${title} is stable below ${readable(lr, 3)} near ${readablePoint(at.x, at.y)}, ${isExact ? "exactly" : "a local limit"}`;
  return [limited, ...triedInWords(marked)].join(", ");
}

/** What stands under marks that were measured: by what, which of them there are not, and where theory has its limit. */
export function marksInWords(marked: Measured): string {
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

/** What a mark is, and why it is a measured one where theory has a limit. */
export function markInWords({ says, isMeasured: isOne }: RateMark, marked: Marked): string {
  if (isMeasured(marked) || !isOne) return says;
  return `${says}; measured from this start, in ${stepsOf(marked)} steps, as the limit gives no rate that does it here`;
}

/** That some marks of theory were left for measured ones, or for none, as no run from this start does what they say. */
function triedInWords({ marks, isTried }: Derived): readonly string[] {
  if (!isTried) return [];
  const missing = NAMES.filter((name) => marks.every((mark) => mark.name !== name));
  return [
    ...(marks.some((mark) => mark.isMeasured) ? ["dashed: measured"] : []),
    ...(missing.length > 0 ? [`no ${listed(missing)}`] : []),
  ];
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
