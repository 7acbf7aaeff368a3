/** How somebody looks at an experiment: which view, which chart, how near. None of it changes a run. */

import type { Landscape, Optimizer } from "../engine/catalogue";
import { lastStep, lossAt, type Run } from "../engine/runs";
import { type Camera, OPENING_CAMERA } from "./camera";
import type { Domain } from "./frame";

/** A figure of the landscape. */
export type Figure = "map" | "surface";

/** What can be seen of it: one figure, or both beside each other. */
export const VIEWS = ["map", "surface", "both"] as const;
export type View = (typeof VIEWS)[number];

const FIGURES: Readonly<Record<View, readonly Figure[]>> = {
  map: ["map"],
  surface: ["surface"],
  both: ["map", "surface"],
};

export function isSeen(figure: Figure, { view }: Pick<Scene, "view">): boolean {
  return FIGURES[view].includes(figure);
}

/** The figures that are seen, the map first. */
export function figuresIn({ view }: Pick<Scene, "view">): readonly Figure[] {
  return FIGURES[view];
}

export const CHARTS = ["loss", "gradient", "distance", "step"] as const;
export type Chart = (typeof CHARTS)[number];

/** What a sweep shows of each run. */
export const MEASURES = ["loss", "steps"] as const;
export type Measure = (typeof MEASURES)[number];

/** How strongly basins cover the map, in percent. */
export const OPACITIES = { least: 10, usual: 80, most: 100 };

/** A part of a landscape that is looked at. On another landscape it means nothing. */
export interface Frame {
  readonly landscape: Landscape;
  readonly domain: Domain;
}

export interface Scene {
  readonly view: View;
  readonly chart: Chart;
  readonly frame: Frame | undefined;
  /** Where the surface is seen from. */
  readonly camera: Camera;
  /**
   * Keys of the one or two optimizers whose basins are shown; none in particular, where nobody has chosen, and undefined where
   * no basins are shown.
   */
  readonly basins: readonly string[] | undefined;
  readonly opacity: number;
  /** Key of the optimizer that is explained and whose limits are marked; see `chosenAmong`. */
  readonly chosen: string;
  readonly sweep: Measure;
  /** Keys of the one or two optimizers whose map of rates is shown; none in particular, where nobody has chosen. */
  readonly rates: readonly string[];
}

export const OPENING_SCENE: Scene = {
  view: "map",
  chart: "loss",
  frame: undefined,
  camera: OPENING_CAMERA,
  basins: undefined,
  opacity: OPACITIES.usual,
  chosen: "",
  sweep: "loss",
  rates: [],
};

/** The optimizer that is explained and whose limits are marked: the chosen one, or the first, where that is not shown. */
export function chosenAmong(shown: readonly Optimizer[], { chosen }: Pick<Scene, "chosen">): Optimizer | undefined {
  return shown.find(({ key }) => key === chosen) ?? shown[0];
}

/** What is seen of a landscape: all of it, unless somebody went nearer or farther. */
export function domainSeen({ frame }: Scene, landscape: Landscape): Domain {
  return frame?.landscape === landscape ? frame.domain : landscape.domain;
}

/** One step of one run, pointed at in one view and marked in all. */
export interface Mark {
  readonly step: number;
  readonly optimizer: Optimizer;
}

/** What is pointed at: a step, or, for those who use the step slider, wherever the playhead stands. */
export type Pointed = Mark | "playhead" | undefined;

/** The step that is marked. Where only the playhead is pointed at, the run with the lowest loss of those that got so far is read out. */
export function markOf(pointed: Pointed, runs: readonly Run[], playhead: number): Mark | undefined {
  if (pointed !== "playhead")
    return runs.some(({ optimizer }) => optimizer === pointed?.optimizer) ? pointed : undefined;
  return bestAt(Math.min(playhead, lastStep(runs)), runs);
}

/** A step of the run with the lowest loss there, of those that got so far. */
export function bestAt(step: number, runs: readonly Run[]): Mark | undefined {
  let best: Run | undefined;
  for (const run of runs) {
    if (step > run.ending.steps) continue;
    if (!best || lossAt(run, step) < lossAt(best, step)) best = run;
  }
  return best && { step, optimizer: best.optimizer };
}
