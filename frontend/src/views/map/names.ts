/** The names of runs beside their heads. */

import type { Optimizer } from "../../engine/catalogue";
import type { Run } from "../../engine/runs";
import { typeOn } from "../drawing";
import { type Box, emptyBox, placeLabelsIn } from "../labels";
import type { Spot } from "../outlook";
import { HEAD_RADIUS, type Head } from "./heads";
import { around, CASING } from "./marks";

const NAME_SIZE = 13;

/** Names keep so far from the edge. */
const MARGIN = 4;

/** A name farther than this from its head is led to it by a hairline. */
const LED_FROM = 18;

export interface Names {
  /** Takes other runs, and what their names must not cover besides their heads. */
  take(runs: readonly Run[], marks: readonly Readonly<Box>[]): void;
  /** Writes each name beside its head, and not over what else is to be kept free. */
  draw(heads: readonly Head[], width: number, height: number, free: readonly Readonly<Box>[]): void;
  /** Where they stand. */
  readonly boxes: readonly Readonly<Box>[];
}

/** What is needed for one name, kept from frame to frame. */
interface Plate {
  readonly optimizer: Optimizer;
  readonly anchor: Box;
  readonly head: Box;
}

export function namesOn(pen: CanvasRenderingContext2D): Names {
  const setType = typeOn(pen, `600 ${NAME_SIZE}px ${getComputedStyle(pen.canvas).fontFamily}`);
  const widths = new Map<string, number>();
  const room = emptyBox();
  let plates: readonly Plate[] = [];
  let anchors: readonly Box[] = [];
  let marked: readonly Readonly<Box>[] = [];
  const taken: Readonly<Box>[] = [];
  let boxes: readonly Box[] = [];

  function write(): void {
    setType();
    pen.textBaseline = "middle";
    pen.textAlign = "left";
  }

  function widthOf(title: string): number {
    const width = widths.get(title) ?? measured(title);
    widths.set(title, width);
    return width;
  }

  function measured(title: string): number {
    setType();
    return pen.measureText(title).width;
  }

  return {
    take(runs, marks) {
      plates = runs.map(({ optimizer }) => ({
        optimizer,
        anchor: { left: 0, top: 0, width: widthOf(optimizer.title), height: NAME_SIZE + 2 },
        head: around(0, 0, HEAD_RADIUS + 1),
      }));
      anchors = plates.map(({ anchor }) => anchor);
      marked = [...marks, ...plates.map(({ head }) => head)];
      boxes = plates.map(emptyBox);
    },
    get boxes() {
      return boxes;
    },
    draw(heads, width, height, free) {
      room.left = room.top = MARGIN;
      room.width = width - 2 * MARGIN;
      room.height = height - 2 * MARGIN;
      for (let index = 0; index < plates.length; index++) settle(plates[index], heads[index]);
      taken.length = 0;
      for (const box of marked) taken.push(box);
      for (const box of free) taken.push(box);
      placeLabelsIn(boxes, anchors, taken, room);
      write();
      for (let index = 0; index < plates.length; index++) drawPlate(pen, plates[index], heads[index], boxes[index]);
    },
  };
}

/** Moves a plate to where its head stands. */
function settle(plate: Plate | undefined, head: Head | undefined): void {
  if (!plate || !head) return;
  plate.anchor.left = head.left;
  plate.anchor.top = head.top;
  plate.head.left = head.left - plate.head.width / 2;
  plate.head.top = head.top - plate.head.height / 2;
}

function drawPlate(
  pen: CanvasRenderingContext2D,
  plate: Plate | undefined,
  head: Head | undefined,
  box: Box | undefined,
): void {
  if (!plate || !head || !box) return;
  drawLeader(pen, head, box, plate.optimizer);
  drawName(pen, plate.optimizer, box);
}

/** Where on a name the nearest to its head is. */
export function nearestOn({ left, top, width, height }: Readonly<Box>, head: Head): Spot {
  nearest.left = Math.min(Math.max(head.left, left), left + width);
  nearest.top = Math.min(Math.max(head.top, top + 3), top + height - 3);
  return nearest;
}

const nearest: Spot = { left: 0, top: 0 };

/** Whether a name found no room beside its head. */
export function isFar(spot: Spot, { left, top }: Head): boolean {
  return Math.hypot(spot.left - left, spot.top - top) >= LED_FROM;
}

/** A hairline from a head to a name that found no room beside it. */
function drawLeader(pen: CanvasRenderingContext2D, head: Head, box: Box, { colour }: Optimizer): void {
  const near = nearestOn(box, head);
  if (!isFar(near, head)) return;
  pen.beginPath();
  pen.moveTo(head.left, head.top);
  pen.lineTo(near.left, near.top);
  pen.strokeStyle = CASING;
  pen.lineWidth = 3;
  pen.stroke();
  pen.strokeStyle = colour.on_dark;
  pen.lineWidth = 1;
  pen.stroke();
}

function drawName(pen: CanvasRenderingContext2D, { title, colour }: Optimizer, { left, top, height }: Box): void {
  pen.lineJoin = "round";
  pen.strokeStyle = CASING;
  pen.lineWidth = 3.5;
  pen.strokeText(title, left, top + height / 2);
  pen.fillStyle = colour.on_dark;
  pen.fillText(title, left, top + height / 2);
}
