/** The map as a place to draw on: what is straight in the landscape is straight on it. */

import type { Box } from "../labels";
import type { Outlook } from "../outlook";
import type { Projection } from "./projection";

export function flat(projection: Projection, ratio: number, names: () => readonly Readonly<Box>[]): Outlook {
  const { width, height, domain } = projection;
  return {
    width,
    height,
    ratio,
    domain,
    pieces: 1,
    get names() {
      return names();
    },
    place(spot, x, y) {
      spot.left = projection.toLeft(x);
      spot.top = projection.toTop(y);
      return true;
    },
  };
}
