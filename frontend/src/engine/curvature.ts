/** How sharply a landscape bends, and which learning rates an optimizer can bear there. */

import type { Experiment, Point } from "../state/experiment";
import { valuesAt } from "../state/settings";
import type { Catalogue, Landscape, Optimizer } from "./catalogue";

export interface Curvature {
  readonly lowest: number;
  readonly highest: number;
  /** The unit vector along which it is highest. */
  readonly axis: Point;
}

const hessian = new Float64Array(3);

export function curvatureAt(landscape: Landscape, { x, y }: Point, catalogue: Catalogue): Curvature {
  landscape.hessian(x, y, hessian);
  const [h_xx = Number.NaN, h_xy = Number.NaN, h_yy = Number.NaN] = hessian;
  const [lowest = Number.NaN, highest = Number.NaN, axis_x = 1, axis_y = 0] = catalogue.curvature(h_xx, h_xy, h_yy);
  return { lowest, highest, axis: { x: axis_x, y: axis_y } };
}

/** The known minimizer that is nearest to a point. */
export function nearestMinimizer({ minimizers }: Landscape, from: Point): Point | undefined {
  let nearest: Point | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [x, y] of minimizers) {
    const distance = Math.hypot(x - from.x, y - from.y);
    if (distance < least) [nearest, least] = [{ x, y }, distance];
  }
  return nearest;
}

/** The largest learning rate at which an optimizer settles at a minimizer. */
export interface Limit {
  readonly lr: number;
  readonly at: Point;
  /** Whether the landscape bends everywhere as it does there, so that the limit holds everywhere. */
  readonly isExact: boolean;
}

/** Why there is no limit to show. */
export type Unlimited = "no closed form" | "no minimizer" | "no curvature";

export function limitOf(
  optimizer: Optimizer,
  { landscape, start, settings }: Experiment,
  catalogue: Catalogue,
): Limit | Unlimited {
  const at = nearestMinimizer(landscape, start);
  if (!at) return "no minimizer";
  const { highest } = curvatureAt(landscape, at, catalogue);
  if (!(highest > 0)) return "no curvature";
  if (!optimizer.stability) return "no closed form";
  const lr = optimizer.stability(highest, ...valuesAt(0, optimizer, settings));
  return { lr, at, isExact: isQuadratic(landscape) };
}

/** Whether a landscape bends the same in all corners of its domain and in its middle. */
function isQuadratic(landscape: Landscape): boolean {
  const [west, east] = landscape.domain.x;
  const [south, north] = landscape.domain.y;
  const places = [
    [west, south],
    [east, north],
    [west, north],
    [0.4 * west + 0.6 * east, 0.7 * south + 0.3 * north],
  ] as const;
  const bends = places.map(([x, y]) => {
    landscape.hessian(x, y, hessian);
    return hessian.join(" ");
  });
  return bends.every((bend) => bend === bends[0]);
}
