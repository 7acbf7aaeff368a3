/** Places names beside the points they belong to, so that none hides another. */

export interface Anchor {
  readonly left: number;
  readonly top: number;
  /** Size of the name. */
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Distances from the point at which a name is tried, in pixels, nearest first. */
const DISTANCES = [11, 24, 40, 58, 78];

/** Directions in which a name is tried, in degrees from the right, clockwise. */
export const ALL_AROUND = [0, 180, -90, 90, -35, 35, -145, 145];
export const RIGHT_FIRST = [0, -30, 30, -60, 60, -90, 90, 180];

/**
 * The upper left corner of each name. Depends on nothing but its arguments: the same step always looks the same, whichever
 * way one came to it.
 *
 * @param taken What the names must not cover either.
 */
export function placeLabels(
  anchors: readonly Anchor[],
  taken: readonly Box[],
  room: Box,
  directions: readonly number[] = ALL_AROUND,
): readonly Box[] {
  const occupied = [...taken];
  return anchors.map((anchor) => {
    const box = bestBox(anchor, occupied, room, directions);
    occupied.push(box);
    return box;
  });
}

function bestBox(anchor: Anchor, occupied: readonly Box[], room: Box, directions: readonly number[]): Box {
  let best: Box | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const distance of DISTANCES) {
    for (const direction of directions) {
      const box = boxBeside(anchor, distance, direction);
      const hidden = outside(box, room) * 4 + occupied.reduce((sum, other) => sum + overlap(box, other), 0);
      if (hidden === 0) return box;
      if (hidden < least) [best, least] = [box, hidden];
    }
  }
  return best ?? boxBeside(anchor, 0, 0);
}

/** The box whose nearest edge or corner lies at a distance from the anchor, in a direction. */
function boxBeside({ left, top, width, height }: Anchor, distance: number, direction: number): Box {
  const across = Math.cos((direction * Math.PI) / 180);
  const down = Math.sin((direction * Math.PI) / 180);
  return {
    left: left + across * distance - width * shareBefore(across),
    top: top + down * distance - height * shareBefore(down),
    width,
    height,
  };
}

/** How much of a box lies before its anchor: all, half or nothing of it. */
function shareBefore(component: number): number {
  if (Math.abs(component) < 0.3) return 0.5;
  return component < 0 ? 1 : 0;
}

function overlap(one: Box, other: Box): number {
  const across = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const down = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  return across > 0 && down > 0 ? across * down : 0;
}

function outside(box: Box, room: Box): number {
  return box.width * box.height - overlap(box, room);
}
