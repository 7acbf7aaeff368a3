/** What is said about learning rates: who has which, and how it came by it. */

import type { Catalogue } from "../engine/catalogue";
import type { Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import { readable } from "./numbers";

/** The policies as a choice names them. */
export const POLICY_NAMES: Readonly<Record<string, string>> = {
  same: "same for all",
  best: "each at its best",
  "first-step": "equal first steps",
};

/** The learning rates of a comparison, and what gave them out. */
export function ratesInWords({ lr, policy }: Experiment, runs: readonly Run[], catalogue: Catalogue): string {
  if (runs.every(({ origin }) => origin === "common")) return `learning rate ${readable(lr, 6)}, the same for all`;
  const each = runs.map(
    (run) => `${run.optimizer.title} ${readable(run.lr, 6)}${run.origin === "own" ? ", its own" : ""}`,
  );
  return [`learning rates: ${each.join(", ")}`, ...asides(policy, runs, catalogue)].join(", ");
}

function asides(policy: string, runs: readonly Run[], { policies }: Catalogue): readonly string[] {
  if (runs.some(({ origin }) => origin === "sought")) return ["while the best for each is still being looked for"];
  if (runs.some(({ origin }) => origin === "unscaled"))
    return ["as set, because one of them does not move in its first step here"];
  return policy === "same" ? [] : [policies.find(({ key }) => key === policy)?.words ?? ""];
}

/** Why the slider moves nothing, where it moves nothing. */
export function rateNote({ policy }: Experiment, runs: readonly Run[]): string {
  if (policy === "best") {
    const sought = runs.some(({ origin }) => origin === "sought");
    return sought ? "Looking for the best rate of each …" : "Not in use: each has the best rate found for it.";
  }
  if (policy === "first-step") return `Of ${runs[0]?.optimizer.title ?? "the first"}; the others’ follow from it.`;
  return "";
}

/** The other hyper-parameters as they are in force. */
export function settingsInWords({ settings }: Experiment, runs: readonly Run[]): string {
  const each = runs.flatMap(({ optimizer, hyperparameters }) => {
    const values = optimizer.hyperparameters.flatMap(({ name, symbol }, index) =>
      name === "lr" ? [] : [`${symbol} = ${readable(hyperparameters[index] ?? Number.NaN, 6)}`],
    );
    return values.length === 0 ? [] : [`${optimizer.title} ${values.join(", ")}`];
  });
  if (each.length === 0) return "";
  const isSet = runs.some(({ optimizer }) => Object.keys(settings[optimizer.key] ?? {}).some((name) => name !== "lr"));
  return `the rest as ${isSet ? "set" : "declared"}: ${each.join("; ")}`;
}
