/** The sweep strip as it is drawn: one line an optimizer, and marks in the lanes. */

import type { Optimizer } from "../../engine/catalogue";
import { type Box, placeLabels } from "../labels";
import { colourOf, type Look } from "../look";
import { disc } from "../map/marks";
import { powerOfTen } from "../numbers";
import { decadeTicks } from "../ticks";
import { bottomOf, type Lane, leftOf, MARGIN, type StripGeometry, standingTop, topOf } from "./geometry";
import type { Standing, Standings } from "./scale";

const LINE_WIDTH = 2;
const DOT = 2.4;
const CROSS = 2.6;
const RING = 6;

const FLOOR_NAME = "stopped below";
const NAME_SIZE = 12;
const SMALL_NAME = 10;

/** How far apart lines stand that stand at the same rate, and how many points a name keeps clear of between two. */
const LINES_APART = 3;
const BETWEEN = 3;

/** How far a name keeps from the marks of its row. */
const CLEAR = 7;

/** Where a name is tried: at every so many points of a line, and so far up the line of a limit. */
const EVERY = 3;
const SHARES = [0, 0.2, 0.4, 0.6, 0.8] as const;

const TICKS_APART = 26;

export interface Marks {
  /** The learning rate of each optimizer in force. */
  readonly current: ReadonlyMap<Optimizer, number>;
  /** Where each optimizer's stability ends near the minimizer, if that is known. */
  readonly limits: ReadonlyMap<Optimizer, number>;
  /** Index of the rate that a pointer or a key has chosen, and for whom. */
  readonly cursor: number | undefined;
  readonly chosen: Optimizer | undefined;
  /** The exponent below which losses are alike. */
  readonly floor: number | undefined;
}

export function drawStrip(
  context: CanvasRenderingContext2D,
  geometry: StripGeometry,
  standings: readonly Standings[],
  marks: Marks,
  look: Look,
): void {
  drawAxes(context, geometry, look);
  drawFloor(context, geometry, marks, look);
  drawCurrent(context, geometry, marks, look);
  const names = placedNames(context, geometry, standings, marks, look);
  // The paper around a name hides the lines that it crosses, and none of the points.
  for (const name of names) drawName(context, name, look, "around");
  for (const each of standings) drawStandings(context, geometry, each, look);
  drawLimits(context, geometry, marks, look);
  for (const name of names) {
    if (name.isOver) drawName(context, name, look, "around");
    drawName(context, name, look, "itself");
  }
  drawCursor(context, geometry, standings, marks, look);
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

/** A line with a shade under it: who stands there has converged at the lowest, and how low is chance. */
function drawFloor(context: CanvasRenderingContext2D, geometry: StripGeometry, { floor }: Marks, look: Look): void {
  const { frame, decades } = geometry;
  if (floor === undefined || !(floor > decades[0] && floor < decades[1])) return;
  const top = topOf(geometry, floor);
  context.globalAlpha = 0.35;
  context.fillStyle = look.hairline;
  context.fillRect(frame.left, top, frame.width, frame.top + frame.height - top);
  context.globalAlpha = 1;
  context.strokeStyle = look.inkSoft;
  context.lineWidth = 1;
  context.setLineDash([]);
  line(context, frame.left, top, frame.left + frame.width, top);
  context.font = `${SMALL_NAME}px ${look.font}`;
  context.fillStyle = look.inkSoft;
  context.textAlign = "left";
  context.textBaseline = "bottom";
  context.fillText(FLOOR_NAME, frame.left + 4, top - 2);
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
    context.lineWidth = 1;
    context.globalAlpha = 0.6;
    context.setLineDash([...optimizer.dash]);
    line(context, left, geometry.frame.top, left, bottom - 8);
    context.globalAlpha = 1;
    context.setLineDash([]);
  }
}

/** The learning rates in force: each a line in the colour and the dash of whose it is, side by side where they are one. */
function drawCurrent(context: CanvasRenderingContext2D, geometry: StripGeometry, { current }: Marks, look: Look): void {
  context.lineWidth = 1.5;
  const rates = [...current.values()];
  for (const [index, [optimizer, rate]] of [...current].entries()) {
    const [before, all] = [rates.slice(0, index), rates].map((some) => some.filter((each) => each === rate).length);
    const aside = ((before ?? 0) - ((all ?? 1) - 1) / 2) * LINES_APART;
    const left = leftOf(geometry, rate) + aside;
    context.strokeStyle = colourOf(optimizer, look);
    context.setLineDash([...optimizer.dash]);
    line(context, left, MARGIN.top, left, bottomOf(geometry));
  }
  context.setLineDash([]);
}

