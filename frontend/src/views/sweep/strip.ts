/** The sweep strip as it is drawn: one line an optimizer, lanes for the runs that have no place on the axis. */

import type { Optimizer } from "../../engine/catalogue";
import type { Swept } from "../../engine/sweep";
import type { Frame } from "../chart/line";
import { placeLabels } from "../labels";
import type { Look } from "../look";
import { powerOfTen } from "../numbers";
import { decadeTicks } from "../ticks";
import { type Measure, type Standing, standingAt } from "./scale";

const LINE_WIDTH = 2;
const DOT = 2.4;
const CROSS = 2.6;
const NAME_SIZE = 12;

/** Height of one optimizer's row in a lane. */
const ROW = 8;
const LANE_GAP = 5;
const TICKS_APART = 26;

/** Room around the drawing for the names of the lanes and of the decades. */
export const MARGIN = { left: 84, top: 4, right: 16, bottom: 38 };

export interface Lane {
  readonly standing: "diverged" | "unsettled" | "exact";
  readonly name: string;
  readonly top: number;
  readonly height: number;
}

export interface StripGeometry {
  readonly frame: Frame;
  readonly lanes: readonly Lane[];
  readonly decades: readonly [number, number];
  readonly rates: readonly number[];
}

export interface Marks {
  /** The learning rate of each optimizer in force. */
  readonly current: ReadonlyMap<Optimizer, number>;
  /** Where each optimizer's stability ends near the minimizer, if that is known. */
  readonly limits: ReadonlyMap<Optimizer, number>;
  /** Index of the rate that a pointer or a key has chosen. */
  readonly cursor: number | undefined;
}

const LANE_NAMES = { diverged: "diverged", unsettled: "not settled", exact: "best known" } as const;

/** Divides the place into lanes above, the axis, and a lane below. */
export function geometryOf(
  width: number,
  height: number,
  swept: readonly Swept[],
  measure: Measure,
  converged: ReadonlySet<number>,
  decades: readonly [number, number],
  rates: readonly number[],
): StripGeometry {
  const used = new Set<Standing>();
  for (const each of swept)
    for (let index = 0; index < each.done; index++) used.add(standingAt(each, index, measure, converged));
  const tall = ROW * Math.max(1, swept.length);
  let top = MARGIN.top;
  const above = (["diverged", "unsettled"] as const).filter((lane) => used.has(lane));
  const lanes: Lane[] = above.map((standing) => {
    const lane = { standing, name: LANE_NAMES[standing], top, height: tall };
    top += tall + LANE_GAP;
    return lane;
  });
  const below = used.has("exact") ? tall + LANE_GAP : 0;
  const bottom = height - MARGIN.bottom;
  if (below) lanes.push({ standing: "exact", name: LANE_NAMES.exact, top: bottom - tall, height: tall });
  const frame = {
    left: MARGIN.left,
    top: top + 4,
    width: Math.max(1, width - MARGIN.left - MARGIN.right),
    height: Math.max(1, bottom - below - top - 8),
  };
  return { frame, lanes, decades, rates };
}

export function leftOf({ frame, rates }: StripGeometry, rate: number): number {
  const low = Math.log10(rates[0] ?? 1);
  const high = Math.log10(rates.at(-1) ?? 10);
  return frame.left + ((Math.log10(rate) - low) / (high - low)) * frame.width;
}

export function drawStrip(
  context: CanvasRenderingContext2D,
  geometry: StripGeometry,
  swept: readonly Swept[],
  measure: Measure,
  converged: ReadonlySet<number>,
  marks: Marks,
  look: Look,
): void {
  drawAxes(context, geometry, look);
  drawLimits(context, geometry, marks, look);
  drawCurrent(context, geometry, marks, look);
  for (const [row, each] of swept.entries()) drawSwept(context, geometry, each, row, measure, converged, look);
  drawNames(context, geometry, swept, measure, converged, look);
  drawCursor(context, geometry, marks, look);
}

