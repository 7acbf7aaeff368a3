/**
 * The best learning rate of each optimizer: `thalweg.runs.sweep`, a few milliseconds a frame.
 *
 * A sweep is 49 whole runs, which is more than a frame can hold; so it is spread over frames, and given up as soon as the
 * experiment is another one.
 */

import type { Experiment } from "../state/experiment";
import { valuesAt } from "../state/settings";
import type { Catalogue, Optimizer } from "./catalogue";
import { bestOf } from "./marks";
import type { Sweeps, Swept } from "./sweep";

/** The share of a frame that is spent on looking, in milliseconds. */
const A_FRAME_MS = 5;

/** How long an experiment has to have been at rest: what is looked for in the middle of a drag is not wanted any more. */
const REST_MS = 80;

/** How many results are kept, so that undoing a change finds the rates again at once. */
const KEPT = 200;

export interface RateSearch {
  /** The best rate, where it is known. */
  bestFor(optimizer: Optimizer, experiment: Experiment): number | undefined;
  /** Looks for what is not yet known of this experiment, and for nothing else. */
  lookFor(experiment: Experiment | undefined): void;
  /** Looks for it until it is found. */
  finish(experiment: Experiment): void;
}

/**
 * @param found Called when everything that was looked for is known.
 * @param gone Aborted when nobody wants to know any more.
 */
export function rateSearch(catalogue: Catalogue, sweeps: Sweeps, found: () => void, gone: AbortSignal): RateSearch {
  const known = new Map<string, number>();
  let waiting: Swept[] = [];
  let sought: Experiment | undefined;
  let rest = 0;
  let frame = 0;

  function sweepsFor(experiment: Experiment): Swept[] {
    return experiment.optimizers
      .filter((optimizer) => !known.has(questionOf(optimizer, experiment)))
      .map((optimizer) => sweeps.of(optimizer, experiment));
  }

  function keep(swept: Swept): void {
    // Where every rate diverges, the smallest does so last.
    const best = catalogue.rates[bestOf(swept, catalogue) ?? 0] ?? Number.NaN;
    known.set(questionOf(swept.optimizer, swept.experiment), best);
    for (const oldest of known.keys()) {
      if (known.size <= KEPT) break;
      known.delete(oldest);
    }
  }

  /** Goes on until the time has come; whether everything was found. */
  function lookUntil(deadline: number): boolean {
    for (let swept = waiting[0]; swept; swept = waiting[0]) {
      while (!sweeps.isDone(swept)) {
        if (performance.now() >= deadline) return false;
        sweeps.advance(swept);
      }
      keep(swept);
      waiting.shift();
    }
    return true;
  }

  function look(): void {
    if (lookUntil(performance.now() + A_FRAME_MS)) found();
    else frame = requestAnimationFrame(look);
  }

  function pause(): void {
    clearTimeout(rest);
    cancelAnimationFrame(frame);
  }
  gone.addEventListener("abort", pause);

  return {
    bestFor: (optimizer, experiment) => known.get(questionOf(optimizer, experiment)),
    lookFor(experiment) {
      if (experiment === sought) return;
      sought = experiment;
      waiting = experiment ? sweepsFor(experiment) : [];
      pause();
      if (waiting.length > 0) rest = window.setTimeout(look, REST_MS);
    },
    finish(experiment) {
      if (experiment.policy !== "best") return;
      pause();
      waiting = sweepsFor(experiment);
      lookUntil(Number.POSITIVE_INFINITY);
    },
  };
}

/** Everything that the best rate depends on. */
function questionOf(optimizer: Optimizer, { landscape, start, steps, settings, noise }: Experiment): string {
  const others = valuesAt(0, optimizer, settings);
  return [landscape.formula, optimizer.rule, start.x, start.y, steps, ...Object.values(noise), ...others].join("|");
}
