/** Where things stand on the sweep strip: lanes for the runs that have no place on the axis, and the axis between them. */

import type { Frame } from "../chart/line";
import type { Standing, Standings } from "./scale";

/** Height of one optimizer's row in a lane. */
export const ROW = 8;
const LANE_GAP = 5;

/** Room around the drawing for the names of the lanes and of the decades. */
export const MARGIN = { left: 84, top: 4, right: 16, bottom: 38 };

export interface Lane {
  readonly standing: keyof typeof LANE_NAMES;
  readonly name: string;
  readonly top: number;
  readonly height: number;
}

export interface StripGeometry {
  readonly frame: Frame;
  readonly lanes: readonly Lane[];
  readonly decades: readonly [low: number, high: number];
  readonly rates: readonly number[];
}

const LANE_NAMES = { diverged: "diverged", unsettled: "not settled", exact: "best known" } as const;

/** Divides the place into lanes above, the axis, and a lane below. */
export function geometryOf(
  width: number,
  height: number,
  standings: readonly Standings[],
  decades: readonly [low: number, high: number],
  rates: readonly number[],
): StripGeometry {
  const used = new Set<Standing>(standings.flatMap(({ at }) => at));
  const tall = ROW * Math.max(1, standings.length);
  let top = MARGIN.top;
  const above = (["diverged", "unsettled"] as const).filter((lane) => used.has(lane));
  const lanes: Lane[] = above.map((standing) => {
    const lane = { standing, name: LANE_NAMES[standing], top, height: tall };
    top += tall + LANE_GAP;
    return lane;
  });
  const below = used.has("exact") ? tall + LANE_GAP : 0;
  const bottom = height - MARGIN.bottom;
  if (below) lanes.push({ standing: "exact", name: LANE_NAMES.exact, top: bottom - tall, height: tall });
  const frame = {
    left: MARGIN.left,
    top: top + 4,
    width: Math.max(1, width - MARGIN.left - MARGIN.right),
    height: Math.max(1, bottom - below - top - 8),
  };
  return { frame, lanes, decades, rates };
}

export function leftOf({ frame, rates }: StripGeometry, rate: number): number {
  const low = Math.log10(rates[0] ?? 1);
  const high = Math.log10(rates.at(-1) ?? 10);
  return frame.left + ((Math.log10(rate) - low) / (high - low)) * frame.width;
}

export function topOf({ frame, decades: [low, high] }: StripGeometry, exponent: number): number {
  return frame.top + ((high - exponent) / (high - low)) * frame.height;
}

/** Where the axis of learning rates runs: under the lowest lane. */
export function bottomOf({ frame, lanes }: StripGeometry): number {
  return Math.max(frame.top + frame.height + 4, ...lanes.map(({ top, height }) => top + height));
}