function drawStandings(
  context: CanvasRenderingContext2D,
  geometry: StripGeometry,
  { optimizer, at }: Standings,
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
    drawMark(context, geometry, standing, leftOf(geometry, rates[index] ?? 1), optimizer);
}

/** A dot on the axis, a cross for what diverged, a ring for what did not settle, a dot at the best known. */
function drawMark(
  context: CanvasRenderingContext2D,
  geometry: StripGeometry,
  standing: Standing,
  left: number,
  optimizer: Optimizer,
): void {
  const { frame } = geometry;
  if (typeof standing === "number") {
    const top = topOf(geometry, standing);
    if (top >= frame.top - 1) dot(context, left, top);
    return;
  }
  const top = standingTop(geometry, optimizer, standing);
  context.lineWidth = 1.4;
  if (standing === "diverged") {
    line(context, left - CROSS, top - CROSS, left + CROSS, top + CROSS);
    line(context, left - CROSS, top + CROSS, left + CROSS, top - CROSS);
  } else if (standing === "unsettled") {
    disc(context, left, top, CROSS);
    context.stroke();
  } else dot(context, left, top);
}

/** A name, and where it is written. */
interface Name {
  readonly optimizer: Optimizer;
  readonly box: Readonly<Box>;
  readonly size: number;
  /** Whether it stands over marks for want of room. */
  readonly isOver: boolean;
}

/** The names of the lines where they are lowest, of the rows of the lanes, and of the triangles; none hides a point. */
function placedNames(
  context: CanvasRenderingContext2D,
  geometry: StripGeometry,
  standings: readonly Standings[],
  { limits, floor }: Marks,
  look: Look,
): readonly Name[] {
  const { frame } = geometry;
  const inLanes = geometry.lanes.flatMap((lane) =>
    standings
      .filter(({ optimizer }) => lane.rows.includes(optimizer))
      .map((each) => besideRow(context, geometry, lane, each, look)),
  );
  const bottom = bottomOf(geometry);
  const triangles = [...limits]
    .map(([optimizer, limit]) => ({ optimizer, left: leftOf(geometry, limit) }))
    .filter(({ left }) => left >= frame.left && left <= frame.left + frame.width);
  const taken: Readonly<Box>[] = [
    ...standings.flatMap((each) => occupied(geometry, each)),
    ...inLanes.map(({ box }) => box),
    ...triangles.map(({ left }) => ({ left: left - 6, top: bottom - 9, width: 12, height: 9 })),
    ...floorName(geometry, floor),
  ];
  const room = { ...frame, height: bottom - frame.top };
  const names: Name[] = inLanes.map((each) => ({ ...each, size: SMALL_NAME }));
  function name(optimizer: Optimizer, size: number, places: readonly Place[]): void {
    const box = placeAlong(places, widthOf(context, optimizer, size, look), size + 3, taken, room);
    if (!box) return;
    taken.push(box);
    names.push({ optimizer, box, size, isOver: false });
  }
  for (const { optimizer, left } of triangles)
    name(
      optimizer,
      SMALL_NAME,
      SHARES.map((share) => ({ left, top: bottom - 8 - share * (bottom - frame.top) })),
    );
  for (const { optimizer, at } of standings) name(optimizer, NAME_SIZE, placesOf(at, geometry));
  return names;
}

interface Place {
  readonly left: number;
  readonly top: number;
}

/** A name beside the first of some places where it covers nothing; where there is none, beside the first as well as it goes. */
function placeAlong(
  places: readonly Place[],
  width: number,
  height: number,
  taken: readonly Readonly<Box>[],
  room: Readonly<Box>,
): Readonly<Box> | undefined {
  const beside = (place: Place) => placeLabels([{ ...place, width, height }], taken, room)[0];
  const isFree = (box: Readonly<Box>) =>
    box.left >= room.left &&
    box.left + box.width <= room.left + room.width &&
    box.top >= room.top &&
    box.top + box.height <= room.top + room.height &&
    taken.every(
      ({ left, top, width, height }) =>
        left >= box.left + box.width ||
        box.left >= left + width ||
        top >= box.top + box.height ||
        box.top >= top + height,
    );
  let first: Readonly<Box> | undefined;
  for (const place of places) {
    const box = beside(place);
    if (box && isFree(box)) return box;
    first ??= box;
  }
  return first;
}

