/** An experiment: everything that decides what is on screen, except where the playback stands. */

import type { Catalogue, Landscape, Optimizer } from "../engine/catalogue";
import type { Noise } from "../engine/noise";
import { inOrder } from "./conventions";
import type { Settings } from "./settings";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Experiment {
  readonly landscape: Landscape;
  /** In the catalogue's order, whatever the order in which they were chosen. */
  readonly optimizers: readonly Optimizer[];
  /** The common learning rate: of all that have none of their own, as far as the policy asks for it. */
  readonly lr: number;
  /** What is set for single optimizers, by their keys. */
  readonly settings: Settings;
  /** How learning rates are given out: the key of one of the catalogue's policies. */
  readonly policy: string;
  readonly start: Point;
  readonly steps: number;
  readonly noise: Noise;
  /** Another experiment on the same landscape, which this one is compared with; it has none of its own. */
  readonly pinned: Experiment | undefined;
}

/** Every gradient is exact. */
export const SILENCE: Noise = { spread: 0, batch: 1, seed: 1 };

/** The experiment the lab opens on, and returns to on "Reset". */
export function openingExperiment(catalogue: Catalogue): Experiment {
  const { landscape, optimizers, lr, start, steps } = catalogue.opening;
  const declared = catalogue.landscapes.find(({ key }) => key === landscape);
  if (!declared) throw new Error(`The catalogue opens on "${landscape}" and does not hold it.`);
  return {
    landscape: declared,
    optimizers: catalogue.optimizers.filter(({ key }) => optimizers.includes(key)),
    lr,
    settings: {},
    policy: catalogue.policies[0]?.key ?? "",
    start: { x: start[0], y: start[1] },
    steps,
    noise: SILENCE,
    pinned: undefined,
  };
}

/** Where a landscape is worth starting from; its centre, should it declare no start. */
export function firstStart({ starts, domain }: Landscape): Point {
  const [first] = starts;
  if (first) return { x: first.x, y: first.y };
  return { x: (domain.x[0] + domain.x[1]) / 2, y: (domain.y[0] + domain.y[1]) / 2 };
}

/** What of an experiment belongs to its landscape. */
export type Whereabouts = Pick<Experiment, "start" | "pinned">;

/** The same experiment on another landscape: as it was there before, or from a start that is worth seeing there. */
export function onLandscape(experiment: Experiment, landscape: Landscape, before?: Whereabouts): Experiment {
  return { ...experiment, landscape, start: firstStart(landscape), pinned: undefined, ...before };
}

/** The same experiment with one optimizer more, or one fewer, under whichever conventions it is shown. */
export function withToggled(experiment: Experiment, optimizer: Optimizer, catalogue: Catalogue): Experiment {
  const others = experiment.optimizers.filter((each) => each !== optimizer && !optimizer.alternatives.includes(each));
  const shown = others.length < experiment.optimizers.length ? others : [...others, optimizer];
  return { ...experiment, optimizers: inOrder(shown, catalogue) };
}

export function isInside({ domain }: Pick<Landscape, "domain">, x: number, y: number): boolean {
  return x >= domain.x[0] && x <= domain.x[1] && y >= domain.y[0] && y <= domain.y[1];
}
