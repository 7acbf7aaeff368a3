/** The numbers that an optimizer runs with in an experiment. */

import type { Experiment } from "../state/experiment";
import type { Optimizer } from "./catalogue";

/** Every hyper-parameter in declared order; another learning rate may stand in for the experiment's. */
export function hyperparametersOf(optimizer: Optimizer, experiment: Experiment, lr = experiment.lr): readonly number[] {
  return optimizer.hyperparameters.map(({ name, default: usual }) => (name === "lr" ? lr : usual));
}

/** The learning rate that an optimizer runs with. */
export function rateOf(optimizer: Optimizer, experiment: Experiment): number {
  const index = optimizer.hyperparameters.findIndex(({ name }) => name === "lr");
  return hyperparametersOf(optimizer, experiment)[index] ?? experiment.lr;
}