function drawAxes(context: CanvasRenderingContext2D, geometry: StripGeometry, look: Look): void {
  const { frame, lanes, decades, rates } = geometry;
  context.font = `${NAME_SIZE}px ${look.font}`;
  context.fillStyle = look.inkSoft;
  context.strokeStyle = look.hairline;
  context.lineWidth = 1;
  context.setLineDash([]);
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const exponent of decadeTicks(...decades, Math.max(2, Math.floor(frame.height / TICKS_APART)))) {
    const top = Math.round(topOf(geometry, exponent)) + 0.5;
    line(context, frame.left, top, frame.left + frame.width, top);
    context.fillText(powerOfTen(exponent), frame.left - 8, top);
  }
  for (const { name, top, height } of lanes) {
    context.globalAlpha = 0.35;
    context.fillStyle = look.hairline;
    context.fillRect(frame.left, top, frame.width, height);
    context.globalAlpha = 1;
    context.fillStyle = look.inkSoft;
    context.fillText(name, frame.left - 8, top + height / 2);
  }
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  const bottom = bottomOf(geometry);
  const [low, high] = [Math.log10(rates[0] ?? 1), Math.log10(rates.at(-1) ?? 10)];
  for (const exponent of decadeTicks(Math.round(low), Math.round(high), Math.max(2, frame.width / 60))) {
    const left = Math.round(leftOf(geometry, 10 ** exponent)) + 0.5;
    line(context, left, bottom, left, bottom + 5);
    context.fillText(powerOfTen(exponent), left, bottom + 18);
  }
  context.fillText("learning rate", frame.left + frame.width / 2, bottom + 33);
}

/** A triangle on the axis where an optimizer stops being stable near the minimizer. */
function drawLimits(context: CanvasRenderingContext2D, geometry: StripGeometry, { limits }: Marks, look: Look): void {
  const bottom = bottomOf(geometry);
  for (const [optimizer, limit] of limits) {
    const left = leftOf(geometry, limit);
    if (!(left >= geometry.frame.left && left <= geometry.frame.left + geometry.frame.width)) continue;
    context.fillStyle = colourOf(optimizer, look);
    context.beginPath();
    context.moveTo(left, bottom - 8);
    context.lineTo(left - 4.5, bottom);
    context.lineTo(left + 4.5, bottom);
    context.fill();
    context.strokeStyle = context.fillStyle;
    context.globalAlpha = 0.5;
    context.setLineDash([1, 3]);
    line(context, left, geometry.frame.top, left, bottom - 8);
    context.globalAlpha = 1;
    context.setLineDash([]);
  }
}

function drawCurrent(context: CanvasRenderingContext2D, geometry: StripGeometry, { current }: Marks, look: Look): void {
  context.strokeStyle = look.inkSoft;
  context.lineWidth = 1;
  context.setLineDash([4, 3]);
  for (const rate of new Set(current.values())) {
    const left = leftOf(geometry, rate);
    line(context, left, MARGIN.top, left, bottomOf(geometry));
  }
  context.setLineDash([]);
}

function drawSwept(
  context: CanvasRenderingContext2D,
  geometry: StripGeometry,
  swept: Swept,
  row: number,
  measure: Measure,
  converged: ReadonlySet<number>,
  look: Look,
): void {
  const { frame, rates } = geometry;
  const colour = colourOf(swept.optimizer, look);
  context.save();
  context.beginPath();
  context.rect(frame.left - 4, frame.top - 4, frame.width + 8, frame.height + 8);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = LINE_WIDTH;
  context.lineJoin = "round";
  context.setLineDash([...swept.optimizer.dash]);
  context.beginPath();
  let penDown = false;
  for (let index = 0; index < swept.done; index++) {
    const standing = standingAt(swept, index, measure, converged);
    if (typeof standing !== "number") {
      penDown = false;
      continue;
    }
    const [left, top] = [leftOf(geometry, rates[index] ?? 1), topOf(geometry, standing)];
    if (penDown) context.lineTo(left, top);
    else context.moveTo(left, top);
    penDown = true;
  }
  context.stroke();
  context.restore();
  context.fillStyle = colour;
  context.strokeStyle = colour;
  for (let index = 0; index < swept.done; index++) {
    const standing = standingAt(swept, index, measure, converged);
    drawMark(context, geometry, standing, leftOf(geometry, rates[index] ?? 1), row);
  }
}