/** The room of what stands over the line of the floor. */
function floorName(geometry: StripGeometry, floor: number | undefined): readonly Box[] {
  if (floor === undefined) return [];
  return [
    { left: geometry.frame.left, top: topOf(geometry, floor) - SMALL_NAME - 3, width: 74, height: SMALL_NAME + 3 },
  ];
}

function widthOf(context: CanvasRenderingContext2D, { title }: Optimizer, size: number, { font }: Look): number {
  context.font = `600 ${size}px ${font}`;
  return context.measureText(title).width;
}

/** In the first gap between the marks of a row that is wide enough; where there is none, over the first of them. */
function besideRow(
  context: CanvasRenderingContext2D,
  geometry: StripGeometry,
  { standing }: Lane,
  { optimizer, at }: Standings,
  look: Look,
): Omit<Name, "size"> {
  const { frame, rates } = geometry;
  const width = widthOf(context, optimizer, SMALL_NAME, look);
  const height = SMALL_NAME + 2;
  const marks = at.flatMap((each, index) => (each === standing ? [leftOf(geometry, rates[index] ?? 1)] : []));
  const ends = [frame.left - CLEAR, ...marks, frame.left + frame.width + CLEAR];
  const gap = ends.findIndex((end, index) => (ends[index + 1] ?? end) - end >= width + 2 * CLEAR);
  // Before the first mark it stands at the mark, and else behind the one before the gap.
  const beside = gap === 0 ? (ends[1] ?? 0) - CLEAR - width : (ends[gap] ?? 0) + CLEAR;
  const box = {
    left: gap < 0 ? frame.left : beside,
    top: standingTop(geometry, optimizer, standing) - height / 2,
    width,
    height,
  };
  return { optimizer, box, isOver: gap < 0 };
}

/** The room that the points of a line take, and the line between them. */
function occupied(geometry: StripGeometry, { optimizer, at }: Standings): readonly Box[] {
  const { rates } = geometry;
  const places = at.map((standing, index) => ({
    left: leftOf(geometry, rates[index] ?? 1),
    top: standingTop(geometry, optimizer, standing),
    isOnLine: typeof standing === "number",
  }));
  return places.flatMap(({ left, top, isOnLine }, index) => {
    const next = places[index + 1];
    const count = isOnLine && next?.isOnLine ? BETWEEN : 1;
    return Array.from({ length: count }, (_, part) => {
      const share = part / count;
      const [toLeft, toTop] = next ? [next.left, next.top] : [left, top];
      return { left: left + share * (toLeft - left) - 3, top: top + share * (toTop - top) - 3, width: 6, height: 6 };
    });
  });
}

function drawName(
  context: CanvasRenderingContext2D,
  { optimizer, box, size }: Name,
  look: Look,
  part: "around" | "itself",
): void {
  context.font = `600 ${size}px ${look.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  if (part === "around") {
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = look.paper;
    context.strokeText(optimizer.title, box.left, box.top + box.height / 2);
  } else {
    context.fillStyle = colourOf(optimizer, look);
    context.fillText(optimizer.title, box.left, box.top + box.height / 2);
  }
}

/** The places of a line from its lowest one up, where there is the most to see; every so many of them. */
function placesOf(at: readonly Standing[], geometry: StripGeometry): readonly Place[] {
  return at
    .flatMap((standing, index) => (typeof standing === "number" ? [{ standing, index }] : []))
    .sort((one, other) => one.standing - other.standing)
    .filter((_, rank) => rank % EVERY === 0)
    .map(({ standing, index }) => ({
      left: leftOf(geometry, geometry.rates[index] ?? 1),
      top: topOf(geometry, standing),
    }));
}

/** The rate that is chosen, and a ring about the run that would be loaded. */
function drawCursor(
  context: CanvasRenderingContext2D,
  geometry: StripGeometry,
  standings: readonly Standings[],
  { cursor, chosen }: Marks,
  look: Look,
): void {
  const rate = cursor === undefined ? undefined : geometry.rates[cursor];
  if (cursor === undefined || rate === undefined) return;
  const left = leftOf(geometry, rate);
  context.strokeStyle = look.water;
  context.lineWidth = 2;
  line(context, left, MARGIN.top, left, bottomOf(geometry) + 5);
  const standing = standings.find(({ optimizer }) => optimizer === chosen)?.at[cursor];
  if (!chosen || standing === undefined) return;
  context.strokeStyle = colourOf(chosen, look);
  disc(context, left, standingTop(geometry, chosen, standing), RING);
  context.stroke();
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
