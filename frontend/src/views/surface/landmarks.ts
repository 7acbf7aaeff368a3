/** What stands on the surface: start, minimizers, saddles, where each run is, names, and which way x and y go. */

import type { Landscape } from "../../engine/catalogue";
import { type Run, xAt, yAt } from "../../engine/runs";
import type { Experiment } from "../../state/experiment";
import type { Mark } from "../../state/scene";
import { type Box, emptyBox } from "../labels";
import { drawArrow, drawHead, type Head, headOf, placeHead } from "../map/heads";
import { layerBehind } from "../map/layer";
import { CASING, drawGlyph, GLYPHS, PALE } from "../map/marks";
import { namesOn } from "../map/names";
import type { Walk } from "../map/polyline";
import type { Projection } from "../map/projection";
import { drawStationary, stationaryIn } from "../map/stationary";
import { readable } from "../numbers";
import { ghost } from "../overlay";
import { BASE, type Eye } from "./camera";
import type { Relief } from "./relief";
import type { Sight } from "./sight";

/** How strongly a mark shows that stands behind a hill. */
const BEHIND = 0.4;

/** Samples along the line of sight, and how far ground must rise above it to hide what is behind. */
const SAMPLES = 60;
const CLEARANCE = 0.012;

const AXIS_SIZE = 12;

/** What names must not cover at the start. */
const START_ROOM = 12;

export interface Stage {
  readonly experiment: Experiment;
  readonly walks: readonly Walk[];
  /** The map the paths were cut to, seen flat. */
  readonly flat: Projection;
  readonly relief: Relief;
}

/** A place of the block as it is seen. */
interface Spot {
  left: number;
  top: number;
  /** Whether a hill stands before it. */
  hidden: boolean;
}

const NOWHERE: Readonly<Spot> = { left: 0, top: 0, hidden: false };

/** A run's marker, on the flat map and as it is seen. */
interface Marker extends Head, Spot {
  readonly run: Run;
  readonly flat: Head;
}

export interface Landmarks {
  take(stage: Stage): void;
  /** Draws them with the runs where they stand at a step; the names keep free what is to be kept free. */
  draw(sight: Sight, step: number, free: readonly Readonly<Box>[]): void;
  /** Where the names stand. */
  readonly names: readonly Readonly<Box>[];
  clear(): void;
}

export function landmarksOn(pen: CanvasRenderingContext2D, gone: AbortSignal): Landmarks {
  const still = layerBehind(pen.canvas, gone);
  const names = namesOn(pen);
  const start = emptyBox();
  let stage: Stage | undefined;
  let markers: readonly Marker[] = [];
  let drawn: { readonly stage: Stage; readonly sight: Sight } | undefined;

  /** What stays where it is while the runs move. */
  function drawStill(stage: Stage, sight: Sight): void {
    const { experiment, flat } = stage;
    const { landscape } = experiment;
    const { eye, width, height, ratio } = sight;
    const { pen } = still;
    still.cover({ left: 0, top: 0, width, height }, ratio);
    drawAxes(pen, flat, sight);
    for (const mark of stationaryIn(landscape, flat.domain)) {
      drawAt(pen, spotOf(mark.x, mark.y, stage, eye), (on, left, top) => drawStationary(on, mark, left, top));
    }
    const at = spotOf(experiment.start.x, experiment.start.y, stage, eye);
    if (at) drawStartIn(sight, at, pen);
    start.left = (at?.left ?? 0) - START_ROOM;
    start.top = (at?.top ?? 0) - START_ROOM;
    start.width = start.height = at ? 2 * START_ROOM : 0;
    drawn = { stage, sight };
  }

  return {
    take(taken) {
      stage = taken;
      const runs = taken.walks.map(({ run }) => run);
      markers = runs.map((run) => ({
        ...NOWHERE,
        run,
        flat: { ...headOf(run, 0, taken.flat) },
        gone: false,
        towards: 0,
      }));
      names.take(runs, [start]);
    },
    get names() {
      return names.boxes;
    },
    draw(sight, step, free) {
      if (!stage) return;
      const { width, height, ratio } = sight;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, width, height);
      if (stage !== drawn?.stage || sight !== drawn.sight) drawStill(stage, sight);
      still.show(pen);
      for (const marker of markers) {
        stand(marker, step, stage, sight.eye);
        keepInView(marker, sight);
        pen.globalAlpha = marker.hidden ? BEHIND : 1;
        drawHead(pen, marker, marker.run.optimizer);
        pen.globalAlpha = 1;
      }
      names.draw(markers, width, height, free);
    },
    clear() {
      pen.clearRect(0, 0, pen.canvas.width, pen.canvas.height);
    },
  };
}

/** Ghosts where the runs stood at a marked step; returns where the marked one did. */
export function drawGhosts(
  pen: CanvasRenderingContext2D,
  { step, optimizer }: Mark,
  stage: Stage,
  eye: Eye,
): { readonly run: Run; readonly spot: Readonly<Spot> } | undefined {
  let marked: { readonly run: Run; readonly spot: Readonly<Spot> } | undefined;
  for (const { run } of stage.walks) {
    const at = Math.min(step, run.ending.steps);
    const spot = spotOf(xAt(run, at), yAt(run, at), stage, eye);
    if (!spot) continue;
    ghost(pen, spot.left, spot.top, run.optimizer.colour.on_dark, CASING);
    if (run.optimizer === optimizer) marked = { run, spot };
  }
  return marked;
}

