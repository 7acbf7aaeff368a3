/** Where a landscape has no loss: the logarithm of a negative number, the root of one. */

import type { Landscape } from "../../engine/catalogue";
import type { Domain } from "../../state/frame";

/** Points along each side of the grid that is looked at. */
const GRID = 65;

// A domain belongs to one landscape, and is looked at on every frame.
const known = new WeakMap<Domain, boolean>();

/** Whether there is no loss on some of what is seen. */
export function hasGaps(landscape: Landscape, domain: Domain): boolean {
  const before = known.get(domain);
  if (before !== undefined) return before;
  const found = isGappy(landscape, domain);
  known.set(domain, found);
  return found;
}

function isGappy({ loss }: Landscape, { x, y }: Domain): boolean {
  for (let row = 0; row < GRID; row++) {
    const north = y[0] + ((row + 0.5) / GRID) * (y[1] - y[0]);
    for (let column = 0; column < GRID; column++) {
      const east = x[0] + ((column + 0.5) / GRID) * (x[1] - x[0]);
      if (Number.isNaN(loss(east, north))) return true;
    }
  }
  return false;
}
