/** The runs on the map: whole paths faint, the part walked so far strong, a marker where each one stands, its name beside it. */

import { lastStep, type Run } from "../../engine/runs";
import type { Experiment } from "../../state/experiment";
import { penOn } from "../drawing";
import type { Box } from "../labels";
import { backdropBehind } from "./backdrop";
import { drawHead, type Head, headOf, placeHead } from "./heads";
import { around, SHADOW_STRENGTH } from "./marks";
import { namesOn } from "./names";
import { type Walk, walker } from "./polyline";
import type { Projection } from "./projection";
import { trailsBehind } from "./trails";

/** What names must not cover: the start, and a minimizer. */
export const START_RADIUS = 12;
export const STAR_RADIUS = 7;

const NOTHING: readonly Readonly<Box>[] = [];

export interface Trajectories {
  /** Takes new runs, or a new size; says nothing on screen yet. */
  take(experiment: Experiment, runs: readonly Run[], projection: Projection): void;
  /**
   * Draws them as they stand at a step.
   *
   * @param free What the names are not to cover besides.
   */
  draw(step: number, free?: readonly Readonly<Box>[]): void;
  /** Where the names stand. */
  readonly names: readonly Readonly<Box>[];
  /** What was taken. */
  readonly walks: readonly Walk[];
}

/**
 * @param canvas On the page, whose type the names are written in.
 * @param gone Aborted when nothing is to be drawn any more.
 */
export function trajectoriesOn(canvas: HTMLCanvasElement, gone: AbortSignal): Trajectories {
  const pen = penOn(canvas);
  const walk = walker();
  const backdrop = backdropBehind(canvas, gone);
  const trails = trailsBehind(canvas, gone);
  const names = namesOn(pen);
  let walks: readonly Walk[] = [];
  let heads: readonly Head[] = [];
  let map: Projection | undefined;
  let last = 0;

  return {
    get walks() {
      return walks;
    },
    get names() {
      return names.boxes;
    },
    take({ landscape, start }, runs, projection) {
      const { toLeft, toTop } = projection;
      const ratio = canvas.width / projection.width;
      map = projection;
      last = lastStep(runs);
      walks = walk(runs, projection);
      heads = runs.map((run) => headOf(run, 0, projection));
      backdrop.take(landscape, walks, projection, ratio);
      trails.take(walks, projection, ratio);
      names.take(runs, [
        around(toLeft(start.x), toTop(start.y), START_RADIUS),
        ...landscape.minimizers.map(([x, y]) => around(toLeft(x), toTop(y), STAR_RADIUS)),
      ]);
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    },
    draw(step, free = NOTHING) {
      if (!map) return;
      const { width, height } = map;
      pen.clearRect(0, 0, width, height);
      trails.drawShadows(pen, step);
      fade(pen, SHADOW_STRENGTH, width, height);
      pen.globalCompositeOperation = "destination-over";
      backdrop.draw(pen, step >= last);
      pen.globalCompositeOperation = "source-over";
      trails.drawLines(pen, step);
      for (let index = 0; index < heads.length; index++) drawStanding(pen, walks[index], heads[index], step, map);
      names.draw(heads, width, height, free);
    },
  };
}

/** Lets what lies below through all that has been drawn. */
function fade(pen: CanvasRenderingContext2D, strength: number, width: number, height: number): void {
  pen.globalCompositeOperation = "destination-in";
  pen.globalAlpha = strength;
  pen.fillStyle = "#000";
  pen.fillRect(0, 0, width, height);
  pen.globalAlpha = 1;
}

/** Moves a head to where its run stands, and draws it there. */
function drawStanding(
  pen: CanvasRenderingContext2D,
  walk: Walk | undefined,
  head: Head | undefined,
  step: number,
  projection: Projection,
): void {
  if (!walk || !head) return;
  placeHead(head, walk.run, step, projection);
  drawHead(pen, head, walk.run.optimizer);
}
