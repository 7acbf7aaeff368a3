/** The vectors of one step, at the point where it sets out, and the directions in which runs oscillate: over any view. */

import type { Point } from "../../state/experiment";
import { penOn, typeOn } from "../drawing";
import { type Box, emptyBox, placeLabelsIn } from "../labels";
import type { Outlook } from "../outlook";
import { resize } from "../page";
import { type Drawn, lengthIn, STEP, type Style, scale } from "../quantities";
import { drawArea, drawArrow, drawGhost, spotAtOrigin } from "./arrow";
import { SHORTEST } from "./seen";

const CASING = "rgb(6 12 20 / 0.78)";
const NAME_SIZE = 13;

/** Half the length at which an oscillation is drawn, as a share of the view's width. */
const REACH = 0.14;

/** The room of an arrow is a row of squares, in pixels. */
const SQUARES = 7;
const SQUARE = 9;

/** What names must not cover at the point itself. */
const HERE_ROOM = 16;

/** Names keep so far from the edge. */
const MARGIN = 4;

/** A direction in which a run goes to and fro about a point. */
export interface Axis {
  readonly at: Point;
  readonly along: Point;
  readonly style: Style;
}

export interface Scene {
  readonly drawn: Drawn | undefined;
  readonly axes: readonly Axis[];
}

export interface Vectors {
  /** The room that the arrows of a scene take. */
  roomOf(scene: Scene, outlook: Outlook): readonly Readonly<Box>[];
  draw(scene: Scene, outlook: Outlook): void;
}

/** An arrow as it lies in the landscape, enlarged to be seen; kept from frame to frame, as all that is needed for it is. */
interface Shaft {
  style: Style;
  name: string;
  readonly from: Movable;
  readonly move: Movable;
}

interface Movable {
  x: number;
  y: number;
}

export function vectorsOn(canvas: HTMLCanvasElement): Vectors {
  canvas.setAttribute("aria-hidden", "true");
  const pen = penOn(canvas);
  const setType = typeOn(pen, `600 ${NAME_SIZE}px ${getComputedStyle(canvas).fontFamily}`);
  const widths = new Map<string, number>();
  const shafts: Shaft[] = [];
  const anchors: Box[] = [];
  const boxes: Box[] = [];
  const room: Box[] = [];
  const taken: Readonly<Box>[] = [];
  const here = emptyBox();
  const within = emptyBox();
  const end = spotAtOrigin();
  let isEmpty = true;
  // Even a canvas that nothing is on is laid over the view on every frame.
  canvas.hidden = true;

  function widthOf(name: string): number {
    const width = widths.get(name) ?? pen.measureText(name).width;
    widths.set(name, width);
    return width;
  }

  /** Lays all arrows of a scene into the landscape, so long that they can be seen in a view. */
  function lay({ drawn, axes }: Scene, { domain }: Outlook): void {
    let count = 0;
    if (drawn) {
      const { arrows, told } = drawn;
      scale(drawn, domain);
      for (const { style, name, tail, move, group } of arrows) {
        const shaft = kept(shafts, count++, emptyShaft);
        shaft.style = style;
        shaft.name = name;
        put(shaft.from, told.here.x + group.scale * tail.x, told.here.y + group.scale * tail.y);
        put(shaft.move, group.scale * move.x, group.scale * move.y);
      }
    }
    for (const { at, along, style } of axes) {
      for (let side = -1; side <= 1; side += 2) {
        const times = (side * REACH) / lengthIn(along, domain);
        const shaft = kept(shafts, count++, emptyShaft);
        shaft.style = style;
        shaft.name = "";
        put(shaft.from, at.x, at.y);
        put(shaft.move, times * along.x, times * along.y);
      }
    }
    shafts.length = count;
  }

  function drawShafts(outlook: Outlook): void {
    for (let index = 0; index < shafts.length; index++) {
      const shaft = shafts[index];
      if (!shaft) continue;
      const isSeen = drawArrow(pen, outlook, shaft.from, shaft.move, shaft.style, end) >= SHORTEST;
      const anchor = kept(anchors, index, emptyBox);
      kept(boxes, index, emptyBox);
      anchor.left = end.left;
      anchor.top = end.top;
      anchor.width = isSeen ? widthOf(shaft.name) : 0;
      anchor.height = isSeen ? NAME_SIZE + 2 : 0;
    }
    anchors.length = boxes.length = shafts.length;
  }

  /** Writes the names of the arrows where they cover neither an arrow nor the name of a run. */
  function writeNames(point: Point, outlook: Outlook): void {
    outlook.place(end, point.x, point.y);
    here.left = end.left - HERE_ROOM / 2;
    here.top = end.top - HERE_ROOM / 2;
    here.width = here.height = HERE_ROOM;
    within.left = within.top = MARGIN;
    within.width = outlook.width - 2 * MARGIN;
    within.height = outlook.height - 2 * MARGIN;
    taken.length = 0;
    taken.push(here);
    for (const name of outlook.names) taken.push(name);
    for (const square of room) taken.push(square);
    placeLabelsIn(boxes, anchors, taken, within);
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    for (let index = 0; index < boxes.length; index++) write(pen, shafts[index], boxes[index]);
  }

  function roomOf(scene: Scene, outlook: Outlook): readonly Readonly<Box>[] {
    lay(scene, outlook);
    let count = 0;
    for (const { from, move } of shafts) count = takeRoom(room, count, outlook, from, move);
    room.length = count;
    return room;
  }

  return {
    roomOf,
    draw(scene, outlook) {
      const { drawn, axes } = scene;
      const nothing = !drawn && axes.length === 0;
      if (nothing && isEmpty) return;
      const { width, height, ratio } = outlook;
      resize(canvas, Math.round(width * ratio), Math.round(height * ratio));
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, width, height);
      canvas.hidden = isEmpty = nothing;
      roomOf(scene, outlook);
      setType();
      pen.save();
      behind(pen, outlook);
      if (drawn) for (const area of drawn.areas) drawArea(pen, outlook, drawn.told.here, area);
      drawShafts(outlook);
      if (drawn?.hasStepped) drawGhost(pen, outlook, drawn.told.there);
      pen.restore();
      if (drawn) writeNames(drawn.told.here, outlook);
    },
  };
}

