/** The numbers that an own rule declares, which live in its text: another number is another text. */

import type { Optimizer } from "../engine/catalogue";
import type { Experiment } from "../state/experiment";
import { OWN } from "./texts";

/** The names that are declared by lines of a rule's own, such as `beta = 9/10`; the learning rate is the lab's to give out. */
export function numbersIn({ hyperparameters, rule }: Optimizer): readonly string[] {
  return hyperparameters.map(({ name }) => name).filter((name) => name !== "lr" && lineOf(name).test(rule));
}

export function withNumber(optimizer: Optimizer, name: string, value: number): Optimizer {
  return {
    ...optimizer,
    rule: optimizer.rule.replace(lineOf(name), (_, before: string) => `${before}${value}`),
    hyperparameters: optimizer.hyperparameters.map((each) => (each.name === name ? { ...each, default: value } : each)),
  };
}

/** The same experiment with another number in the own rule it shows. */
export function withOwnNumber(experiment: Experiment, name: string, value: number): Experiment {
  const optimizers = experiment.optimizers.map((each) => (each.key === OWN ? withNumber(each, name, value) : each));
  return { ...experiment, optimizers };
}

/** The one line that assigns a name, up to a comment: what is a hyper-parameter is only given a number, in digits or worked out. */
function lineOf(name: string): RegExp {
  return new RegExp(`^([ \\t]*${name}[ \\t]*=[ \\t]*)[^#\\n]*?(?=[ \\t\\r]*(?:#.*)?$)`, "m");
}
