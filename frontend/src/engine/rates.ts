/** Which learning rate each run gets: `thalweg.runs.fairness`, operation for operation. */

import type { Experiment } from "../state/experiment";
import { ownRate, valuesAt } from "../state/settings";
import type { Catalogue, Optimizer, Stop } from "./catalogue";
import { groundOf } from "./noise";
import { type RateSearch, rateSearch } from "./search";
import type { Sweeps } from "./sweep";

/** How a run came by its learning rate. */
export type Origin =
  | "common"
  | "own"
  /** The best of a sweep. */
  | "best"
  /** The best is still being looked for; until then it is the last one known, or the common rate. */
  | "sought"
  /** Such that the first step is as long as that of the first optimizer. */
  | "scaled"
  /** No rate makes the first steps equally long. */
  | "unscaled";

export interface Rate {
  readonly lr: number;
  readonly origin: Origin;
}

export interface Rates {
  /** One rate for each optimizer of an experiment, at once; where the best is not yet known it is looked for. */
  of(experiment: Experiment): readonly Rate[];
  /** Looks for the rates of an experiment until they are found. */
  find(experiment: Experiment): void;
}

const NEVER: Stop = { gradient_norm: 0, loss_change: 0, window: 1, divergence: false };

/**
 * @param found Called when rates that had been looked for are known.
 * @param gone Aborted when nobody wants to know any more.
 */
export function ratesBy(catalogue: Catalogue, sweeps: Sweeps, found: () => void, gone: AbortSignal): Rates {
  const search: RateSearch = rateSearch(catalogue, sweeps, found, gone);
  const lastBest = new Map<Optimizer, number>();

  function asked(optimizer: Optimizer, { lr, settings }: Experiment): Rate {
    const own = ownRate(optimizer, settings);
    return own === undefined ? { lr, origin: "common" } : { lr: own, origin: "own" };
  }

  function best(optimizer: Optimizer, experiment: Experiment): Rate {
    const lr = search.bestFor(optimizer, experiment);
    if (lr === undefined) return { lr: lastBest.get(optimizer) ?? asked(optimizer, experiment).lr, origin: "sought" };
    lastBest.set(optimizer, lr);
    return { lr, origin: "best" };
  }

  return {
    of(experiment) {
      const { optimizers, policy } = experiment;
      if (policy === "best") {
        search.lookFor(experiment);
        return optimizers.map((optimizer) => best(optimizer, experiment));
      }
      search.lookFor(undefined);
      const given = optimizers.map((optimizer) => asked(optimizer, experiment));
      return policy === "first-step" ? withEqualFirstSteps(given, experiment, catalogue) : given;
    },
    find: search.finish,
  };
}

/** A first step is in proportion to the learning rate; the first optimizer's is the measure. */
function withEqualFirstSteps(given: readonly Rate[], experiment: Experiment, catalogue: Catalogue): readonly Rate[] {
  const lengths = experiment.optimizers.map((optimizer, index) =>
    firstStep(optimizer, given[index]?.lr ?? Number.NaN, experiment, catalogue),
  );
  const [measure = Number.NaN] = lengths;
  const equal = lengths.every((length) => length > 0 && length < Number.POSITIVE_INFINITY);
  return given.map(({ lr }, index) =>
    equal ? { lr: lr * (measure / (lengths[index] ?? Number.NaN)), origin: "scaled" } : { lr, origin: "unscaled" },
  );
}

function firstStep(optimizer: Optimizer, lr: number, experiment: Experiment, catalogue: Catalogue): number {
  const { start, settings } = experiment;
  const ground = groundOf(experiment, catalogue);
  const record = new Float64Array(2 * optimizer.columns);
  optimizer.trace(ground, valuesAt(lr, optimizer, settings), start.x, start.y, 1, NEVER, record);
  const across = (record[optimizer.columns] ?? Number.NaN) - (record[0] ?? Number.NaN);
  const up = (record[optimizer.columns + 1] ?? Number.NaN) - (record[1] ?? Number.NaN);
  return Math.sqrt(across * across + up * up);
}
