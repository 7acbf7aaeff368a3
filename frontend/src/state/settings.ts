/** Hyper-parameters of single optimizers: what is set differs from what is declared, and nothing else is kept. */

import type { Hyperparameter, Optimizer } from "../engine/catalogue";
import type { Experiment } from "./experiment";

/** Values by the optimizer's key and the hyper-parameter's name. */
export type Settings = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The learning rate an optimizer has of its own. */
export function ownRate(optimizer: Optimizer, settings: Settings): number | undefined {
  return settings[optimizer.key]?.lr;
}

/** The value of a hyper-parameter, apart from the learning rate, which is given out by a policy. */
export function settingOf({ key }: Optimizer, { name, default: declared }: Hyperparameter, settings: Settings): number {
  return settings[key]?.[name] ?? declared;
}

/** All hyper-parameters in declared order, at a learning rate. */
export function valuesAt(lr: number, optimizer: Optimizer, settings: Settings): readonly number[] {
  return optimizer.hyperparameters.map((each) => (each.name === "lr" ? lr : settingOf(optimizer, each, settings)));
}

/** Whether a hyper-parameter may have a value: from `low` up to, but not including, `high`. */
export function isAllowed({ low, high }: Hyperparameter, value: number): boolean {
  return value >= low && value < high;
}

/** The numbers that a hyper-parameter may have: "a number from 0 up to, but not including, 1". */
export function rangeInWords({ low, high }: Hyperparameter): string {
  if (low === Number.NEGATIVE_INFINITY) return "a number";
  return high === Number.POSITIVE_INFINITY
    ? `a number from ${low}`
    : `a number from ${low} up to, but not including, ${high}`;
}

/** The same experiment with a hyper-parameter set, or as it is declared where no value is given. */
export function withSetting(
  experiment: Experiment,
  optimizer: Optimizer,
  { name, default: declared }: Hyperparameter,
  value: number | undefined,
): Experiment {
  const { [name]: _, ...others } = experiment.settings[optimizer.key] ?? {};
  const isDeclared = value === undefined || (name !== "lr" && value === declared);
  return withSettings(experiment, optimizer, isDeclared ? others : { ...others, [name]: value });
}

/** The same experiment with these settings of an optimizer, and no others of it. */
export function withSettings(
  experiment: Experiment,
  { key }: Optimizer,
  values: Readonly<Record<string, number>>,
): Experiment {
  const { [key]: _, ...others } = experiment.settings;
  return { ...experiment, settings: Object.keys(values).length > 0 ? { ...others, [key]: values } : others };
}

/** The same experiment with these optimizers at the common learning rate again. */
export function withoutOwnRates(experiment: Experiment, optimizers: readonly Optimizer[]): Experiment {
  return optimizers.reduce((plain, optimizer) => {
    const { lr: _, ...others } = plain.settings[optimizer.key] ?? {};
    return withSettings(plain, optimizer, others);
  }, experiment);
}
