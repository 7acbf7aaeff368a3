/** Where things stand on the sweep strip: lanes for the runs that have no place on the axis, and the axis between them. */

import type { Optimizer } from "../../engine/catalogue";
import type { Frame } from "../chart/line";
import type { Standing, Standings } from "./scale";

/** Height of one optimizer's row in a lane, which holds its name. */
const ROW = 12;
const LANE_GAP = 5;

/** Room around the drawing for the names of the lanes and of the decades. */
export const MARGIN = { left: 84, top: 4, right: 16, bottom: 38 };

export interface Lane {
  readonly standing: keyof typeof LANE_NAMES;
  readonly name: string;
  readonly top: number;
  readonly height: number;
  /** Those who stand in it, from above. */
  readonly rows: readonly Optimizer[];
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
  const laneAt = (standing: Lane["standing"], top: number): Lane => {
    const rows = standings.filter(({ at }) => at.includes(standing)).map(({ optimizer }) => optimizer);
    return { standing, name: LANE_NAMES[standing], top, height: ROW * rows.length, rows };
  };
  let top = MARGIN.top;
  const lanes: Lane[] = [];
  for (const standing of ["diverged", "unsettled"] as const) {
    const lane = laneAt(standing, top);
    if (lane.rows.length === 0) continue;
    lanes.push(lane);
    top += lane.height + LANE_GAP;
  }
  const bottom = height - MARGIN.bottom;
  const { height: tall } = laneAt("exact", 0);
  const below = tall > 0 ? tall + LANE_GAP : 0;
  if (below) lanes.push(laneAt("exact", bottom - tall));
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

/** Where a run stands: on the axis, or in its row of a lane. */
export function standingTop(geometry: StripGeometry, optimizer: Optimizer, standing: Standing): number {
  if (typeof standing === "number") return Math.max(topOf(geometry, standing), geometry.frame.top);
  const lane = geometry.lanes.find((each) => each.standing === standing);
  return lane ? lane.top + (lane.rows.indexOf(optimizer) + 0.5) * ROW : Number.NaN;
}

/** Where the axis of learning rates runs: under the lowest lane. */
export function bottomOf({ frame, lanes }: StripGeometry): number {
  return Math.max(frame.top + frame.height + 4, ...lanes.map(({ top, height }) => top + height));
}
