/** What is right in a prediction is never stored: the engine runs, and what comes out is compared. */

import { xAt, yAt } from "../engine/runs";
import { domainSeen } from "../state/scene";
import { endingOf, finalLoss, type Shown, stepsToConverge } from "./condition";
import type { PredictKey } from "./key";
import { diagonal, inside, meanDistance, type Place, resampled } from "./paths";
import type { Solution } from "./verdict";

/** Digits of coordinates that are handed out. */
const DIGITS = 4;

/** Points of a path that is handed out: as many as somebody may draw. */
const POINTS = 12;

/** What is right, as it is answered or shown. */
export function predicted(key: PredictKey, shown: Shown): Solution {
  switch (key.kind) {
    case "winner":
      return winner(key, shown);
    case "outcome":
      return endingOf(runOf(key, shown), shown);
    case "end":
      return rounded(endOf(key, shown));
    case "path":
      return resampled(truePath(key, shown), POINTS).map(rounded);
  }
}

/** Whether a point is as near to the end of the run as it has to be. */
export function isEnd(key: PredictKey, shown: Shown, [x, y]: Place): boolean {
  const [endX, endY] = endOf(key, shown);
  return Math.hypot(x - endX, y - endY) <= key.tolerance * diagonal(frameOf(shown));
}

/** Whether a drawn path is as near to the true one as it has to be; it begins at the start, wherever its first point was put. */
export function isPath(key: PredictKey, shown: Shown, drawn: readonly Place[]): boolean {
  const { x, y } = shown.experiment.start;
  const isFromStart = drawn[0]?.[0] === x && drawn[0][1] === y;
  const path: readonly Place[] = isFromStart ? drawn : [[x, y], ...drawn];
  return meanDistance(path, truePath(key, shown)) <= key.tolerance * diagonal(frameOf(shown));
}

/** The first of those that have the lowest final loss, or converge in the fewest steps. */
function winner(key: PredictKey, shown: Shown): string {
  const measured = shown.runs.map((run) => (key.by === "steps" ? stepsToConverge(run) : finalLoss(run)));
  return shown.runs[measured.indexOf(Math.min(...measured))]?.optimizer.key ?? "";
}

function runOf(key: PredictKey, { runs }: Shown) {
  const run = runs.find(({ optimizer }) => optimizer.key === key.optimizer);
  if (!run) throw new Error(`The figure does not show ${key.optimizer}.`);
  return run;
}

function endOf(key: PredictKey, shown: Shown): Place {
  const run = runOf(key, shown);
  return [xAt(run, run.ending.steps), yAt(run, run.ending.steps)];
}

function truePath(key: PredictKey, shown: Shown): readonly Place[] {
  const run = runOf(key, shown);
  const path = Array.from({ length: run.ending.steps + 1 }, (_, step): Place => [xAt(run, step), yAt(run, step)]);
  return inside(path, frameOf(shown));
}

function frameOf({ scene, experiment }: Shown) {
  return domainSeen(scene, experiment.landscape);
}

function rounded([x, y]: Place): Place {
  return [Number(x.toPrecision(DIGITS)), Number(y.toPrecision(DIGITS))];
}
