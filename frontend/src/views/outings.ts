/** What cannot be seen of a run: when it leaves the part of the landscape that is looked at, and whether it comes back. */

import type { Landscape } from "../engine/catalogue";
import { type Run, xAt, yAt } from "../engine/runs";
import { isInside } from "../state/experiment";
import type { Domain } from "../state/frame";
import { counted } from "./numbers";

/** What is seen of a landscape is its map, or, where somebody went nearer or farther, a view of it. */
export function sightName(landscape: Landscape, domain: Domain): "map" | "view" {
  return domain === landscape.domain ? "map" : "view";
}

/** "left the view at step 2"; nothing for a run that stays within. Of a run that leaves often, the first time and the last. */
export function outing(run: Run, landscape: Landscape, domain: Domain): string {
  const sight = sightName(landscape, domain);
  const { startsWithin, crossings } = crossingsOf(run, { domain });
  const [first = -1] = crossings;
  const last = crossings.at(-1) ?? -1;
  const once = crossings.length < 2;
  const endsWithin = startsWithin === (crossings.length % 2 === 0);
  if (startsWithin) {
    if (first < 0) return "";
    const left = `left the ${sight} at step ${counted(first)}`;
    if (endsWithin) return `${left}, and came back`;
    return once ? left : `${left}, came back, and left it again at step ${counted(last)}`;
  }
  if (first < 0) {
    const passing = firstPassing(run, domain);
    return passing
      ? `passes through the ${sight} on its way to step ${counted(passing)}`
      : `stays outside the ${sight}`;
  }
  const came = `starts outside the ${sight}, comes in at step ${counted(first)}`;
  return endsWithin ? came : `${came}, and leaves it at step ${counted(last)}`;
}

interface Crossings {
  readonly startsWithin: boolean;
  /** The steps that are within while the one before is not, or the other way round. */
  readonly crossings: readonly number[];
}

function crossingsOf(run: Run, sight: { readonly domain: Domain }): Crossings {
  const startsWithin = isInside(sight, xAt(run, 0), yAt(run, 0));
  const crossings: number[] = [];
  let within = startsWithin;
  for (let step = 1; step <= run.ending.steps; step++) {
    if (isInside(sight, xAt(run, step), yAt(run, step)) === within) continue;
    within = !within;
    crossings.push(step);
  }
  return { startsWithin, crossings };
}

/** The first step whose way leads through what is seen, though it begins and ends outside; none, where there is none. */
function firstPassing(run: Run, { x, y }: Domain): number | undefined {
  for (let step = 1; step <= run.ending.steps; step++) {
    const east = sharesWithin(xAt(run, step - 1), xAt(run, step), x);
    const north = sharesWithin(yAt(run, step - 1), yAt(run, step), y);
    if (Math.max(east[0], north[0], 0) <= Math.min(east[1], north[1], 1)) return step;
  }
  return undefined;
}

type Side = readonly [low: number, high: number];

/** Which shares of a way along an axis lie between two ends; none do where the first is above the second. */
function sharesWithin(from: number, to: number, [low, high]: Side): Side {
  if (from === to) return from >= low && from <= high ? [0, 1] : [1, 0];
  const shares = [(low - from) / (to - from), (high - from) / (to - from)] as const;
  return to > from ? shares : [shares[1], shares[0]];
}