/** Where a point of the landscape is seen; nothing for one outside the block. */
function spotOf(x: number, y: number, { flat, relief, experiment }: Stage, eye: Eye): Readonly<Spot> | undefined {
  const spot = { ...NOWHERE };
  const loss = experiment.landscape.loss(x, y);
  return place(spot, flat.toLeft(x), flat.toTop(y), flat, relief.heightOf(loss), relief, eye) ? spot : undefined;
}

/** Moves a spot to where a place of the flat map is seen; says whether that is on the block. */
function place(
  spot: Spot,
  flatLeft: number,
  flatTop: number,
  flat: Projection,
  z: number,
  relief: Relief,
  eye: Eye,
): boolean {
  const x = (2 * flatLeft) / flat.width - 1;
  const y = 1 - (2 * flatTop) / flat.height;
  if (!(Math.max(Math.abs(x), Math.abs(y)) <= 1 + 1e-6)) return false;
  spot.left = eye.left(x, y, z);
  spot.top = eye.top(x, y, z);
  spot.hidden = isHidden(x, y, z, relief, eye);
  return true;
}

/** Moves the marker of a run to where it stands; one that left the block becomes an arrow at its edge, the way it went. */
function stand(marker: Marker, step: number, { flat, relief, experiment }: Stage, eye: Eye): void {
  const { run, flat: head } = marker;
  placeHead(head, run, step, flat);
  const z = relief.heightOf(lossUnder(head.left, head.top, flat, experiment.landscape));
  if (!place(marker, head.left, head.top, flat, z, relief, eye)) Object.assign(marker, NOWHERE);
  marker.gone = head.gone;
  if (!head.gone) return;
  const x = (2 * head.left) / flat.width - 1 + 0.05 * Math.cos(head.towards);
  const y = 1 - (2 * head.top) / flat.height - 0.05 * Math.sin(head.towards);
  marker.towards = Math.atan2(eye.top(x, y, z) - marker.top, eye.left(x, y, z) - marker.left);
}

/** Has an arrow at the edge of the view stand for what is out of sight, towards where it is. */
function keepInView(marker: Spot & Head, { width, height }: Sight): void {
  const across = marker.left - width / 2;
  const down = marker.top - height / 2;
  const share = Math.min(width / 2 / Math.abs(across), height / 2 / Math.abs(down));
  if (!(share < 1)) return;
  marker.left = width / 2 + share * across;
  marker.top = height / 2 + share * down;
  marker.gone = true;
  marker.hidden = false;
  marker.towards = Math.atan2(down, across);
}

/** The start, or an arrow towards it. */
function drawStartIn(sight: Sight, at: Readonly<Spot>, pen: CanvasRenderingContext2D): void {
  const seen = { ...at, gone: false, towards: 0 };
  keepInView(seen, sight);
  if (seen.gone) drawArrow(pen, seen.left, seen.top, seen.towards, PALE);
  else drawAt(pen, at, drawStart);
}

function lossUnder(left: number, top: number, flat: Projection, landscape: Landscape): number {
  const { x, y } = flat.domain;
  return landscape.loss(x[0] + (left / flat.width) * (x[1] - x[0]), y[1] - (top / flat.height) * (y[1] - y[0]));
}

/** Whether ground rises above the line from a point to the eye. */
function isHidden(x: number, y: number, z: number, relief: Relief, { place }: Eye): boolean {
  const across = place[0] - x;
  const along = place[1] - y;
  const up = place[2] - z;
  for (let sample = 1; sample <= SAMPLES; sample++) {
    // The eye is far: the first half of the way leaves the block for certain.
    const share = (0.5 * sample) / SAMPLES;
    const east = x + share * across;
    const north = y + share * along;
    if (Math.max(Math.abs(east), Math.abs(north)) > 1) return false;
    if (relief.heightAt(east, north) > z + share * up + CLEARANCE) return true;
  }
  return false;
}

function drawAt(
  pen: CanvasRenderingContext2D,
  spot: Readonly<Spot> | undefined,
  draw: (pen: CanvasRenderingContext2D, left: number, top: number) => void,
): void {
  if (!spot) return;
  pen.globalAlpha = spot.hidden ? BEHIND : 1;
  draw(pen, spot.left, spot.top);
  pen.globalAlpha = 1;
}

function drawStart(pen: CanvasRenderingContext2D, left: number, top: number): void {
  drawGlyph(pen, GLYPHS.start, left, top);
}

/** The ends of both axes, written along the two sides of the base that are nearest to the eye. */
function drawAxes(pen: CanvasRenderingContext2D, { domain }: Projection, { eye, ink, font }: Sight): void {
  const [side, near] = eye.side;
  const out = 1.09;
  const write = (text: string, x: number, y: number, style = "") => {
    pen.font = `${style}${AXIS_SIZE}px ${font}`;
    pen.fillText(text, eye.left(x, y, -BASE), eye.top(x, y, -BASE));
  };
  pen.fillStyle = ink;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const [end, x] of domain.x.entries()) write(readable(x, 6), (end * 2 - 1) * 0.94, near * out);
  for (const [end, y] of domain.y.entries()) write(readable(y, 6), side * out, (end * 2 - 1) * 0.94);
  write("x", 0, near * out, "italic ");
  write("y", side * out, 0, "italic ");
}
