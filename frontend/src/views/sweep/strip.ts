/** The sweep strip as it is drawn: one line an optimizer, and marks in the lanes. */

import type { Optimizer } from "../../engine/catalogue";
import { placeLabels } from "../labels";
import { colourOf, type Look } from "../look";
import { disc } from "../map/marks";
import { powerOfTen } from "../numbers";
import { decadeTicks } from "../ticks";
import { bottomOf, leftOf, MARGIN, ROW, type StripGeometry, topOf } from "./geometry";
import type { Standing, Standings } from "./scale";

const LINE_WIDTH = 2;
const DOT = 2.4;
const CROSS = 2.6;
const NAME_SIZE = 12;

const TICKS_APART = 26;

export interface Marks {
  /** The learning rate of each optimizer in force. */
  readonly current: ReadonlyMap<Optimizer, number>;
  /** Where each optimizer's stability ends near the minimizer, if that is known. */
  readonly limits: ReadonlyMap<Optimizer, number>;
  /** Index of the rate that a pointer or a key has chosen. */
  readonly cursor: number | undefined;
}

export function drawStrip(
  context: CanvasRenderingContext2D,
  geometry: StripGeometry,
  standings: readonly Standings[],
  marks: Marks,
  look: Look,
): void {
  drawAxes(context, geometry, look);
  drawLimits(context, geometry, marks, look);
  drawCurrent(context, geometry, marks, look);
  for (const [row, each] of standings.entries()) drawStandings(context, geometry, each, row, look);
  drawNames(context, geometry, standings, look);
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

function drawStandings(
  context: CanvasRenderingContext2D,
  geometry: StripGeometry,
  { optimizer, at }: Standings,
  row: number,
  look: Look,
): void {
  const { frame, rates } = geometry;
  const colour = colourOf(optimizer, look);
  context.save();
  context.beginPath();
  context.rect(frame.left - 4, frame.top - 4, frame.width + 8, frame.height + 8);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = LINE_WIDTH;
  context.lineJoin = "round";
  context.setLineDash([...optimizer.dash]);
  context.beginPath();
  let penDown = false;
  for (const [index, standing] of at.entries()) {
    const hasPlace = typeof standing === "number";
    if (hasPlace && penDown) context.lineTo(leftOf(geometry, rates[index] ?? 1), topOf(geometry, standing));
    else if (hasPlace) context.moveTo(leftOf(geometry, rates[index] ?? 1), topOf(geometry, standing));
    penDown = hasPlace;
  }
  context.stroke();
  context.restore();
  context.fillStyle = colour;
  context.strokeStyle = colour;
  for (const [index, standing] of at.entries())
    drawMark(context, geometry, standing, leftOf(geometry, rates[index] ?? 1), row);
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
    if (top >= frame.top - 1) dot(context, left, top);
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
    disc(context, left, top, CROSS);
    context.stroke();
  } else dot(context, left, top);
}

function drawNames(
  context: CanvasRenderingContext2D,
  geometry: StripGeometry,
  standings: readonly Standings[],
  look: Look,
): void {
  const { frame } = geometry;
  context.font = `600 ${NAME_SIZE}px ${look.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = look.paper;
  const named = standings.flatMap(({ optimizer, at }) => {
    const place = lowestOf(at, geometry);
    if (!place) return [];
    const { width } = context.measureText(optimizer.title);
    return [{ optimizer, anchor: { ...place, width, height: NAME_SIZE + 3 } }];
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

/** Where a line is lowest, which is where its name stands. */
function lowestOf(
  at: readonly Standing[],
  geometry: StripGeometry,
): { readonly left: number; readonly top: number } | undefined {
  let lowest = Number.POSITIVE_INFINITY;
  let left = Number.NaN;
  for (const [index, standing] of at.entries()) {
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

function line(context: CanvasRenderingContext2D, left: number, top: number, toLeft: number, toTop: number): void {
  context.beginPath();
  context.moveTo(left, top);
  context.lineTo(toLeft, toTop);
  context.stroke();
}

function dot(context: CanvasRenderingContext2D, left: number, top: number): void {
  disc(context, left, top, DOT);
  context.fill();
}
