/** Optimizers that exist under several conventions: one name plate, and one of several rules behind it. */

import type { Catalogue, Optimizer } from "../engine/catalogue";
import type { Experiment } from "./experiment";

/** An optimizer under each of its conventions; the one that is explained first comes first. */
export function conventionsOf(leading: Optimizer): readonly Optimizer[] {
  return [leading, ...leading.alternatives];
}

/** Every optimizer under every convention, in the catalogue's order. */
export function everyOptimizer({ optimizers }: Catalogue): readonly Optimizer[] {
  return optimizers.flatMap(conventionsOf);
}

/** Optimizers in the catalogue's order; those it does not hold come last, in their own. */
export function inOrder(optimizers: readonly Optimizer[], catalogue: Catalogue): readonly Optimizer[] {
  const known = everyOptimizer(catalogue);
  const place = (optimizer: Optimizer) => (known.includes(optimizer) ? known.indexOf(optimizer) : known.length);
  return [...optimizers].sort((one, other) => place(one) - place(other));
}

/** The convention under which an optimizer is shown; the first of several, the leading one of none. */
export function shownConvention(leading: Optimizer, { optimizers }: Experiment): Optimizer {
  return optimizers.find((each) => conventionsOf(leading).includes(each)) ?? leading;
}

/** The same experiment with an optimizer under another convention, and what was set for it still set. */
export function withConvention(
  experiment: Experiment,
  leading: Optimizer,
  chosen: Optimizer,
  catalogue: Catalogue,
): Experiment {
  const family = conventionsOf(leading);
  const before = shownConvention(leading, experiment);
  const { [before.key]: own, ...others } = experiment.settings;
  return {
    ...experiment,
    optimizers: inOrder([...experiment.optimizers.filter((each) => !family.includes(each)), chosen], catalogue),
    settings: own ? { ...others, [chosen.key]: own } : others,
  };
}
