/** Going nearer to a landscape and farther from it, along it, and to where the paths are. */

import type { Landscape } from "../engine/catalogue";
import { type Run, xAt, yAt } from "../engine/runs";
import type { Point } from "./experiment";

export type Domain = Landscape["domain"];

/** As near as the graphics card's 24 digits tell points apart, and so far out that the landscape is a speck. */
const NEAREST = 1 / 1000;
const FARTHEST = 100;

/** Room left around paths that were fitted, as a share of their extent. */
const PADDING = 0.08;

/** The domain magnified about a point, which stays where it is on screen. */
export function zoomed(domain: Domain, magnification: number, about: Point, landscape: Landscape): Domain {
  const now = magnificationOf(domain, landscape);
  const share = now / Math.min(Math.max(now * magnification, 1 / FARTHEST), 1 / NEAREST);
  return {
    x: [about.x + (domain.x[0] - about.x) * share, about.x + (domain.x[1] - about.x) * share],
    y: [about.y + (domain.y[0] - about.y) * share, about.y + (domain.y[1] - about.y) * share],
  };
}

/** The domain moved by shares of its width and height. */
export function panned({ x, y }: Domain, right: number, up: number): Domain {
  const across = right * (x[1] - x[0]);
  const along = up * (y[1] - y[0]);
  return { x: [x[0] + across, x[1] + across], y: [y[0] + along, y[1] + along] };
}

export function centreOf({ x, y }: Domain): Point {
  return { x: (x[0] + x[1]) / 2, y: (y[0] + y[1]) / 2 };
}

/** How many times as large as on the whole landscape things are seen. */
export function magnificationOf(domain: Domain, landscape: Landscape): number {
  return (landscape.domain.x[1] - landscape.domain.x[0]) / (domain.x[1] - domain.x[0]);
}

/** Whether a domain is neither too small nor too large to be drawn, and in the landscape's neighbourhood. */
export function canBeSeen(domain: Domain, landscape: Landscape): boolean {
  return (["x", "y"] as const).every((axis) => {
    const [low, high] = domain[axis];
    const whole = landscape.domain[axis][1] - landscape.domain[axis][0];
    const share = (high - low) / whole;
    const away = Math.abs(low - landscape.domain[axis][0]) / whole;
    // Rounded to the digits of a link, the smallest may have become a little smaller.
    return share > NEAREST * 0.99 && share < FARTHEST * 1.01 && away < 2 * FARTHEST;
  });
}

/**
 * The domain that holds whole paths, in the landscape's proportions.
 *
 * A diverged run goes astronomically far; it is left out, so that the others can be seen, unless there is no other.
 */
export function fittedTo(runs: readonly Run[], landscape: Landscape): Domain {
  const bounded = runs.filter(({ ending }) => ending.diverged_at < 0);
  const { x, y } = extentOf(bounded.length > 0 ? bounded : runs, landscape);
  if (x[0] > x[1]) return landscape.domain;
  return around({ x, y }, 1 + 2 * PADDING, landscape);
}

/** How many times as wide as a step what is seen of the landscape is, where the step is what is looked at. */
const STEPS_ACROSS = 6;

/** The domain in whose middle a step lies, in the landscape's proportions. */
export function fittedToStep(here: Point, there: Point, landscape: Landscape): Domain {
  const extent: Domain = {
    x: [Math.min(here.x, there.x), Math.max(here.x, there.x)],
    y: [Math.min(here.y, there.y), Math.max(here.y, there.y)],
  };
  return around(extent, STEPS_ACROSS, landscape);
}

/** The domain that many times as large as an extent, as far as that can be drawn, in the landscape's proportions. */
function around({ x, y }: Domain, times: number, landscape: Landscape): Domain {
  const width = landscape.domain.x[1] - landscape.domain.x[0];
  const height = landscape.domain.y[1] - landscape.domain.y[0];
  const needed = Math.max((x[1] - x[0]) / width, (y[1] - y[0]) / height) * times;
  const share = Math.min(Math.max(needed, NEAREST), FARTHEST);
  const centre = centreOf({ x, y });
  return {
    x: [centre.x - (share * width) / 2, centre.x + (share * width) / 2],
    y: [centre.y - (share * height) / 2, centre.y + (share * height) / 2],
  };
}

/** Lowest and highest coordinates that runs reach, of those that can still be seen from afar. */
function extentOf(runs: readonly Run[], { domain }: Landscape): Domain {
  const x: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const y: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const centre = centreOf(domain);
  const reachX = (FARTHEST / 2) * (domain.x[1] - domain.x[0]);
  const reachY = (FARTHEST / 2) * (domain.y[1] - domain.y[0]);
  for (const run of runs) {
    for (let step = 0; step <= run.ending.steps; step++) {
      const east = xAt(run, step);
      const north = yAt(run, step);
      if (!(Math.abs(east - centre.x) < reachX && Math.abs(north - centre.y) < reachY)) continue;
      x[0] = Math.min(x[0], east);
      x[1] = Math.max(x[1], east);
      y[0] = Math.min(y[0], north);
      y[1] = Math.max(y[1], north);
    }
  }
  return { x, y };
}
