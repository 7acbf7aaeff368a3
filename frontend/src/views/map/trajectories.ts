/** The runs on the map: whole paths faint, the part walked so far strong, a marker where each one stands, its name beside it. */

import type { Optimizer } from "../../engine/catalogue";
import { type Run, xAt, yAt } from "../../engine/runs";
import type { Experiment } from "../../state/experiment";
import { drawingContext } from "../drawing";
import { type Box, placeLabels } from "../labels";
import { polylineOf, tracePolyline, type Walk } from "./polyline";
import type { Projection } from "./projection";

/** Dark enough to part a bright line from any ground. */
export const CASING = "rgb(6 12 20 / 0.72)";
const PALE = "#fff";

export const LINE_WIDTH = 2.25;
export const CASING_WIDTH = 4.75;
export const FAINT = 0.38;
export const HEAD_RADIUS = 5.5;
export const NAME_SIZE = 13;

/** Steps are dotted where they stand at least so far apart on average, in CSS pixels. */
const DOTTED_FROM = 9;
const DOT_RADIUS = 2.1;

const STAR_RADIUS = 8;
const SADDLE_RADIUS = 5;

export interface Trajectories {
  /** Takes new runs, or a new size; says nothing on screen yet. */
  take(experiment: Experiment, runs: readonly Run[], projection: Projection): void;
  /** Draws them as they stand at a step. */
  draw(step: number): void;
  /** What was taken. */
  readonly walks: readonly Walk[];
}

export function trajectoriesOn(canvas: HTMLCanvasElement): Trajectories {
  const context = drawingContext(canvas);
  let scene: { experiment: Experiment; projection: Projection; walks: readonly Walk[] } | undefined;

  return {
    get walks() {
      return scene?.walks ?? [];
    },
    take(experiment, runs, projection) {
      const walks = runs.map((run) => ({ run, line: polylineOf(run, projection) }));
      scene = { experiment, projection, walks };
    },
    draw(step) {
      if (!context || !scene) return;
      const { experiment, projection, walks } = scene;
      const ratio = canvas.width / projection.width;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, projection.width, projection.height);
      drawLandmarks(context, experiment, projection);
      // All casings lie under all lines, so that where paths run together each shows in the gaps of the other's dashes.
      for (const walk of walks) drawLines(context, walk, step, strokeCasing);
      for (const walk of walks) drawLines(context, walk, step, strokeColour);
      for (const walk of walks) drawDots(context, walk, step, projection);
      for (const walk of walks) drawHead(context, headOf(walk, step, projection), walk.run.optimizer);
      drawNames(context, walks, step, experiment, projection);
    },
  };
}

type Stroke = (context: CanvasRenderingContext2D, optimizer: Optimizer, strength: number) => void;

function drawLines(context: CanvasRenderingContext2D, { run, line }: Walk, step: number, stroke: Stroke): void {
  const { steps } = run.ending;
  if (step < steps) {
    tracePolyline(context, line, steps);
    stroke(context, run.optimizer, FAINT);
  }
  tracePolyline(context, line, step);
  stroke(context, run.optimizer, 1);
}

function strokeCasing(context: CanvasRenderingContext2D, _: Optimizer, strength: number): void {
  context.lineJoin = "round";
  context.lineCap = "round";
  context.globalAlpha = strength;
  context.strokeStyle = CASING;
  context.lineWidth = CASING_WIDTH;
  context.stroke();
  context.globalAlpha = 1;
}

