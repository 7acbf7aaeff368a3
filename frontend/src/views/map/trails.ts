/**
 * The part of each path that has been walked. A step onward adds to it; only a step back has it drawn anew.
 *
 * Complete pieces lie on layers: the shadows of all lines on one, and the colours of each line on one of its own, because a
 * line that grows must stay under the lines it lies under. The piece that is still growing is drawn over them on every frame.
 * So a step looks the same whichever way one came to it, pixel by pixel.
 */

import { lastStep, type Run, xAt, yAt } from "../../engine/runs";
import { type Box, emptyBox } from "../labels";
import { type Layer, layerBehind } from "./layer";
import { CASING, disc } from "./marks";
import { type Polyline, reachedAt, type Walk } from "./polyline";
import type { Projection } from "./projection";
import { CASING_WIDTH, type Ink, inkOf, pieceEnd, strokeCasing, strokeColour, strokePieces } from "./strokes";

/** Steps are dotted where they stand at least so far apart on average, in pixels of the sheet. */
const DOTTED_FROM = 9;
export const DOT_RADIUS = 2.1;

export interface Trails {
  /** Takes other lines; says nothing on screen yet. */
  take(walks: readonly Walk[], projection: Projection, ratio: number): void;
  /** Draws what parts the lines from the ground, opaque, so that it is equally dark wherever lines cross. */
  drawShadows(pen: CanvasRenderingContext2D, step: number): void;
  /** Draws the lines over it, and the dots on long steps. */
  drawLines(pen: CanvasRenderingContext2D, step: number): void;
}

interface Trail {
  readonly run: Run;
  readonly line: Polyline;
  readonly ink: Ink;
  readonly isDotted: boolean;
  readonly colours: Layer;
  /** The first entry of the line that is not on the layers. */
  next: number;
}

export function trailsBehind(canvas: HTMLCanvasElement, gone: AbortSignal): Trails {
  const shadows = layerBehind(canvas, gone);
  const dots = layerBehind(canvas, gone);
  const colours: Layer[] = [];
  let trails: readonly Trail[] = [];
  let map: Projection | undefined;
  let ratio = 1;
  let last = 0;
  let hasLayers = false;
  /** The step up to which the layers hold all pieces that are complete, and the dots of the steps before it. */
  let laid = 0;

  function release(): void {
    if (hasLayers) for (const layer of [shadows, dots, ...colours]) layer.release();
    for (const trail of trails) trail.next = 0;
    laid = 0;
    hasLayers = false;
  }

  function unroll({ width, height }: Projection): void {
    const room = { left: 0, top: 0, width, height };
    shadows.cover(room, ratio);
    if (trails.some(({ isDotted }) => isDotted)) dots.cover(room, ratio);
    for (const { colours, line } of trails) colours.cover(boundsOf(line), ratio);
    hasLayers = true;
  }

  /**
   * Has the layers hold all that is complete at a step, and no more. What was complete first lies lowest: pieces on one layer
   * have the same order whether they were laid one by one or all at once.
   */
  function lay(step: number, projection: Projection): void {
    if (step < laid) release();
    if (!hasLayers) unroll(projection);
    for (let trail = firstComplete(trails, step); trail; trail = firstComplete(trails, step)) {
      const { line, ink, colours, next } = trail;
      trail.next = pieceEnd(line, next);
      strokePieces(strokeCasing, shadows.pen, line, next, trail.next, ink);
      strokePieces(strokeColour, colours.pen, line, next, trail.next, ink);
    }
    drawDots(dots.pen, trails, laid, step, projection);
    laid = step;
  }

  return {
    take(walks, projection, pixelRatio) {
      release();
      trails = walks.map(({ run, line }, index) => {
        colours[index] ??= layerBehind(canvas, gone);
        return {
          run,
          line,
          ink: inkOf(run.optimizer),
          isDotted: isDotted(run, line),
          colours: colours[index],
          next: 0,
        };
      });
      last = lastStep(walks.map(({ run }) => run));
      map = projection;
      ratio = pixelRatio;
    },
    drawShadows(pen, step) {
      if (!map) return;
      // Whole paths, as there are on every frame of a drag, are drawn in one go.
      if (step >= last) release();
      else {
        lay(step, map);
        shadows.show(pen);
      }
      for (const { line, ink, next } of trails) strokePieces(strokeCasing, pen, line, next, reachedAt(line, step), ink);
    },
    drawLines(pen, step) {
      if (!map) return;
      for (const { line, ink, colours, next } of trails) {
        colours.show(pen);
        strokePieces(strokeColour, pen, line, next, reachedAt(line, step), ink);
      }
      dots.show(pen);
      drawDots(pen, trails, laid, step, map);
    },
  };
}

/** Whether the steps of a run are long enough to be told apart. */
export function isDotted({ ending }: Run, { distance }: Polyline): boolean {
  return distance >= DOTTED_FROM * ending.steps;
}

/** The trail whose next piece is complete before those of all others, where that is at a step or before it. */
function firstComplete(trails: readonly Trail[], step: number): Trail | undefined {
  let first: Trail | undefined;
  let earliest = Number.POSITIVE_INFINITY;
  for (const trail of trails) {
    const { line, next } = trail;
    if (next === line.length) continue;
    const complete = line.step[pieceEnd(line, next) - 1] ?? 0;
    if (complete > step || complete >= earliest) continue;
    first = trail;
    earliest = complete;
  }
  return first;
}

/** The room that a line takes up, with its width. */
function boundsOf({ length, left, top }: Polyline): Box {
  let west = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.POSITIVE_INFINITY;
  let south = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < length; index++) {
    west = Math.min(west, left[index] ?? west);
    east = Math.max(east, left[index] ?? east);
    north = Math.min(north, top[index] ?? north);
    south = Math.max(south, top[index] ?? south);
  }
  if (west > east) return emptyBox();
  return {
    left: west - CASING_WIDTH,
    top: north - CASING_WIDTH,
    width: east - west + 2 * CASING_WIDTH,
    height: south - north + 2 * CASING_WIDTH,
  };
}

/** Draws the dots of the steps from one to before another, each above those of the steps before it. */
function drawDots(
  pen: CanvasRenderingContext2D,
  trails: readonly Trail[],
  from: number,
  to: number,
  { toLeft, toTop }: Projection,
): void {
  pen.strokeStyle = CASING;
  pen.lineWidth = 1;
  for (let step = Math.max(1, from); step < to; step++) {
    for (const { run, ink, isDotted } of trails) {
      if (!isDotted || step >= run.ending.steps) continue;
      pen.fillStyle = ink.colour;
      disc(pen, toLeft(xAt(run, step)), toTop(yAt(run, step)), DOT_RADIUS);
      pen.stroke();
      pen.fill();
    }
  }
}
