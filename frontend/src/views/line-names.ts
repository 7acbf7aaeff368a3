/** The names of lines on a chart, each beside a point of its own line, and those of one column in the order of these points. */

import type { Optimizer } from "../engine/catalogue";
import type { Box } from "./labels";
import { colourOf, type Look } from "./look";

const NAME_SIZE = 12;
const ROW = NAME_SIZE + 3;

/** How far to the right of its point a name begins. */
const AWAY = 11;

/** A name that was moved farther than this above or below its point is led to it by a hairline. */
const LED_FROM = 6;

export interface LineName {
  readonly text: string;
  readonly optimizer: Optimizer;
  /** The point of its line that it stands beside. */
  readonly left: number;
  readonly top: number;
}

/** Writes the names of lines; returns where they stand. */
export function drawLineNames(
  context: CanvasRenderingContext2D,
  names: readonly LineName[],
  room: Readonly<Box>,
  look: Look,
): readonly Readonly<Box>[] {
  context.font = `600 ${NAME_SIZE}px ${look.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.setLineDash([]);
  const boxes = names.map(({ text, left, top }) => {
    const { width } = context.measureText(text);
    return { left: Math.min(left + AWAY, room.left + room.width - width), top: top - ROW / 2, width, height: ROW };
  });
  for (const column of columnsOf(boxes)) moveApart(column, room);
  for (const [index, name] of names.entries()) drawLeader(context, name, boxes[index], look);
  for (const [index, name] of names.entries()) drawName(context, name, boxes[index], look);
  return boxes;
}

/** The boxes that stand above or below each other, from top to bottom. */
function columnsOf(boxes: readonly Box[]): readonly Box[][] {
  const columns: Box[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const box of [...boxes].sort((one, other) => one.left - other.left)) {
    if (box.left >= right) columns.push([]);
    columns.at(-1)?.push(box);
    right = Math.max(right, box.left + box.width);
  }
  for (const column of columns) column.sort((one, other) => one.top - other.top);
  return columns;
}

/** Moves boxes up and down until none covers another: as little as that takes, in the order they have. */
function moveApart(column: readonly Box[], room: Readonly<Box>): void {
  const row = Math.min(ROW, room.height / column.length);
  const lowest = room.top + room.height - row * column.length;
  const tops = ascending(column.map(({ top }, index) => top - index * row));
  for (const [index, box] of column.entries()) {
    box.top = Math.min(Math.max(tops[index] ?? room.top, room.top), lowest) + index * row;
  }
}

/** The ascending numbers nearest to others, by least squares: neighbours in the wrong order are pooled (Ayer et al. 1955). */
function ascending(numbers: readonly number[]): readonly number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const number of numbers) {
    const pool = { sum: number, count: 1 };
    for (let above = pools.at(-1); above && meanOf(above) >= meanOf(pool); above = pools.at(-1)) {
      pool.sum += above.sum;
      pool.count += above.count;
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap((pool) => Array.from({ length: pool.count }, () => meanOf(pool)));
}

function meanOf({ sum, count }: { readonly sum: number; readonly count: number }): number {
  return sum / count;
}

function drawLeader(
  context: CanvasRenderingContext2D,
  { optimizer, left, top }: LineName,
  box: Readonly<Box> | undefined,
  look: Look,
): void {
  if (!box) return;
  const middle = box.top + box.height / 2;
  if (Math.abs(middle - top) < LED_FROM) return;
  context.beginPath();
  context.moveTo(left, top);
  context.lineTo(box.left - 2, middle);
  context.strokeStyle = look.paper;
  context.lineWidth = 3;
  context.stroke();
  context.strokeStyle = colourOf(optimizer, look);
  context.lineWidth = 1;
  context.stroke();
}

function drawName(
  context: CanvasRenderingContext2D,
  { text, optimizer }: LineName,
  box: Readonly<Box> | undefined,
  look: Look,
): void {
  if (!box) return;
  context.strokeStyle = look.paper;
  context.lineWidth = 4;
  context.strokeText(text, box.left, box.top + box.height / 2);
  context.fillStyle = colourOf(optimizer, look);
  context.fillText(text, box.left, box.top + box.height / 2);
}
