/** An arrow in the landscape, an area and a ring about a point, as a view shows them. */

import type { Point } from "../../state/experiment";
import type { Outlook, Spot } from "../outlook";
import { type Area, STEP, type Style } from "../quantities";

const CASING = "rgb(6 12 20 / 0.78)";

/** Arrows shorter than this have no room for a head, in pixels. */
const HEADLESS = 5;

/** No arrow is drawn farther than this, in pixels: beyond, nobody sees where it ends. */
const FARTHEST = 5000;

/** What is shorter than this cannot be seen as an arrow, in pixels. */
const LEAST = 0.5;

const GHOST_RADIUS = 8;
const GHOST_DASH = [3, 3];
const SOLID: readonly number[] = [];

/** Corners of an area. */
const CORNERS = 64;

const tail = spotAtOrigin();
const bend = spotAtOrigin();
const neck = spotAtOrigin();

/**
 * Draws an arrow.
 *
 * @param end Is moved to where it ends.
 * @returns How long it is drawn, in pixels.
 */
export function drawArrow(
  pen: CanvasRenderingContext2D,
  outlook: Outlook,
  from: Point,
  move: Point,
  style: Style,
  end: Spot,
): number {
  const share = shareSeen(outlook, from, move, end);
  const pieces = share > 0 ? reach(outlook, from, move, share) : 0;
  if (pieces === 0) return 0;
  placeAlong(outlook, bend, from, move, (share * (pieces - 1)) / outlook.pieces);
  placeAlong(outlook, end, from, move, (share * pieces) / outlook.pieces);
  const across = end.left - bend.left;
  const down = end.top - bend.top;
  const length = Math.hypot(end.left - tail.left, end.top - tail.top);
  // One that goes on outside the view does not end here.
  const head = pieces === outlook.pieces && length > HEADLESS ? Math.min(11, 0.5 * length) : 0;
  const back = Math.min(1, (0.8 * head) / Math.hypot(across, down));
  neck.left = end.left - back * across;
  neck.top = end.top - back * down;
  for (let pass = 0; pass < 2; pass++) {
    const isCasing = pass === 0;
    pen.strokeStyle = pen.fillStyle = isCasing ? CASING : style.colour;
    pen.lineWidth = style.width + (isCasing ? 3 : 0);
    pen.lineCap = "butt";
    pen.lineJoin = "round";
    dashed(pen, isCasing ? SOLID : style.dash);
    strokeShaft(pen, outlook, from, move, share, pieces);
    dashed(pen, SOLID);
    if (head > 0) fillHead(pen, end, Math.atan2(down, across), head, isCasing);
  }
  return length;
}

/** From its tail over its bends to its neck. */
function strokeShaft(
  pen: CanvasRenderingContext2D,
  outlook: Outlook,
  from: Point,
  move: Point,
  share: number,
  pieces: number,
): void {
  pen.beginPath();
  pen.moveTo(tail.left, tail.top);
  for (let piece = 1; piece < pieces; piece++) {
    placeAlong(outlook, bend, from, move, (share * piece) / outlook.pieces);
    pen.lineTo(bend.left, bend.top);
  }
  pen.lineTo(neck.left, neck.top);
  pen.stroke();
}

/** How much of an arrow is drawn; nothing of one that is none. Leaves its tail in `tail` and its end, or nearly so, in `end`. */
function shareSeen(outlook: Outlook, from: Point, move: Point, end: Spot): number {
  if (!outlook.place(tail, from.x, from.y) || !Number.isFinite(move.x + move.y)) return 0;
  if (!outlook.place(end, from.x + move.x, from.y + move.y)) return 1;
  const length = Math.hypot(end.left - tail.left, end.top - tail.top);
  if (!(length > LEAST) || !Number.isFinite(length)) return 0;
  return outlook.pieces === 1 ? Math.min(1, FARTHEST / length) : 1;
}

/** How many of its pieces lie in the view, from its tail on. */
function reach(outlook: Outlook, from: Point, move: Point, share: number): number {
  for (let piece = 1; piece <= outlook.pieces; piece++)
    if (!placeAlong(outlook, bend, from, move, (share * piece) / outlook.pieces)) return piece - 1;
  return outlook.pieces;
}

function placeAlong(outlook: Outlook, spot: Spot, from: Point, move: Point, share: number): boolean {
  return outlook.place(spot, from.x + share * move.x, from.y + share * move.y);
}

function fillHead(
  pen: CanvasRenderingContext2D,
  { left, top }: Spot,
  towards: number,
  size: number,
  isCasing: boolean,
): void {
  pen.beginPath();
  pen.moveTo(left, top);
  for (let side = -1; side <= 1; side += 2)
    pen.lineTo(
      left - size * Math.cos(towards + side * 0.42) * 1.05,
      top - size * Math.sin(towards + side * 0.42) * 1.05,
    );
  pen.closePath();
  pen.lineWidth = 2.5;
  if (isCasing) pen.stroke();
  pen.fill();
}

export function drawArea(pen: CanvasRenderingContext2D, outlook: Outlook, at: Point, area: Area): void {
  const across = area.group.scale * area.halfAxes.x;
  const along = area.group.scale * area.halfAxes.y;
  if (!Number.isFinite(across + along)) return;
  const { colour, dash, width } = area.style;
  pen.beginPath();
  let isBroken = true;
  for (let corner = 0; corner <= CORNERS; corner++) {
    const angle = (2 * Math.PI * corner) / CORNERS;
    const isSeen = outlook.place(bend, at.x + across * Math.cos(angle), at.y + along * Math.sin(angle));
    if (isSeen && isBroken) pen.moveTo(bend.left, bend.top);
    else if (isSeen) pen.lineTo(bend.left, bend.top);
    isBroken = !isSeen;
  }
  pen.fillStyle = `${colour}1f`;
  pen.fill();
  pen.strokeStyle = CASING;
  pen.lineWidth = width + 2.5;
  pen.stroke();
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.lineCap = "round";
  dashed(pen, dash);
  pen.stroke();
  dashed(pen, SOLID);
}

/** Where the step leads: a ring, and nothing in it yet. */
export function drawGhost(pen: CanvasRenderingContext2D, outlook: Outlook, at: Point): void {
  if (!outlook.place(bend, at.x, at.y) || !Number.isFinite(bend.left + bend.top)) return;
  pen.beginPath();
  pen.arc(bend.left, bend.top, GHOST_RADIUS, 0, 2 * Math.PI);
  pen.strokeStyle = CASING;
  pen.lineWidth = 5;
  pen.stroke();
  pen.strokeStyle = STEP.colour;
  pen.lineWidth = 2;
  dashed(pen, GHOST_DASH);
  pen.stroke();
  dashed(pen, SOLID);
}

/** The browser changes nothing of a pattern, and only the type of its method does not say so. */
function dashed(pen: CanvasRenderingContext2D, pattern: readonly number[]): void {
  pen.setLineDash(pattern as number[]);
}

export function spotAtOrigin(): Spot {
  return { left: 0, top: 0 };
}
