/** What the choice of a policy says. */

import type { Optimizer } from "../engine/catalogue";
import type { Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import { ownRate } from "../state/settings";
import { listed, readable } from "./numbers";

/** The policies as a choice names them. */
export const POLICY_NAMES: Readonly<Record<string, string>> = {
  same: "same for all",
  best: "each at its best",
  "first-step": "equal first steps",
};

/** The optimizers whose own learning rates are in force, so that the slider does not move them. */
export function ownersOf({ policy, optimizers, settings }: Experiment): readonly Optimizer[] {
  const asked = policy === "best" ? [] : policy === "first-step" ? optimizers.slice(0, 1) : optimizers;
  return asked.filter((optimizer) => ownRate(optimizer, settings) !== undefined);
}

/** Whom the slider does not move, and why. */
export function rateNote(experiment: Experiment, runs: readonly Run[]): string {
  const { policy, optimizers, settings } = experiment;
  if (policy === "best") {
    const sought = runs.some(({ origin }) => origin === "sought");
    return sought ? "Looking for the best rate of each …" : "Not in use: each has the best rate found for it.";
  }
  const owners = ownersOf(experiment);
  const rates = owners.map((optimizer) => readable(ownRate(optimizer, settings) ?? Number.NaN));
  const have = owners.length === 1 ? "has its own rate" : "have their own rates";
  const own = owners.length > 0 ? `${listed(owners.map(({ title }) => title))} ${have}, ${listed(rates)}` : "";
  if (policy === "first-step")
    return own
      ? `Not in use: ${own}; the others’ follow from it.`
      : `Of ${runs[0]?.optimizer.title ?? "the first"}; the others’ follow from it.`;
  return own && `${owners.length === optimizers.length ? "Not in use: " : ""}${own}.`;
}

/** What is said when somebody sets a rate that a policy had given out. */
export function policyLeft({ policy }: Experiment): string {
  return `“${POLICY_NAMES[policy] ?? policy}” is off now; the others keep the rates it gave them.`;
}