function strokeColour(context: CanvasRenderingContext2D, { colour, dash }: Optimizer, strength: number): void {
  context.lineCap = "butt";
  context.globalAlpha = strength;
  context.setLineDash([...dash]);
  context.strokeStyle = colour.on_dark;
  context.lineWidth = LINE_WIDTH;
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function drawDots(context: CanvasRenderingContext2D, { run, line }: Walk, step: number, projection: Projection): void {
  if (line.distance < DOTTED_FROM * run.ending.steps) return;
  context.fillStyle = run.optimizer.colour.on_dark;
  context.strokeStyle = CASING;
  context.lineWidth = 1;
  for (let at = 1; at < Math.min(step, run.ending.steps); at++) {
    disc(context, projection.toLeft(xAt(run, at)), projection.toTop(yAt(run, at)), DOT_RADIUS);
    context.stroke();
    context.fill();
  }
}

export interface Head {
  readonly left: number;
  readonly top: number;
  /** Whether the run stands outside the map; the head is then where its line crosses the edge. */
  readonly gone: boolean;
  /** Direction in which it went, in radians; means nothing while it is on the map. */
  readonly towards: number;
}

export function headOf({ run }: Walk, step: number, projection: Projection): Head {
  const until = Math.min(step, run.ending.steps);
  const left = projection.toLeft(xAt(run, until));
  const top = projection.toTop(yAt(run, until));
  if (isOn(projection, left, top)) return { left, top, gone: false, towards: 0 };
  return exitOf(run, until, projection);
}

/** Where the line of a run last left the map before a step, and which way it went on. */
function exitOf(run: Run, until: number, projection: Projection): Head {
  const { width, height } = projection;
  let toLeft = projection.toLeft(xAt(run, until));
  let toTop = projection.toTop(yAt(run, until));
  for (let step = until - 1; step >= 0; step--) {
    const left = projection.toLeft(xAt(run, step));
    const top = projection.toTop(yAt(run, step));
    const across = toLeft - left;
    const down = toTop - top;
    const share = Math.min(shareTo(left, across, width), shareTo(top, down, height));
    const exitLeft = left + share * across;
    const exitTop = top + share * down;
    const cameFromHere = isOn(projection, left, top);
    // To a place that is no number there is no direction.
    if (cameFromHere && !Number.isFinite(exitLeft + exitTop)) return { left, top, gone: true, towards: 0 };
    // A stretch from outside to outside may still have crossed the map.
    const crossed = share >= 0 && share <= 1 && isNearly(exitLeft, width) && isNearly(exitTop, height);
    if (cameFromHere || crossed) return { left: exitLeft, top: exitTop, gone: true, towards: Math.atan2(down, across) };
    toLeft = left;
    toTop = top;
  }
  return strangerAt(run, until, projection);
}

/** The share of a move after which it crosses the end of a side. */
function shareTo(from: number, move: number, end: number): number {
  return move === 0 ? Number.POSITIVE_INFINITY : ((move > 0 ? end : 0) - from) / move;
}

/** Whether a place lies on the map along one axis, but for the rounding of a crossing. */
function isNearly(place: number, end: number): boolean {
  return place >= -1e-6 * end && place <= (1 + 1e-6) * end;
}

/** A run that has not been here: its arrow stands at the edge, towards where it is. */
function strangerAt(run: Run, until: number, { toLeft, toTop, width, height }: Projection): Head {
  const known = Number.isFinite(xAt(run, until) + yAt(run, until)) ? until : 0;
  const left = Math.min(Math.max(toLeft(xAt(run, known)), 0), width);
  const top = Math.min(Math.max(toTop(yAt(run, known)), 0), height);
  return { left, top, gone: true, towards: Math.atan2(top - height / 2, left - width / 2) };
}

export function isOn({ width, height }: Projection, left: number, top: number): boolean {
  return left >= 0 && left <= width && top >= 0 && top <= height;
}

export function drawHead(
  context: CanvasRenderingContext2D,
  { left, top, gone, towards }: Head,
  { colour }: Optimizer,
): void {
  context.save();
  context.translate(left, top);
  context.lineJoin = "round";
  context.strokeStyle = CASING;
  context.lineWidth = 2.5;
  context.fillStyle = colour.on_dark;
  if (gone) {
    // An arrow whose tip touches the edge, in the direction in which the run went on.
    context.rotate(towards);
    polygon(context, [
      [0, 0],
      [-13, -7.5],
      [-9.5, 0],
      [-13, 7.5],
    ]);
    context.stroke();
    context.fill();
  } else {
    disc(context, 0, 0, HEAD_RADIUS);
    context.stroke();
    context.fill();
    context.fillStyle = PALE;
    disc(context, 0, 0, HEAD_RADIUS * 0.38);
    context.fill();
  }
  context.restore();
}

function drawNames(
  context: CanvasRenderingContext2D,
  walks: readonly Walk[],
  step: number,
  experiment: Experiment,
  projection: Projection,
): void {
  context.font = `600 ${NAME_SIZE}px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textBaseline = "middle";
  const heads = walks.map((walk) => headOf(walk, step, projection));
  const anchors = heads.map(({ left, top }, index) => {
    const title = walks[index]?.run.optimizer.title ?? "";
    return { left, top, width: context.measureText(title).width, height: NAME_SIZE + 2 };
  });
  const start = around(projection.toLeft(experiment.start.x), projection.toTop(experiment.start.y), 12);
  const marks = experiment.landscape.minimizers.map(([x, y]) => around(projection.toLeft(x), projection.toTop(y), 7));
  const taken = [start, ...marks, ...heads.map(({ left, top }) => around(left, top, HEAD_RADIUS + 1))];
  const room = { left: 4, top: 4, width: projection.width - 8, height: projection.height - 8 };
  const boxes = placeLabels(anchors, taken, room);
  for (const [index, { run }] of walks.entries()) {
    const box = boxes[index];
    const head = heads[index];
    if (!box || !head) continue;
    drawLeader(context, head, box, run.optimizer);
    drawName(context, run.optimizer, box);
  }
}

/** A hairline from a head to a name that found no room beside it. */
function drawLeader(context: CanvasRenderingContext2D, { left, top }: Head, box: Box, { colour }: Optimizer): void {
  const nearLeft = Math.min(Math.max(left, box.left), box.left + box.width);
  const nearTop = Math.min(Math.max(top, box.top + 3), box.top + box.height - 3);
  if (Math.hypot(nearLeft - left, nearTop - top) < 18) return;
  context.beginPath();
  context.moveTo(left, top);
  context.lineTo(nearLeft, nearTop);
  context.strokeStyle = CASING;
  context.lineWidth = 3;
  context.stroke();
  context.strokeStyle = colour.on_dark;
  context.lineWidth = 1;
  context.stroke();
}

export function drawName(
  context: CanvasRenderingContext2D,
  { title, colour }: Optimizer,
  { left, top, height }: Box,
): void {
  context.lineJoin = "round";
  context.strokeStyle = CASING;
  context.lineWidth = 3.5;
  context.strokeText(title, left, top + height / 2);
  context.fillStyle = colour.on_dark;
  context.fillText(title, left, top + height / 2);
}

function drawLandmarks(context: CanvasRenderingContext2D, { landscape }: Experiment, projection: Projection): void {
  context.lineJoin = "round";
  for (const [x, y] of landscape.saddles) drawSaddle(context, projection.toLeft(x), projection.toTop(y));
  for (const [x, y] of landscape.minimizers) drawStar(context, projection.toLeft(x), projection.toTop(y));
}

export function drawStar(context: CanvasRenderingContext2D, left: number, top: number): void {
  const corners = Array.from({ length: 10 }, (_, corner) => {
    const radius = corner % 2 === 0 ? STAR_RADIUS : STAR_RADIUS * 0.42;
    const angle = (corner / 10) * 2 * Math.PI - Math.PI / 2;
    return [left + radius * Math.cos(angle), top + radius * Math.sin(angle)] as const;
  });
  polygon(context, corners);
  context.strokeStyle = CASING;
  context.lineWidth = 3;
  context.stroke();
  context.fillStyle = PALE;
  context.fill();
}

export function drawSaddle(context: CanvasRenderingContext2D, left: number, top: number): void {
  context.beginPath();
  context.moveTo(left - SADDLE_RADIUS, top - SADDLE_RADIUS);
  context.lineTo(left + SADDLE_RADIUS, top + SADDLE_RADIUS);
  context.moveTo(left + SADDLE_RADIUS, top - SADDLE_RADIUS);
  context.lineTo(left - SADDLE_RADIUS, top + SADDLE_RADIUS);
  context.lineCap = "round";
  context.strokeStyle = CASING;
  context.lineWidth = 5;
  context.stroke();
  context.strokeStyle = PALE;
  context.lineWidth = 2;
  context.stroke();
}

function disc(context: CanvasRenderingContext2D, left: number, top: number, radius: number): void {
  context.beginPath();
  context.arc(left, top, radius, 0, 2 * Math.PI);
}

function polygon(context: CanvasRenderingContext2D, corners: readonly (readonly [number, number])[]): void {
  context.beginPath();
  for (const [left, top] of corners) context.lineTo(left, top);
  context.closePath();
}

export function around(left: number, top: number, radius: number): Box {
  return { left: left - radius, top: top - radius, width: 2 * radius, height: 2 * radius };
}
