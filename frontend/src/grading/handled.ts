/** What was done to a figure: what of it was changed, and how long it would take to run. */

import type { Catalogue } from "../engine/catalogue";
import type { Experiment } from "../state/experiment";

/** Steps of all runs together that an answer may ask for. */
const MOST_STEPS = 400_000;

interface Aspect {
  readonly words: string;
  /** What is compared, as text. */
  of(experiment: Experiment): string;
}

/** What a question may let a learner change: `thalweg.lessons.questions.CHANGEABLE`. */
const ASPECTS: Readonly<Record<string, Aspect>> = {
  landscape: { words: "landscape", of: ({ landscape }) => landscape.key },
  optimizers: { words: "choice of optimizers", of: ({ optimizers }) => keysOf(optimizers).join() },
  lr: { words: "learning rate", of: ({ lr }) => String(lr) },
  start: { words: "start", of: ({ start }) => `${start.x},${start.y}` },
  steps: { words: "number of steps", of: ({ steps }) => String(steps) },
  policy: { words: "policy of the learning rates", of: ({ policy }) => policy },
  noise: { words: "gradient noise", of: ({ noise }) => (noise.spread === 0 ? "" : Object.values(noise).join()) },
  settings: { words: "settings of single optimizers", of: settingsIn },
};

/** The first thing that was changed and must not be, in words. */
export function changedIn(figure: Experiment, given: Experiment, may: readonly string[]): string | undefined {
  const changed = Object.entries(ASPECTS).find(([name, { of }]) => !may.includes(name) && of(figure) !== of(given));
  return changed?.[1].words;
}

/** Whether the runs of an experiment, those of a sweep included, take too many steps. */
export function isHeavy({ steps, optimizers, policy }: Experiment, { rates }: Catalogue): boolean {
  const sweeps = policy === "best" ? rates.length + 1 : 1;
  return steps * optimizers.length * sweeps > MOST_STEPS;
}

/** Settings of the optimizers that are shown, in an order of their own. */
function settingsIn({ optimizers, settings }: Experiment): string {
  const set = keysOf(optimizers).flatMap((key) =>
    Object.entries(settings[key] ?? {}).map(([name, value]) => `${key}.${name}=${value}`),
  );
  return set.sort().join();
}

function keysOf(optimizers: Experiment["optimizers"]): readonly string[] {
  return optimizers.map(({ key }) => key);
}
