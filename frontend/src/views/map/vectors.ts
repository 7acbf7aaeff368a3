/** The vectors of one step, at the point where it sets out, and the directions in which runs oscillate. */

import type { CarriedArea, Told } from "../../engine/explanation";
import type { Point } from "../../state/experiment";
import { penOn, typeOn } from "../drawing";
import { type Anchor, placeLabels } from "../labels";
import { make, resize } from "../page";
import { type Arrow, type Drawn, drawnAfter, STYLES, type Style, TRUE_TO_SCALE } from "../quantities";
import type { Sheet } from "../sheet";
import type { Projection } from "./projection";

const CASING = "rgb(6 12 20 / 0.78)";
const NAME_SIZE = 13;

/** Length at which vectors of other units than the map's are drawn, as a share of the map's width. */
const VISIBLE = 0.2;

/** Half-axis of an area, likewise. */
const VISIBLE_AREA = 0.11;

/** Arrows shorter than this have no room for a head, in pixels. */
const HEADLESS = 5;

/** No arrow is drawn farther than this, in pixels: beyond, nobody sees where it ends. */
const FARTHEST = 5000;

const GHOST_RADIUS = 8;

/** A direction in which a run goes to and fro about a point. */
export interface Axis {
  readonly at: Point;
  readonly along: Point;
  readonly colour: string;
}

export interface Scene {
  readonly told: Told | undefined;
  /** How many of the lines have been told. */
  readonly lines: number;
  readonly axes: readonly Axis[];
}

/** By how much the vectors of a group are enlarged, by group; what a legend has to say. */
export type Scales = ReadonlyMap<string, number>;

export interface Vectors {
  draw(scene: Scene, projection: Projection | undefined): void;
}

export function vectorsOnMap(sheet: Sheet): Vectors {
  const canvas = make("canvas", "vectors");
  canvas.setAttribute("aria-hidden", "true");
  const paths = sheet.part(".trajectories", HTMLCanvasElement);
  paths.after(canvas);
  const context = penOn(canvas);
  const setType = typeOn(context, `600 ${NAME_SIZE}px ${getComputedStyle(canvas).fontFamily}`);
  let isEmpty = true;

  return {
    draw({ told, lines, axes }, projection) {
      const nothing = !told && axes.length === 0;
      if (!projection || (nothing && isEmpty)) return;
      const ratio = paths.width / projection.width;
      resize(canvas, paths.width, paths.height);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, projection.width, projection.height);
      isEmpty = nothing;
      for (const axis of axes) drawAxis(context, axis, projection);
      setType();
      if (told) drawStep(context, told, drawnAfter(told, lines), projection);
    },
  };
}

/** The scale of each group of vectors on a map: so that the longest of them can be seen. */
export function scalesOf({ arrows, areas }: Drawn, projection: Projection): Scales {
  const scales = new Map<string, number>([[TRUE_TO_SCALE, 1]]);
  const visible = VISIBLE * projection.width;
  for (const { group } of arrows) {
    if (scales.has(group)) continue;
    const lengths = arrows.filter((each) => each.group === group).map(({ move }) => pixels(move, projection).length);
    scales.set(group, visible / Math.max(...lengths));
  }
  for (const area of areas)
    scales.set(area.name, (VISIBLE_AREA * projection.width) / Math.max(...halfAxes(area, projection)));
  return scales;
}

/** A vector as pixels to the right and down. */
function pixels({ x, y }: Point, { toLeft, toTop }: Projection): { across: number; down: number; length: number } {
  const across = x * (toLeft(1) - toLeft(0));
  const down = y * (toTop(1) - toTop(0));
  return { across, down, length: Math.hypot(across, down) };
}

function halfAxes({ squares }: CarriedArea, projection: Projection): readonly [number, number] {
  const { across, down } = pixels({ x: Math.sqrt(squares.x), y: Math.sqrt(squares.y) }, projection);
  return [Math.abs(across), Math.abs(down)];
}

function drawStep(context: CanvasRenderingContext2D, told: Told, drawn: Drawn, projection: Projection): void {
  const left = projection.toLeft(told.here.x);
  const top = projection.toTop(told.here.y);
  if (!Number.isFinite(left) || !Number.isFinite(top)) return;
  const scales = scalesOf(drawn, projection);
  for (const area of drawn.areas) drawArea(context, area, left, top, scales.get(area.name) ?? 0, projection);
  const anchors = drawn.arrows.flatMap((arrow) => {
    const scale = scales.get(arrow.group) ?? 0;
    const tail = pixels(arrow.tail, projection);
    const move = pixels(arrow.move, projection);
    const from = { left: left + scale * tail.across, top: top + scale * tail.down };
    const end = drawArrow(context, from, { across: scale * move.across, down: scale * move.down }, STYLES[arrow.kind]);
    return end ? [{ arrow, anchor: anchorFor(context, arrow, end) }] : [];
  });
  if (drawn.hasStepped) drawGhost(context, projection.toLeft(told.there.x), projection.toTop(told.there.y));
  nameThem(context, anchors, { left, top }, projection);
}