/** What was kept at a place of a list, or something new. */
function kept<Thing>(things: Thing[], index: number, make: () => Thing): Thing {
  const thing = things[index] ?? make();
  things[index] = thing;
  return thing;
}

function emptyShaft(): Shaft {
  return { style: STEP, name: "", from: { x: 0, y: 0 }, move: { x: 0, y: 0 } };
}

function put(point: Movable, x: number, y: number): void {
  point.x = x;
  point.y = y;
}

/** Has all that is drawn from here on lie behind the names of the runs. */
function behind(pen: CanvasRenderingContext2D, { width, height, names }: Outlook): void {
  pen.beginPath();
  pen.rect(0, 0, width, height);
  for (const name of names) pen.rect(name.left, name.top, name.width, name.height);
  pen.clip("evenodd");
}

/** Lays a row of squares along an arrow; returns how many there are then. */
function takeRoom(room: Box[], count: number, outlook: Outlook, from: Point, move: Point): number {
  let next = count;
  for (let square = 1; square <= SQUARES; square++) {
    const share = square / SQUARES;
    if (!outlook.place(middle, from.x + share * move.x, from.y + share * move.y)) break;
    if (!Number.isFinite(middle.left + middle.top)) break;
    const box = kept(room, next++, emptyBox);
    box.left = middle.left - SQUARE / 2;
    box.top = middle.top - SQUARE / 2;
    box.width = box.height = SQUARE;
  }
  return next;
}

const middle = spotAtOrigin();

function write(pen: CanvasRenderingContext2D, shaft: Shaft | undefined, box: Box | undefined): void {
  if (!shaft || !box || box.width === 0) return;
  const { name, style } = shaft;
  const { left, top, height } = box;
  pen.strokeStyle = CASING;
  pen.lineWidth = 3.5;
  pen.strokeText(name, left, top + height / 2);
  pen.fillStyle = style.colour;
  pen.fillText(name, left, top + height / 2);
}
