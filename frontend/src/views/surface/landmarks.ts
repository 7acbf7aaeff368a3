/** What stands on the surface: start, minimizers, saddles, where each run is, names, and which way x and y go. */

import type { Landscape } from "../../engine/catalogue";
import { type Run, xAt, yAt } from "../../engine/runs";
import type { Experiment } from "../../state/experiment";
import type { Mark } from "../../state/scene";
import { placeLabels } from "../labels";
import type { Walk } from "../map/polyline";
import type { Projection } from "../map/projection";
import {
  around,
  CASING,
  drawHead,
  drawName,
  drawSaddle,
  drawStar,
  HEAD_RADIUS,
  type Head,
  headOf,
  NAME_SIZE,
} from "../map/trajectories";
import { readable } from "../numbers";
import { ghost } from "../overlay";
import { BASE, type Eye } from "./camera";
import type { Relief } from "./relief";

/** How strongly a mark shows that stands behind a hill. */
const BEHIND = 0.4;

/** Samples along the line of sight, and how far ground must rise above it to hide what is behind. */
const SAMPLES = 60;
const CLEARANCE = 0.012;

const AXIS_SIZE = 12;

export interface Stage {
  readonly experiment: Experiment;
  readonly walks: readonly Walk[];
  /** The map the paths were cut to, seen flat. */
  readonly flat: Projection;
  readonly relief: Relief;
}

/** A place of the block, and where it is on screen. */
interface Spot {
  readonly left: number;
  readonly top: number;
  readonly hidden: boolean;
}

export interface AxisLook {
  readonly ink: string;
  readonly font: string;
}

export function drawLandmarks(
  pen: CanvasRenderingContext2D,
  stage: Stage,
  eye: Eye,
  step: number,
  room: { readonly width: number; readonly height: number },
  look: AxisLook,
): void {
  const { experiment, walks, flat } = stage;
  drawAxes(pen, flat, eye, look);
  for (const [x, y] of experiment.landscape.saddles) drawAt(pen, spotOf(x, y, stage, eye), drawSaddle);
  for (const [x, y] of experiment.landscape.minimizers) drawAt(pen, spotOf(x, y, stage, eye), drawStar);
  const start = spotOf(experiment.start.x, experiment.start.y, stage, eye);
  drawAt(pen, start, drawStart);
  const heads = walks.map((walk) => standing(walk, step, stage, eye));
  for (const [index, { run }] of walks.entries()) {
    const head = heads[index];
    if (head) drawAt(pen, head, () => drawHead(pen, head, run.optimizer));
  }
  pen.font = `600 ${NAME_SIZE}px ${look.font}`;
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  const anchors = heads.map(({ left, top }, index) => {
    const title = walks[index]?.run.optimizer.title ?? "";
    return { left, top, width: pen.measureText(title).width, height: NAME_SIZE + 2 };
  });
  const taken = [
    ...(start ? [around(start.left, start.top, 12)] : []),
    ...heads.map(({ left, top }) => around(left, top, HEAD_RADIUS + 1)),
  ];
  const boxes = placeLabels(anchors, taken, { left: 4, top: 4, width: room.width - 8, height: room.height - 8 });
  for (const [index, { run }] of walks.entries()) {
    const box = boxes[index];
    if (box) drawName(pen, run.optimizer, box);
  }
}

/** Ghosts where the runs stood at a marked step; returns where the marked one did. */
export function drawGhosts(
  pen: CanvasRenderingContext2D,
  { step, optimizer }: Mark,
  stage: Stage,
  eye: Eye,
): { readonly run: Run; readonly spot: Spot } | undefined {
  let marked: { readonly run: Run; readonly spot: Spot } | undefined;
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
export function spotOf(x: number, y: number, { flat, relief, experiment }: Stage, eye: Eye): Spot | undefined {
  return spotAt(flat.toLeft(x), flat.toTop(y), flat, relief, experiment.landscape.loss(x, y), eye);
}

function spotAt(
  flatLeft: number,
  flatTop: number,
  flat: Projection,
  relief: Relief,
  loss: number,
  eye: Eye,
): Spot | undefined {
  const x = (2 * flatLeft) / flat.width - 1;
  const y = 1 - (2 * flatTop) / flat.height;
  if (!(Math.max(Math.abs(x), Math.abs(y)) <= 1 + 1e-6)) return undefined;
  const z = relief.heightOf(loss);
  const [left, top] = eye.look(x, y, z);
  return { left, top, hidden: isHidden(x, y, z, relief, eye) };
}

/** Where the marker of a run stands; for one that left the block, an arrow at its edge, the way it went. */
function standing(walk: Walk, step: number, { flat, relief, experiment }: Stage, eye: Eye): Head & { hidden: boolean } {
  const head = headOf(walk, step, flat);
  const loss = lossUnder(head.left, head.top, flat, experiment.landscape);
  const spot = spotAt(head.left, head.top, flat, relief, loss, eye) ?? { left: 0, top: 0, hidden: false };
  if (!head.gone) return { ...spot, gone: false, towards: 0 };
  const x = (2 * head.left) / flat.width - 1;
  const y = 1 - (2 * head.top) / flat.height;
  const z = relief.heightOf(loss);
  const [left, top] = eye.look(x, y, z);
  const [onLeft, onTop] = eye.look(x + 0.05 * Math.cos(head.towards), y - 0.05 * Math.sin(head.towards), z);
  return { ...spot, gone: true, towards: Math.atan2(onTop - top, onLeft - left) };
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
  spot: Spot | undefined,
  draw: (pen: CanvasRenderingContext2D, left: number, top: number) => void,
): void {
  if (!spot) return;
  pen.globalAlpha = spot.hidden ? BEHIND : 1;
  draw(pen, spot.left, spot.top);
  pen.globalAlpha = 1;
}

function drawStart(pen: CanvasRenderingContext2D, left: number, top: number): void {
  pen.beginPath();
  pen.arc(left, top, 6.5, 0, 2 * Math.PI);
  pen.strokeStyle = CASING;
  pen.lineWidth = 6.5;
  pen.stroke();
  pen.strokeStyle = "#fff";
  pen.lineWidth = 3;
  pen.stroke();
}

/** The ends of both axes, written along the two sides of the base that are nearest to the eye. */
function drawAxes(pen: CanvasRenderingContext2D, { domain }: Projection, eye: Eye, { ink, font }: AxisLook): void {
  const near = eye.place[1] < 0 ? -1 : 1;
  const side = eye.place[0] < 0 ? -1 : 1;
  const out = 1.09;
  const write = (text: string, x: number, y: number, style = "") => {
    const [left, top] = eye.look(x, y, -BASE);
    pen.font = `${style}${AXIS_SIZE}px ${font}`;
    pen.fillText(text, left, top);
  };
  pen.fillStyle = ink;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const [end, x] of domain.x.entries()) write(readable(x, 6), (end * 2 - 1) * 0.94, near * out);
  for (const [end, y] of domain.y.entries()) write(readable(y, 6), side * out, (end * 2 - 1) * 0.94);
  write("x", 0, near * out, "italic ");
  write("y", side * out, 0, "italic ");
}
