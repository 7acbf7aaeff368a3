/** The numbers that an optimizer runs with in an experiment. */

import type { Experiment } from "../state/experiment";
import { ownRate, valuesAt } from "../state/settings";
import type { Optimizer } from "./catalogue";

/** Every hyper-parameter in declared order; another learning rate may stand in for the one that was asked for. */
export function hyperparametersOf(
  optimizer: Optimizer,
  experiment: Experiment,
  lr = rateOf(optimizer, experiment),
): readonly number[] {
  return valuesAt(lr, optimizer, experiment.settings);
}

/** The learning rate that was asked for: the optimizer's own, or the common one. */
export function rateOf(optimizer: Optimizer, { lr, settings }: Experiment): number {
  return ownRate(optimizer, settings) ?? lr;
}
