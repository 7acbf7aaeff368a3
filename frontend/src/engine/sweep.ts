/** The same run at many learning rates, for every optimizer of an experiment: the browser's `thalweg.runs.sweep`. */

import type { Experiment } from "../state/experiment";
import type { Catalogue, Optimizer } from "./catalogue";
import { hyperparametersOf } from "./hyperparameters";
import { groundOf } from "./noise";
import { placeAt } from "./runs";
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
  /** Whether it ended at a minimum. */
  readonly arrived: Uint8Array;
  done: number;
}

/** What came of one run of an optimizer. */
export interface Tried {
  readonly loss: number;
  readonly steps: number;
  /** Index into `Catalogue.outcomes`. */
  readonly outcome: number;
  readonly hasDiverged: boolean;
  readonly hasConverged: boolean;
  /** Whether it ended at a minimum. */
  readonly hasArrived: boolean;
}

/** The sweeps of a lab: whoever asks for the same one is given the same one, as far as it has come. */
export interface Sweeps {
  of(optimizer: Optimizer, experiment: Experiment): Swept;
  /** Runs the next rate of one. */
  advance(swept: Swept): void;
  isDone(swept: Swept): boolean;
  /** Those of all optimizers of an experiment, to the last rate. */
  finished(experiment: Experiment): readonly Swept[];
  /** The run of a sweep at any other learning rate. */
  at(swept: Swept, lr: number): Tried;
}

export interface Sweeper {
  /** Sweeps an experiment, unless that has been done; says whether there is anything to do. */
  sweep(experiment: Experiment): boolean;
  stop(): void;
}

export function sweepsBy(catalogue: Catalogue): Sweeps {
  const kept = new WeakMap<Optimizer, Swept>();
  let record = new Float64Array();

  function recordFor(optimizer: Optimizer, steps: number): Float64Array {
    const needed = (steps + 1) * optimizer.columns;
    if (record.length < needed) record = new Float64Array(needed);
    return record;
  }

  function at({ optimizer, experiment }: Swept, lr: number): Tried {
    const { landscape, start, steps } = experiment;
    const values = hyperparametersOf(optimizer, experiment, lr);
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
    const last = ending.steps * optimizer.columns;
    const [x = Number.NaN, y = Number.NaN, loss = Number.NaN] = row.subarray(last, last + 3);
    const hasDiverged = ending.diverged_at >= 0;
    const hasConverged = catalogue.outcomes[ending.outcome]?.startsWith("converged") ?? false;
    const hasArrived = !hasDiverged && placeAt(x, y, landscape, catalogue).endsWith("minimum");
    return { loss, steps: ending.steps, outcome: ending.outcome, hasDiverged, hasConverged, hasArrived };
  }

  function runAt(swept: Swept, index: number): void {
    const { loss, steps, outcome, hasDiverged, hasArrived } = at(swept, catalogue.rates[index] ?? Number.NaN);
    swept.loss[index] = loss;
    swept.steps[index] = steps;
    swept.outcome[index] = outcome;
    swept.diverged[index] = hasDiverged ? 1 : 0;
    swept.arrived[index] = hasArrived ? 1 : 0;
  }

  function of(optimizer: Optimizer, experiment: Experiment): Swept {
    const before = kept.get(optimizer);
    const swept = before && isSame(before, experiment) ? before : emptySweep(optimizer, experiment, catalogue);
    kept.set(optimizer, swept);
    return swept;
  }

  function advance(swept: Swept): void {
    runAt(swept, swept.done);
    swept.done += 1;
  }

  function isDone({ done }: Swept): boolean {
    return done >= catalogue.rates.length;
  }

  return {
    of,
    advance,
    isDone,
    finished(experiment) {
      const all = experiment.optimizers.map((optimizer) => of(optimizer, experiment));
      for (const swept of all) while (!isDone(swept)) advance(swept);
      return all;
    },
    at,
  };
}

/** @param shown Is given the sweeps of the optimizers of the experiment, as far as they have come. */
export function sweeper(sweeps: Sweeps, shown: (swept: readonly Swept[]) => void): Sweeper {
  let wanted: readonly Swept[] = [];

  /** Goes on with whoever is behind. */
  function next(): boolean {
    const open = wanted.filter((each) => !sweeps.isDone(each));
    const [first, ...others] = open;
    if (!first) return false;
    sweeps.advance(others.reduce((behind, each) => (each.done < behind.done ? each : behind), first));
    return true;
  }

  const work = sliced(next, () => shown(wanted));

  return {
    sweep(experiment) {
      wanted = experiment.optimizers.map((optimizer) => sweeps.of(optimizer, experiment));
      const isWork = !wanted.every(sweeps.isDone);
      // What was shown before stays until there is something new, so that a drag draws nothing twice.
      if (isWork) work.restart();
      else {
        work.stop();
        shown(wanted);
      }
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
    arrived: new Uint8Array(count),
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
