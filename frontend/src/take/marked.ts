/** What is marked on the views of a picture. */

import { type Run, xAt, yAt } from "../engine/runs";
import { isInside, type Point } from "../state/experiment";
import { type Away, type Marked, markedOn } from "../views/map/marked";
import type { Outlook } from "../views/outlook";
import type { Shot } from "./figure";

/** @param isMoment Whether it shows one step, and not one after the other. */
export function markedOnPicture(shot: Shot, isMoment: boolean): readonly Marked[] {
  const { experiment, domain, isMap } = shot;
  const { landscape, start } = experiment;
  const hasStart = isInside(shot, start.x, start.y);
  return markedOn({ landscape, domain, isMap, hasStart, away: awayOn(shot, isMoment) });
}

/** Where runs are that a view can only point to. */
function awayOn(shot: Shot, isMoment: boolean): Away | undefined {
  const { runs, step, surface } = shot;
  const points = runs.flatMap((run) => (isMoment ? [pointOf(run, Math.min(step, run.ending.steps))] : pointsOf(run)));
  if (surface && points.some((point) => !isInSight(surface.outlook, point))) return "out of sight";
  return points.some(({ x, y }) => !isInside(shot, x, y)) ? "beyond" : undefined;
}

function pointsOf(run: Run): readonly Point[] {
  return Array.from({ length: run.ending.steps + 1 }, (_, step) => pointOf(run, step));
}

function pointOf(run: Run, step: number): Point {
  return { x: xAt(run, step), y: yAt(run, step) };
}

/** Whether a point is seen within the edges of the surface; one that is not on it at all is not out of sight. */
function isInSight(outlook: Outlook, { x, y }: Point): boolean {
  const spot = { left: 0, top: 0 };
  if (!outlook.place(spot, x, y)) return true;
  return spot.left >= 0 && spot.left <= outlook.width && spot.top >= 0 && spot.top <= outlook.height;
}
