/** The map: ground, paths, axes and the handle of the start, at whatever size the page gives it. */

import type { Catalogue, Landscape } from "../../engine/catalogue";
import type { Run } from "../../engine/runs";
import type { Experiment } from "../../state/experiment";
import { part, resize, sheetScale } from "../page";
import { type AxisPlaces, drawAxes, drawScale } from "./axes";
import { type Projection, projectionOf } from "./projection";
import { terrainIn } from "./terrain";
import { trajectoriesOn } from "./trajectories";

export interface LandscapeMap {
  /** Draws the paths of new runs, and the ground beneath them where it has changed. */
  showRuns(experiment: Experiment, runs: readonly Run[], step: number): void;
  /** Draws the same paths at another step. */
  showStep(step: number): void;
  /** How the map is projected now. */
  readonly projection: Projection | undefined;
}

/** @param resized Called when the map has another size and has to be shown again. */
export function landscapeMap(catalogue: Catalogue, resized: () => void): LandscapeMap {
  const plot = part(".plot", HTMLElement);
  const canvas = part(".trajectories", HTMLCanvasElement);
  const places: AxisPlaces = {
    below: part(".axis-x", HTMLElement),
    beside: part(".axis-y", HTMLElement),
    scale: part(".scale", HTMLElement),
  };
  const terrain = terrainIn(plot, catalogue);
  const trajectories = trajectoriesOn(canvas);
  let projection: Projection | undefined;
  let drawn: Landscape | undefined;

  function measure(): void {
    const { clientWidth, clientHeight } = plot;
    resize(canvas, Math.round(clientWidth * devicePixelRatio), Math.round(clientHeight * devicePixelRatio));
    drawn = undefined;
  }

  new ResizeObserver(() => {
    measure();
    resized();
  }).observe(plot);
  whenPixelRatioChanges(() => {
    measure();
    resized();
  });
  measure();

  return {
    get projection() {
      return projection;
    },
    showRuns(experiment, runs, step) {
      const { landscape } = experiment;
      if (landscape !== drawn) {
        const scale = sheetScale();
        projection = projectionOf(landscape, plot.clientWidth / scale, plot.clientHeight / scale);
        terrain.draw(landscape, canvas.width, canvas.height, scale * devicePixelRatio);
        drawAxes(places, landscape, projection.width);
        drawScale(places, landscape, catalogue);
        drawn = landscape;
      }
      if (projection) trajectories.take(experiment, runs, projection);
      trajectories.draw(step);
    },
    showStep: trajectories.draw,
  };
}

/** A window dragged to another screen keeps its size and changes its pixels; no resize tells of it. */
function whenPixelRatioChanges(changed: () => void): void {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
    "change",
    () => {
      changed();
      whenPixelRatioChanges(changed);
    },
    { once: true },
  );
}
