/** What the choice of a policy says. */

import type { Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";

/** The policies as a choice names them. */
export const POLICY_NAMES: Readonly<Record<string, string>> = {
  same: "same for all",
  best: "each at its best",
  "first-step": "equal first steps",
};

/** Why the slider moves nothing, where it moves nothing. */
export function rateNote({ policy }: Experiment, runs: readonly Run[]): string {
  if (policy === "best") {
    const sought = runs.some(({ origin }) => origin === "sought");
    return sought ? "Looking for the best rate of each …" : "Not in use: each has the best rate found for it.";
  }
  if (policy === "first-step") return `Of ${runs[0]?.optimizer.title ?? "the first"}; the others’ follow from it.`;
  return "";
}
