/** Places names beside the points they belong to, so that none hides another. */

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The point a name belongs to, and the size of the name. */
export type Anchor = Readonly<Box>;

export function emptyBox(): Box {
  return { left: 0, top: 0, width: 0, height: 0 };
}

/** Distances from the point at which a name is tried, in pixels, nearest first. */
const DISTANCES = [11, 24, 40, 58, 78];

/** The way from a point to its name, one pixel long. */
interface Direction {
  readonly across: number;
  readonly down: number;
}

/** The directions in which a name is tried, from degrees counted clockwise from the right. */
function directions(...degrees: readonly number[]): readonly Direction[] {
  return degrees.map((each) => ({ across: Math.cos((each * Math.PI) / 180), down: Math.sin((each * Math.PI) / 180) }));
}

const ALL_AROUND = directions(0, 180, -90, 90, -35, 35, -145, 145);

/** Towards the corner that has more room first, and straight to either side and above and below at last. */
export function cornersFrom(isRight: boolean, isLow: boolean): readonly Direction[] {
  const across = isRight ? -1 : 1;
  const down = isLow ? -1 : 1;
  const corners = [
    [across, down],
    [across, -down],
    [-across, down],
    [-across, -down],
  ] as const;
  const sides = [across > 0 ? 0 : 180, down * 90, across > 0 ? 180 : 0, down * -90];
  return [...corners.map(([x, y]) => ({ across: x * Math.SQRT1_2, down: y * Math.SQRT1_2 })), ...directions(...sides)];
}

/** The place of each name, as `placeLabelsIn` chooses it. */
export function placeLabels(
  anchors: readonly Anchor[],
  taken: readonly Readonly<Box>[],
  room: Readonly<Box>,
  tried: readonly Direction[] = ALL_AROUND,
): readonly Readonly<Box>[] {
  const boxes = anchors.map(emptyBox);
  placeLabelsIn(boxes, anchors, taken, room, tried);
  return boxes;
}

/**
 * Writes the place of each name into its box. Depends on nothing but the other arguments: the same step always looks the same,
 * whichever way one came to it.
 *
 * @param taken What the names must not cover either.
 */
export function placeLabelsIn(
  boxes: readonly Box[],
  anchors: readonly Anchor[],
  taken: readonly Readonly<Box>[],
  room: Readonly<Box>,
  tried: readonly Direction[] = ALL_AROUND,
): void {
  for (let index = 0; index < boxes.length; index++) {
    const box = boxes[index];
    const anchor = anchors[index];
    if (!box || !anchor) continue;
    settle(box, anchor, tried, () => {
      return outside(box, room) * 4 + covered(box, taken, taken.length) + covered(box, boxes, index);
    });
  }
}

/** Moves a box to the first place where nothing of it is lost, or else to where the least is. */
function settle(box: Box, anchor: Anchor, tried: readonly Direction[], lost: () => number): void {
  let best = tried[0];
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const distance of DISTANCES) {
    for (const direction of tried) {
      moveBeside(box, anchor, distance, direction);
      const now = lost();
      if (now === 0) return;
      if (!(now < least)) continue;
      best = direction;
      nearest = distance;
      least = now;
    }
  }
  if (best) moveBeside(box, anchor, nearest, best);
}

/** Moves a box so that its nearest edge or corner lies at a distance from its anchor, in a direction. */
function moveBeside(box: Box, { left, top, width, height }: Anchor, distance: number, direction: Direction): void {
  const { across, down } = direction;
  box.left = left + across * distance - width * shareBefore(across);
  box.top = top + down * distance - height * shareBefore(down);
  box.width = width;
  box.height = height;
}

/** How much of a box lies before its anchor: all, half or nothing of it. */
function shareBefore(component: number): number {
  if (Math.abs(component) < 0.3) return 0.5;
  return component < 0 ? 1 : 0;
}

/** How much of the first so many boxes another one covers. */
function covered(box: Readonly<Box>, others: readonly Readonly<Box>[], count: number): number {
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const other = others[index];
    if (other) sum += overlap(box, other);
  }
  return sum;
}

function overlap(one: Readonly<Box>, other: Readonly<Box>): number {
  const across = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const down = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  return across > 0 && down > 0 ? across * down : 0;
}

function outside(box: Readonly<Box>, room: Readonly<Box>): number {
  return box.width * box.height - overlap(box, room);
}
