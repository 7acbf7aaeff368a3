/** Draws the map of learning rate and momentum: its colours, its axes, the edge of stability, and where the runs stand. */

import type { Rates } from "../../engine/basins/plane";
import type { Optimizer } from "../../engine/catalogue";
import type { Look } from "../look";
import { CASING } from "../map/marks";
import { powerOfTen, readable } from "../numbers";
import { decadeTicks, linearTicks } from "../ticks";

/** Room for the names of the ticks. */
const LEFT = 34;
const BELOW = 22;
const EDGE = 8;

/** Columns that the edge of stability is drawn through. */
const STEPS = 128;

/** Where the plane lies on the canvas. */
export interface RateFrame {
  readonly plane: Rates;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface RateMarks {
  /** The runs that are shown: each stands somewhere on the plane. */
  readonly current: readonly { readonly optimizer: Optimizer; readonly hyperparameters: readonly number[] }[];
  /** The largest stable rate of each of them, by momentum, where a closed form is known. */
  readonly limits: readonly ((momentum: number) => number)[];
  /** Column and row that are chosen. */
  readonly chosen: readonly [number, number];
  readonly look: Look;
}

export function rateFrame(width: number, height: number, plane: Rates): RateFrame {
  return { plane, left: LEFT, top: EDGE, width: width - LEFT - EDGE, height: height - BELOW - EDGE };
}

export function drawRates(
  pen: CanvasRenderingContext2D,
  frame: RateFrame,
  picture: HTMLCanvasElement,
  marks: RateMarks,
): void {
  const { left, top, width, height } = frame;
  pen.clearRect(0, 0, left + width + EDGE, top + height + BELOW);
  pen.imageSmoothingEnabled = false;
  if (picture.width > 0) pen.drawImage(picture, left, top, width, height);
  drawTicks(pen, frame, marks.look);
  pen.save();
  pen.beginPath();
  pen.rect(left, top, width, height);
  pen.clip();
  for (const limit of marks.limits) drawLimit(pen, frame, limit);
  for (const { optimizer, hyperparameters } of marks.current) drawStanding(pen, frame, optimizer, hyperparameters);
  drawChosen(pen, frame, marks.chosen, picture.width);
  pen.restore();
}

function toLeft({ plane, left, width }: RateFrame, lr: number): number {
  return left + ((Math.log2(lr) - plane.across[0]) / (plane.across[1] - plane.across[0])) * width;
}

function toTop({ plane, top, height }: RateFrame, momentum: number): number {
  return top + (1 - (momentum - plane.up[0]) / (plane.up[1] - plane.up[0])) * height;
}

function drawTicks(pen: CanvasRenderingContext2D, frame: RateFrame, { font, inkSoft, hairline }: Look): void {
  const { plane, left, top, width, height } = frame;
  const [low, high] = plane.across.map((power) => power * Math.log10(2));
  pen.font = `12px ${font}`;
  pen.fillStyle = inkSoft;
  pen.strokeStyle = hairline;
  pen.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1);
  pen.textAlign = "center";
  pen.textBaseline = "top";
  for (const exponent of decadeTicks(low ?? 0, high ?? 1, Math.floor(width / 48)))
    pen.fillText(powerOfTen(exponent), toLeft(frame, 10 ** exponent), top + height + 6);
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  for (const momentum of linearTicks(plane.up[0], plane.up[1], 4))
    pen.fillText(readable(momentum), left - 6, Math.max(top + 6, toTop(frame, momentum)));
}

function drawLimit(pen: CanvasRenderingContext2D, frame: RateFrame, limit: (momentum: number) => number): void {
  pen.beginPath();
  for (let step = 0; step < STEPS; step++) {
    const momentum = frame.plane.up[0] + (step / STEPS) * (frame.plane.up[1] - frame.plane.up[0]);
    pen.lineTo(toLeft(frame, limit(momentum)), toTop(frame, momentum));
  }
  for (const [style, line] of [
    [CASING, 4],
    ["#ffffff", 1.5],
  ] as const) {
    pen.strokeStyle = style;
    pen.lineWidth = line;
    pen.stroke();
  }
}

function drawStanding(
  pen: CanvasRenderingContext2D,
  frame: RateFrame,
  { colour }: Optimizer,
  hyperparameters: readonly number[],
): void {
  const { rate, momentum } = frame.plane;
  pen.beginPath();
  pen.arc(toLeft(frame, hyperparameters[rate] ?? 0), toTop(frame, hyperparameters[momentum] ?? 0), 6, 0, 2 * Math.PI);
  pen.strokeStyle = CASING;
  pen.lineWidth = 5;
  pen.stroke();
  pen.strokeStyle = colour.on_dark;
  pen.lineWidth = 2.5;
  pen.stroke();
}

function drawChosen(
  pen: CanvasRenderingContext2D,
  frame: RateFrame,
  [column, row]: readonly [number, number],
  size: number,
): void {
  if (size === 0) return;
  const { left, top, width, height } = frame;
  const x = left + ((column + 0.5) / FINEST) * width;
  const y = top + (1 - (row + 0.5) / FINEST) * height;
  pen.strokeStyle = "#ffffffb0";
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(x, top);
  pen.lineTo(x, top + height);
  pen.moveTo(left, y);
  pen.lineTo(left + width, y);
  pen.stroke();
}

/** The finest columns and rows, and the steps of the two sliders. */
export const FINEST = 256;