/** A dot on the axis, a cross for what diverged, a ring for what did not settle, a dot at the best known. */
function drawMark(
  context: CanvasRenderingContext2D,
  geometry: StripGeometry,
  standing: Standing,
  left: number,
  row: number,
): void {
  const { frame } = geometry;
  if (typeof standing === "number") {
    const top = topOf(geometry, standing);
    if (top >= frame.top - 1) disc(context, left, top, DOT);
    return;
  }
  const lane = geometry.lanes.find((each) => each.standing === standing);
  if (!lane) return;
  const top = lane.top + (row + 0.5) * ROW;
  context.lineWidth = 1.4;
  if (standing === "diverged") {
    line(context, left - CROSS, top - CROSS, left + CROSS, top + CROSS);
    line(context, left - CROSS, top + CROSS, left + CROSS, top - CROSS);
  } else if (standing === "unsettled") {
    context.beginPath();
    context.arc(left, top, CROSS, 0, 2 * Math.PI);
    context.stroke();
  } else disc(context, left, top, DOT);
}

function drawNames(
  context: CanvasRenderingContext2D,
  geometry: StripGeometry,
  swept: readonly Swept[],
  measure: Measure,
  converged: ReadonlySet<number>,
  look: Look,
): void {
  const { frame } = geometry;
  context.font = `600 ${NAME_SIZE}px ${look.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = look.paper;
  const named = swept.flatMap((each) => {
    const place = namedAt(each, geometry, measure, converged);
    if (!place) return [];
    const width = context.measureText(each.optimizer.title).width;
    return [{ optimizer: each.optimizer, anchor: { ...place, width, height: NAME_SIZE + 3 } }];
  });
  const boxes = placeLabels(
    named.map(({ anchor }) => anchor),
    [],
    frame,
  );
  for (const [index, { optimizer }] of named.entries()) {
    const box = boxes[index];
    if (!box) continue;
    context.strokeText(optimizer.title, box.left, box.top + box.height / 2);
    context.fillStyle = colourOf(optimizer, look);
    context.fillText(optimizer.title, box.left, box.top + box.height / 2);
  }
}

/** A name stands where its line is lowest. */
function namedAt(
  swept: Swept,
  geometry: StripGeometry,
  measure: Measure,
  converged: ReadonlySet<number>,
): { readonly left: number; readonly top: number } | undefined {
  let lowest = Number.POSITIVE_INFINITY;
  let left = Number.NaN;
  for (let index = 0; index < swept.done; index++) {
    const standing = standingAt(swept, index, measure, converged);
    if (typeof standing !== "number" || standing >= lowest) continue;
    lowest = standing;
    left = leftOf(geometry, geometry.rates[index] ?? 1);
  }
  return Number.isNaN(left) ? undefined : { left, top: topOf(geometry, lowest) };
}

function drawCursor(context: CanvasRenderingContext2D, geometry: StripGeometry, { cursor }: Marks, look: Look): void {
  const rate = cursor === undefined ? undefined : geometry.rates[cursor];
  if (rate === undefined) return;
  const left = leftOf(geometry, rate);
  context.strokeStyle = look.water;
  context.lineWidth = 2;
  line(context, left, MARGIN.top, left, bottomOf(geometry) + 5);
}

function topOf({ frame, decades: [low, high] }: StripGeometry, exponent: number): number {
  return frame.top + ((high - exponent) / (high - low)) * frame.height;
}

/** Where the axis of learning rates runs: under the lowest lane. */
function bottomOf({ frame, lanes }: StripGeometry): number {
  return Math.max(frame.top + frame.height + 4, ...lanes.map(({ top, height }) => top + height));
}

function colourOf({ colour }: Optimizer, { dark }: Look): string {
  return dark ? colour.on_dark : colour.on_light;
}

function line(context: CanvasRenderingContext2D, left: number, top: number, toLeft: number, toTop: number): void {
  context.beginPath();
  context.moveTo(left, top);
  context.lineTo(toLeft, toTop);
  context.stroke();
}

function disc(context: CanvasRenderingContext2D, left: number, top: number, radius: number): void {
  context.beginPath();
  context.arc(left, top, radius, 0, 2 * Math.PI);
  context.fill();
}
