/** Where each run stands: a disc on the map, or, where it has left it, an arrow at the edge, the way it went. */

import type { Optimizer } from "../../engine/catalogue";
import { type Run, xAt, yAt } from "../../engine/runs";
import { ARROW, CASING, disc, PALE, polygon } from "./marks";
import type { Projection } from "./projection";

export const HEAD_RADIUS = 5.5;

export interface Head {
  left: number;
  top: number;
  /** Whether the run stands outside the map; the head is then where its line crosses the edge. */
  gone: boolean;
  /** Direction in which it went, in radians; means nothing while it is on the map. */
  towards: number;
}

export function headOf(run: Run, step: number, projection: Projection): Readonly<Head> {
  const head = { left: 0, top: 0, gone: false, towards: 0 };
  placeHead(head, run, step, projection);
  return head;
}

/** Has a head stand where a run does at a step. */
export function placeHead(head: Head, run: Run, step: number, projection: Projection): void {
  const until = Math.min(step, run.ending.steps);
  const left = projection.toLeft(xAt(run, until));
  const top = projection.toTop(yAt(run, until));
  if (isOn(projection, left, top)) put(head, left, top);
  else placeAtExit(head, run, until, projection);
}

function put(head: Head, left: number, top: number, gone = false, towards = 0): void {
  head.left = left;
  head.top = top;
  head.gone = gone;
  head.towards = towards;
}

/** Where the line of a run last left the map before a step, and which way it went on. */
function placeAtExit(head: Head, run: Run, until: number, projection: Projection): void {
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
    if (cameFromHere && !Number.isFinite(exitLeft + exitTop)) {
      put(head, left, top, true);
      return;
    }
    // A stretch from outside to outside may still have crossed the map.
    const crossed = share >= 0 && share <= 1 && isNearly(exitLeft, width) && isNearly(exitTop, height);
    if (cameFromHere || crossed) {
      put(head, exitLeft, exitTop, true, Math.atan2(down, across));
      return;
    }
    toLeft = left;
    toTop = top;
  }
  placeStranger(head, run, until, projection);
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
function placeStranger(head: Head, run: Run, until: number, { toLeft, toTop, width, height }: Projection): void {
  const known = Number.isFinite(xAt(run, until) + yAt(run, until)) ? until : 0;
  const left = Math.min(Math.max(toLeft(xAt(run, known)), 0), width);
  const top = Math.min(Math.max(toTop(yAt(run, known)), 0), height);
  put(head, left, top, true, Math.atan2(top - height / 2, left - width / 2));
}

export function isOn({ width, height }: Projection, left: number, top: number): boolean {
  return left >= 0 && left <= width && top >= 0 && top <= height;
}

export function drawHead(
  pen: CanvasRenderingContext2D,
  { left, top, gone, towards }: Readonly<Head>,
  { colour }: Optimizer,
): void {
  if (gone) {
    drawArrow(pen, left, top, towards, colour.on_dark);
    return;
  }
  pen.strokeStyle = CASING;
  pen.lineWidth = 2.5;
  pen.fillStyle = colour.on_dark;
  disc(pen, left, top, HEAD_RADIUS);
  pen.stroke();
  pen.fill();
  pen.fillStyle = PALE;
  disc(pen, left, top, HEAD_RADIUS * 0.38);
  pen.fill();
}

/** An arrow whose tip touches the edge, in the direction in which something went on. */
export function drawArrow(
  pen: CanvasRenderingContext2D,
  left: number,
  top: number,
  towards: number,
  colour: string,
): void {
  pen.save();
  pen.translate(left, top);
  pen.rotate(towards);
  pen.lineJoin = "round";
  pen.strokeStyle = CASING;
  pen.lineWidth = 2.5;
  pen.fillStyle = colour;
  polygon(pen, ARROW);
  pen.stroke();
  pen.fill();
  pen.restore();
}