interface Spot {
  readonly left: number;
  readonly top: number;
}

/** Draws an arrow and returns where it ends; nothing for one that is no arrow. */
function drawArrow(
  context: CanvasRenderingContext2D,
  { left, top }: Spot,
  { across, down }: { readonly across: number; readonly down: number },
  style: Style,
): Spot | undefined {
  const length = Math.hypot(across, down);
  if (!(length > 0.5) || !Number.isFinite(length)) return undefined;
  const share = Math.min(1, FARTHEST / length);
  const end = { left: left + share * across, top: top + share * down };
  const head = length > HEADLESS ? Math.min(11, 0.5 * length) : 0;
  const neck = { left: end.left - (across / length) * head * 0.8, top: end.top - (down / length) * head * 0.8 };
  for (const pass of ["casing", "colour"] as const) {
    const isCasing = pass === "casing";
    context.strokeStyle = context.fillStyle = isCasing ? CASING : style.colour;
    context.lineWidth = style.width + (isCasing ? 3 : 0);
    context.lineCap = "butt";
    context.lineJoin = "round";
    context.setLineDash(isCasing ? [] : [...style.dash]);
    context.beginPath();
    context.moveTo(left, top);
    context.lineTo(neck.left, neck.top);
    context.stroke();
    context.setLineDash([]);
    arrowHead(context, end, Math.atan2(down, across), head);
    if (isCasing) context.stroke();
    context.fill();
  }
  return end;
}

function arrowHead(context: CanvasRenderingContext2D, { left, top }: Spot, towards: number, size: number): void {
  context.beginPath();
  context.moveTo(left, top);
  for (const side of [1, -1])
    context.lineTo(
      left - size * Math.cos(towards + side * 0.42) * 1.05,
      top - size * Math.sin(towards + side * 0.42) * 1.05,
    );
  context.closePath();
  context.lineWidth = 2.5;
}

function drawArea(
  context: CanvasRenderingContext2D,
  area: CarriedArea,
  left: number,
  top: number,
  scale: number,
  projection: Projection,
): void {
  const [across, down] = halfAxes(area, projection);
  if (!Number.isFinite(scale * across) || !Number.isFinite(scale * down)) return;
  const { colour, dash, width } = STYLES.area;
  context.beginPath();
  context.ellipse(left, top, scale * across, scale * down, 0, 0, 2 * Math.PI);
  context.fillStyle = `${colour}1f`;
  context.fill();
  context.strokeStyle = CASING;
  context.lineWidth = width + 2.5;
  context.stroke();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineCap = "round";
  context.setLineDash([...dash]);
  context.stroke();
  context.setLineDash([]);
}

/** Where the step leads: a ring, and nothing in it yet. */
function drawGhost(context: CanvasRenderingContext2D, left: number, top: number): void {
  if (!Number.isFinite(left) || !Number.isFinite(top)) return;
  for (const [colour, width] of [
    [CASING, 5],
    [STYLES.step.colour, 2],
  ] as const) {
    context.beginPath();
    context.arc(left, top, GHOST_RADIUS, 0, 2 * Math.PI);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(colour === CASING ? [] : [3, 3]);
    context.stroke();
  }
  context.setLineDash([]);
}

function anchorFor(context: CanvasRenderingContext2D, { name }: Arrow, { left, top }: Spot): Anchor {
  return { left, top, width: context.measureText(name).width, height: NAME_SIZE + 2 };
}

function nameThem(
  context: CanvasRenderingContext2D,
  named: readonly { readonly arrow: Arrow; readonly anchor: Anchor }[],
  point: Spot,
  { width, height }: Projection,
): void {
  const here = { left: point.left - 8, top: point.top - 8, width: 16, height: 16 };
  // Beside the point stands, as a rule, the name of the run.
  const name = { left: point.left + 8, top: point.top - 9, width: 64, height: 18 };
  const room = { left: 4, top: 4, width: width - 8, height: height - 8 };
  const boxes = placeLabels(
    named.map(({ anchor }) => anchor),
    [here, name],
    room,
  );
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const [index, { arrow }] of named.entries()) {
    const box = boxes[index];
    if (!box) continue;
    context.strokeStyle = CASING;
    context.lineWidth = 3.5;
    context.strokeText(arrow.name, box.left, box.top + box.height / 2);
    context.fillStyle = STYLES[arrow.kind].colour;
    context.fillText(arrow.name, box.left, box.top + box.height / 2);
  }
}

/** A line to and fro through a point, in the colour of the run that goes so. */
function drawAxis(context: CanvasRenderingContext2D, { at, along, colour }: Axis, projection: Projection): void {
  const { across, down, length } = pixels(along, projection);
  const reach = (0.14 * projection.width) / length;
  const middle = { left: projection.toLeft(at.x), top: projection.toTop(at.y) };
  if (!Number.isFinite(reach) || !Number.isFinite(middle.left) || !Number.isFinite(middle.top)) return;
  const style = { colour, dash: [6, 3, 1, 3], width: 2 };
  for (const side of [reach, -reach]) drawArrow(context, middle, { across: side * across, down: side * down }, style);
}
