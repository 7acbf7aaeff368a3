/** The surface as a place to draw on: what is straight in the landscape lies on its hills. */

import type { Box } from "../labels";
import type { Outlook } from "../outlook";
import type { Stage } from "./landmarks";
import type { Sight } from "./sight";

/** Straight pieces of what lies on it. */
const PIECES = 16;

export function lyingOn(
  { flat, relief, experiment: { landscape } }: Stage,
  { eye, width, height, ratio }: Sight,
  names: () => readonly Readonly<Box>[],
): Outlook {
  return {
    width,
    height,
    ratio,
    domain: flat.domain,
    pieces: PIECES,
    get names() {
      return names();
    },
    place(spot, x, y) {
      const across = (2 * flat.toLeft(x)) / flat.width - 1;
      const along = 1 - (2 * flat.toTop(y)) / flat.height;
      if (!(Math.max(Math.abs(across), Math.abs(along)) <= 1 + 1e-6)) return false;
      const height = relief.heightOf(landscape.loss(x, y));
      spot.left = eye.left(across, along, height);
      spot.top = eye.top(across, along, height);
      return true;
    },
  };
}
