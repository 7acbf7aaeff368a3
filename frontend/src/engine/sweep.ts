/** The same run at many learning rates, for every optimizer of an experiment: the browser's `thalweg.runs.sweep`. */

import type { Experiment } from "../state/experiment";
import type { Catalogue, Optimizer } from "./catalogue";
import { hyperparametersOf } from "./hyperparameters";
import { groundOf } from "./noise";
import { sliced } from "./slices";

/** What came of one optimizer at every rate; from `done` on nothing is known yet. */
export interface Swept {
  readonly optimizer: Optimizer;
  /** The experiment it belongs to, whose own learning rate does not matter. */
  readonly experiment: Experiment;
  readonly loss: Float64Array;
  readonly steps: Int32Array;
  /** Indices into `Catalogue.outcomes`. */
  readonly outcome: Uint8Array;
  readonly diverged: Uint8Array;
  done: number;
}

export interface Sweeper {
  /** Sweeps an experiment, unless that has been done; says whether there is anything to do. */
  sweep(experiment: Experiment): boolean;
  stop(): void;
}

/** @param shown Is given the sweeps of the optimizers on screen, as far as they have come. */
export function sweeper(catalogue: Catalogue, shown: (swept: readonly Swept[]) => void): Sweeper {
  const kept = new Map<Optimizer, Swept>();
  let wanted: readonly Swept[] = [];
  let record = new Float64Array();

  function recordFor(optimizer: Optimizer, steps: number): Float64Array {
    const needed = (steps + 1) * optimizer.columns;
    if (record.length < needed) record = new Float64Array(needed);
    return record;
  }

  /** Runs the next rate of whoever is behind. */
  function next(): boolean {
    const behind = wanted.reduce<Swept | undefined>(
      (least, each) => (each.done < (least?.done ?? catalogue.rates.length) ? each : least),
      undefined,
    );
    if (!behind) return false;
    runAt(behind, behind.done);
    behind.done += 1;
    return true;
  }

  function runAt({ optimizer, experiment, ...found }: Swept, index: number): void {
    const { start, steps } = experiment;
    const values = hyperparametersOf(optimizer, experiment, catalogue.rates[index]);
    const row = recordFor(optimizer, steps);
    const ending = optimizer.trace(
      groundOf(experiment, catalogue),
      values,
      start.x,
      start.y,
      steps,
      catalogue.stop,
      row,
    );
    found.loss[index] = row[ending.steps * optimizer.columns + 2] ?? Number.NaN;
    found.steps[index] = ending.steps;
    found.outcome[index] = ending.outcome;
    found.diverged[index] = ending.diverged_at >= 0 ? 1 : 0;
  }

  const work = sliced(next, () => shown(wanted));

  return {
    sweep(experiment) {
      wanted = experiment.optimizers.map((optimizer) => {
        const before = kept.get(optimizer);
        const swept = before && isSame(before, experiment) ? before : emptySweep(optimizer, experiment, catalogue);
        kept.set(optimizer, swept);
        return swept;
      });
      const isWork = wanted.some(({ done }) => done < catalogue.rates.length);
      // The strip of before stays until there is something of the new one, so that a drag draws nothing twice.
      if (isWork) work.restart();
      else shown(wanted);
      return isWork;
    },
    stop: work.stop,
  };
}

function emptySweep(optimizer: Optimizer, experiment: Experiment, { rates }: Catalogue): Swept {
  const count = rates.length;
  return {
    optimizer,
    experiment,
    loss: new Float64Array(count),
    steps: new Int32Array(count),
    outcome: new Uint8Array(count),
    diverged: new Uint8Array(count),
    done: 0,
  };
}

/** Whether a sweep is also that of another experiment: all but the learning rate has to agree. */
function isSame({ optimizer, experiment }: Swept, other: Experiment): boolean {
  const { landscape, start, steps, noise } = experiment;
  if (landscape !== other.landscape || steps !== other.steps || noise !== other.noise) return false;
  if (start.x !== other.start.x || start.y !== other.start.y) return false;
  const values = hyperparametersOf(optimizer, experiment, 0);
  return hyperparametersOf(optimizer, other, 0).every((value, index) => value === values[index]);
}
