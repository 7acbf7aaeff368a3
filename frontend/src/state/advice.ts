/** What following an advice makes of an experiment. */

import type { Catalogue } from "../engine/catalogue";
import type { Change } from "../engine/diagnosis";
import type { Run } from "../engine/runs";
import type { Experiment } from "./experiment";
import { ownRate, withSettings } from "./settings";

/** The same experiment with a run's optimizer at another learning rate, or with all runs from another start. */
export function withAdvice(experiment: Experiment, run: Run, change: Change, runs: readonly Run[]): Experiment {
  if ("start" in change) return { ...experiment, start: change.start };
  return withOwnRate(givenUp(experiment, runs), run, change.lr);
}

/** The same experiment with a learning rate that somebody picked: an optimizer's own where it has one, else for all. */
export function withRate(
  experiment: Experiment,
  run: Run | undefined,
  lr: number,
  { policies }: Catalogue,
): Experiment {
  const isOwn = run && ownRate(run.optimizer, experiment.settings) !== undefined;
  const plain = { ...experiment, policy: experiment.policy === "best" ? (policies[0]?.key ?? "") : experiment.policy };
  return isOwn ? withOwnRate(plain, run, lr) : { ...plain, lr };
}

/** A rate that is set breaks any policy but the first: the others keep the rates it gave them, as their own. */
function givenUp(experiment: Experiment, runs: readonly Run[]): Experiment {
  if (experiment.policy === "same") return experiment;
  return runs.reduce((set, run) => withOwnRate(set, run, run.lr), { ...experiment, policy: "same" });
}

function withOwnRate(experiment: Experiment, { optimizer }: Run, lr: number): Experiment {
  return withSettings(experiment, optimizer, { ...experiment.settings[optimizer.key], lr });
}
