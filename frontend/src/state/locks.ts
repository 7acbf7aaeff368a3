/**
 * What a link locks stays as it is, whichever control would change it: every change passes here, and one that would move what is
 * locked is refused as a whole, since half of an experiment is another one.
 */

import type { Catalogue, Optimizer } from "../engine/catalogue";
import { OWN } from "../own/texts";
import { conventionsOf } from "./conventions";
import { isInside } from "./experiment";
import type { RememberingStore } from "./history";
import type { Lab } from "./lab";
import { chosenAmong } from "./scene";

/** What a part holds of the lab, and what it is called where a change of it is refused. */
interface Held {
  readonly is: string;
  /** As many values each time; one that is undefined is of something that is not shown. */
  of(lab: Lab, catalogue: Catalogue): readonly unknown[];
}

const HELD: Readonly<Record<string, Held>> = {
  landscape: { is: "The landscape is", of: ({ experiment: { landscape } }) => [landscape.key] },
  start: { is: "The start is", of: ({ experiment: { start } }) => [start.x, start.y] },
  steps: { is: "The number of steps is", of: ({ experiment: { steps } }) => [steps] },
  // What gives the rates out changes them, and so does a rate of one's own.
  lr: { is: "The learning rate is", of: ({ experiment }) => [experiment.lr, experiment.policy, ownRates(experiment)] },
  policy: { is: "How learning rates are given out is", of: ({ experiment: { policy } }) => [policy] },
  // Whoever is explained has the marks too.
  marks: { is: "The optimizer with the marks is", of: (lab, catalogue) => [chosenPlate(lab, catalogue)] },
  explain: { is: "The explained optimizer is", of: (lab, catalogue) => [chosenPlate(lab, catalogue)] },
  noise: {
    is: "The noise in the gradients is",
    of: ({ experiment: { noise } }) => [noise.spread, noise.batch, noise.seed],
  },
  optimizers: {
    is: "The choice of optimizers is",
    of: ({ experiment: { optimizers } }, catalogue) => [optimizers.map((each) => plateOf(each, catalogue)).join()],
  },
  settings: {
    is: "The hyper-parameters of single optimizers are",
    of: ({ experiment: { settings, optimizers } }, catalogue) => [
      JSON.stringify(settings),
      ...catalogue.optimizers.map((leading) => conventionOf(leading, optimizers)),
    ],
  },
  own: {
    is: "The mathematics of your own is",
    of: ({ experiment: { landscape, optimizers } }) => [
      landscape.key === OWN ? landscape.formula : undefined,
      optimizers.find(({ key }) => key === OWN)?.rule,
    ],
  },
  pin: { is: "What is pinned is", of: ({ experiment: { pinned } }) => [pinned ?? "nothing"] },
  views: { is: "The choice of map or surface is", of: ({ scene: { view } }) => [view] },
  zoom: {
    is: "What is seen of the landscape is",
    of: ({ scene: { frame, camera } }) => [frame?.domain ?? "all", camera],
  },
  measures: { is: "What the chart shows is", of: ({ scene: { chart } }) => [chart] },
  basins: { is: "What is shown of basins is", of: ({ scene: { basins } }) => [basins?.join() ?? "none"] },
  playback: { is: "The playback is", of: ({ playhead, playing, speed }) => [playhead, playing, speed] },
};

/** Parts that hold others. */
const WITHIN: Readonly<Record<string, readonly string[]>> = {
  controls: ["landscape", "start", "steps", "lr", "policy", "marks", "noise", "optimizers", "settings"],
  starts: ["start"],
  results: ["pin"],
  bench: ["own"],
};

/**
 * The same store, in which what is locked does not change.
 *
 * @param locked Names of parts.
 * @param refused Is told why nothing has changed.
 */
export function guarded(
  store: RememberingStore,
  locked: readonly string[],
  catalogue: Catalogue,
  refused: (sentence: string) => void,
): RememberingStore {
  const guards = locked.flatMap((name) => WITHIN[name] ?? [name]).flatMap((name) => HELD[name] ?? []);
  if (guards.length === 0) return store;
  return {
    ...store,
    get now() {
      return store.now;
    },
    get canUndo() {
      return store.canUndo;
    },
    get canRedo() {
      return store.canRedo;
    },
    change(asked) {
      const { now } = store;
      const changes = guards.some((each) => each === HELD.start) ? keepingStart(asked, now) : asked;
      const after = { ...now, ...changes };
      const held = guards.find(({ of }) => !isSame(of(now, catalogue), of(after, catalogue)));
      if (!held) return store.change(changes);
      refused(`${held.is} locked by the link, so nothing was changed.`);
      // What somebody has set shows what they have set, until the same comes as one of its own.
      store.change({
        ...(changes.experiment && { experiment: { ...now.experiment } }),
        ...(changes.scene && { scene: { ...now.scene } }),
      });
    },
  };
}

/** A landscape begins at a start of its own; one that a locked start lies on begins there. */
function keepingStart(changes: Partial<Lab>, { experiment: { landscape, start } }: Lab): Partial<Lab> {
  const { experiment } = changes;
  const isOther = experiment !== undefined && experiment.landscape !== landscape;
  if (!isOther || !isInside(experiment.landscape, start.x, start.y)) return changes;
  return { ...changes, experiment: { ...experiment, start } };
}

function isSame(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.every((each, index) => each === after[index] || each === undefined || after[index] === undefined);
}

/** Under whichever convention an optimizer is shown, it is on one name plate. */
function plateOf({ key }: Optimizer, { optimizers }: Catalogue): string {
  return optimizers.find((leading) => conventionsOf(leading).some((each) => each.key === key))?.key ?? key;
}

function chosenPlate({ experiment, scene }: Lab, catalogue: Catalogue): string {
  const chosen = chosenAmong(experiment.optimizers, scene);
  return chosen ? plateOf(chosen, catalogue) : "nobody";
}

function conventionOf(leading: Optimizer, shown: readonly Optimizer[]): string | undefined {
  const keys = conventionsOf(leading).map(({ key }) => key);
  return shown.find(({ key }) => keys.includes(key))?.key;
}

/** Under which convention an optimizer has its own rate does not matter. */
function ownRates({ settings }: Lab["experiment"]): string {
  return Object.values(settings)
    .flatMap(({ lr }) => lr ?? [])
    .sort((one, other) => one - other)
    .join();
}
