/**
 * How the line of a run is stroked: in short pieces, always the same ones.
 *
 * A line in pieces can grow without being drawn anew. Long ones are also stroked faster so: a stroke that crosses itself
 * thousands of times is the slowest thing a canvas can be asked for.
 */

import type { Optimizer } from "../../engine/catalogue";
import { SHADOW } from "./marks";
import type { Polyline } from "./polyline";

export const LINE_WIDTH = 2.25;
export const CASING_WIDTH = 4.75;

/** How strongly a path shows that has yet to be walked. */
export const FAINT = 0.38;

/** Entries of a line in one piece. */
const PIECE = 64;

const SOLID: number[] = [];

/** What one line is drawn with. */
export interface Ink {
  readonly colour: string;
  readonly dash: number[];
}

export function inkOf({ colour, dash }: Optimizer): Ink {
  return { colour: colour.on_dark, dash: [...dash] };
}

export type Stroke = (pen: CanvasRenderingContext2D, line: Polyline, from: number, to: number, ink: Ink) => void;

/** Strokes the pieces of a line from the beginning of one of them on, the last of them as far as it goes. */
export function strokePieces(
  stroke: Stroke,
  pen: CanvasRenderingContext2D,
  line: Polyline,
  from: number,
  to: number,
  ink: Ink,
): void {
  let start = from;
  while (start < to) {
    const end = pieceEnd(line, start);
    stroke(pen, line, leadIn(line, start), Math.min(end, to), ink);
    start = end;
  }
}

/** Where the piece that starts with an entry ends: after so many, or where the pen is lifted before that. */
export function pieceEnd({ length, lifted }: Polyline, start: number): number {
  const most = Math.min(start + PIECE, length);
  for (let index = start + 1; index < most; index++) if (lifted[index] === 1) return index;
  return most;
}

/** A piece sets out two entries before its own, so that the line bends where they meet as it does elsewhere. */
function leadIn({ lifted }: Polyline, start: number): number {
  let from = start;
  while (from > start - 2 && lifted[from] !== 1) from -= 1;
  return from;
}

/** Opaque, so that pieces may lie over each other. */
export function strokeCasing(pen: CanvasRenderingContext2D, line: Polyline, from: number, to: number): void {
  trace(pen, line, from, to);
  pen.lineJoin = "round";
  pen.lineCap = "round";
  pen.strokeStyle = SHADOW;
  pen.lineWidth = CASING_WIDTH;
  pen.stroke();
}

export function strokeColour(
  pen: CanvasRenderingContext2D,
  line: Polyline,
  from: number,
  to: number,
  { colour, dash }: Ink,
): void {
  trace(pen, line, from, to);
  pen.lineJoin = "round";
  pen.lineCap = "butt";
  pen.setLineDash(dash);
  pen.lineDashOffset = line.along[from] ?? 0;
  pen.strokeStyle = colour;
  pen.lineWidth = LINE_WIDTH;
  pen.stroke();
  pen.setLineDash(SOLID);
  pen.lineDashOffset = 0;
}

function trace(pen: CanvasRenderingContext2D, { left, top }: Polyline, from: number, to: number): void {
  pen.beginPath();
  for (let index = from; index < to; index++) pen.lineTo(left[index] ?? 0, top[index] ?? 0);
}
