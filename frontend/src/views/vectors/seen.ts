/** What of a step can be seen in a view: what a legend may say of it. */

import type { Point } from "../../state/experiment";
import type { Domain } from "../../state/frame";
import type { Outlook } from "../outlook";
import { spotAtOrigin } from "./arrow";

/** What is shorter than this is not seen beside the marks of point and start, in pixels. */
export const SHORTEST = 4;

const one = spotAtOrigin();
const other = spotAtOrigin();

/** Whether a point lies in the view. */
export function isInView({ domain: { x, y } }: Outlook, point: Point): boolean {
  return point.x >= x[0] && point.x <= x[1] && point.y >= y[0] && point.y <= y[1];
}

/** Whether two points can be told apart. */
export function areApart(outlook: Outlook, from: Point, move: Point, times: number): boolean {
  outlook.place(one, from.x, from.y);
  if (!outlook.place(other, from.x + times * move.x, from.y + times * move.y)) return true;
  return Math.hypot(other.left - one.left, other.top - one.top) >= SHORTEST;
}

/** Which way a point outside the view lies: "above, to the left". */
export function wayTo({ x, y }: Domain, point: Point): string {
  const upright = point.y > y[1] ? "above" : point.y < y[0] ? "below" : "";
  const sideways = point.x > x[1] ? "to the right" : point.x < x[0] ? "to the left" : "";
  return [upright, sideways].filter((each) => each !== "").join(", ");
}
