/** What following an advice makes of an experiment, and what picking a rate for one optimizer does. */

import type { Catalogue, Optimizer } from "../engine/catalogue";
import type { Run } from "../engine/runs";
import type { Change } from "../engine/suggestion";
import { conventionsOf, inOrder } from "./conventions";
import type { Experiment } from "./experiment";
import { ownRate, withoutOwnRates, withSettings } from "./settings";

/**
 * The same experiment with a run's optimizer at another learning rate, with another optimizer in its place, or with all runs from
 * another start or over more steps.
 */
export function withAdvice(
  experiment: Experiment,
  run: Run,
  { lr, steps = experiment.steps, start = experiment.start, optimizer }: Change,
  runs: readonly Run[],
  catalogue: Catalogue,
): Experiment {
  const set = { ...experiment, steps, start };
  if (optimizer) return withOther(givenUp(set, runs), run, optimizer, catalogue);
  return lr === undefined ? set : withRateOf(set, run, lr, runs);
}

/** The same experiment with one optimizer at a learning rate, and the others at theirs; one alone is at the common rate. */
export function withRateOf(experiment: Experiment, run: Run, lr: number, runs: readonly Run[]): Experiment {
  const plain = givenUp(experiment, runs);
  if (plain.optimizers.length > 1) return withOwnRate(plain, run, lr);
  return { ...withoutOwnRates(plain, [run.optimizer]), lr };
}

/**
 * The same experiment with a learning rate that somebody picked for one optimizer: an optimizer's own where it has one, else
 * for all. Where the first steps are to be equally long, all rates change alike, so that it is the one that was picked.
 */
export function withRate(
  experiment: Experiment,
  run: Run | undefined,
  lr: number,
  runs: readonly Run[],
  { limits }: Catalogue,
): Experiment {
  if (!run) return { ...experiment, lr };
  if (experiment.policy === "best") return withRateOf(experiment, run, lr, runs);
  const [first] = runs;
  if (run.origin !== "scaled" || !first) return pickedFor(experiment, run, lr);
  const [lowest, highest] = limits.lr;
  const measure = first === run ? lr : first.lr * (lr / run.lr);
  if (!(measure >= lowest && measure <= highest)) return withRateOf(experiment, run, lr, runs);
  return pickedFor(experiment, first, measure);
}

function pickedFor(experiment: Experiment, run: Run, lr: number): Experiment {
  const isOwn = ownRate(run.optimizer, experiment.settings) !== undefined;
  return isOwn ? withOwnRate(experiment, run, lr) : { ...experiment, lr };
}

/** Another optimizer in the place of a run's, at its learning rate and else as it is declared, which is how it was tried. */
function withOther(experiment: Experiment, run: Run, other: Optimizer, catalogue: Catalogue): Experiment {
  const family = conventionsOf(other);
  const kept = experiment.optimizers.filter((each) => each !== run.optimizer && !family.includes(each));
  const shown = { ...experiment, optimizers: inOrder([...kept, other], catalogue) };
  return withSettings(shown, other, run.lr === experiment.lr ? {} : { lr: run.lr });
}

/** A rate that is set breaks any policy but the first: the others keep the rates it gave them, as their own. */
export function givenUp(experiment: Experiment, runs: readonly Run[]): Experiment {
  if (experiment.policy === "same") return experiment;
  return runs.reduce((set, run) => withOwnRate(set, run, run.lr), { ...experiment, policy: "same" });
}

function withOwnRate(experiment: Experiment, { optimizer }: Run, lr: number): Experiment {
  return withSettings(experiment, optimizer, { ...experiment.settings[optimizer.key], lr });
}
