/** What the two sides of a map of many runs stand for: where each starts, or what it is set to. */

import type { Point } from "../../state/experiment";
import type { Catalogue, Landscape, Optimizer } from "../catalogue";

/** One run of the map. */
export interface Cell {
  readonly start: Point;
  /** In declared order. */
  readonly hyperparameters: readonly number[];
}

/** Every pixel a start. */
export interface Starts {
  readonly kind: "starts";
  readonly across: readonly [number, number];
  readonly up: readonly [number, number];
}

/** Every pixel a learning rate, on a logarithmic scale from left to right, and a momentum, from below. */
export interface Rates {
  readonly kind: "rates";
  readonly start: Point;
  /** Powers of two. */
  readonly across: readonly [number, number];
  readonly up: readonly [number, number];
  /** Which hyper-parameters they are, in declared order. */
  readonly rate: number;
  readonly momentum: number;
}

export type Plane = Starts | Rates;

export function startsOf({ domain }: Landscape): Starts {
  return { kind: "starts", across: domain.x, up: domain.y };
}

/** The plane of an optimizer's learning rates and momenta; nothing for one that has no momentum. */
export function ratesOf(optimizer: Optimizer, start: Point, { rates }: Catalogue): Rates | undefined {
  const momentum = momentumOf(optimizer);
  const rate = optimizer.hyperparameters.findIndex(({ name }) => name === "lr");
  const [lowest = Number.NaN, highest = Number.NaN] = [rates[0], rates.at(-1)];
  if (momentum < 0 || rate < 0) return undefined;
  return { kind: "rates", start, across: [Math.log2(lowest), Math.log2(highest)], up: [0, 1], rate, momentum };
}

/** Shares to try; a rule that keeps both of them by chance has not been seen. */
const TRIED = [0.375, 0.625] as const;

const momenta = new WeakMap<Optimizer, number>();

/** Which hyper-parameter says how much of something is kept from step to step: the first whose value is that share. */
function momentumOf(optimizer: Optimizer): number {
  const found =
    momenta.get(optimizer) ??
    optimizer.hyperparameters.findIndex(
      ({ name }, index) => name !== "lr" && TRIED.every((share) => isKeptShare(optimizer, index, share)),
    );
  momenta.set(optimizer, found);
  return found;
}

/** Whether this share of a state is left after a step without a gradient, where a hyper-parameter is set to it. */
function isKeptShare(optimizer: Optimizer, index: number, share: number): boolean {
  const { hyperparameters, state_scalars, columns } = optimizer;
  const values = hyperparameters.map((each, at) => (at === index ? share : each.default));
  const row = new Float64Array(columns).fill(1, columns - state_scalars.length);
  const after = new Map(optimizer.explain(values, 1, row).flatMap(({ gives }) => Object.entries(gives)));
  return state_scalars.some(({ name }) => after.get(name) === share);
}

/** The run of a column and a row: the middle of its cell. */
export function cellOf(plane: Plane, chosen: readonly number[], size: number, column: number, row: number): Cell {
  const across = along(plane.across, (column + 0.5) / size);
  const up = along(plane.up, (row + 0.5) / size);
  if (plane.kind === "starts") return { start: { x: across, y: up }, hyperparameters: chosen };
  const hyperparameters = [...chosen];
  hyperparameters[plane.rate] = 2 ** across;
  hyperparameters[plane.momentum] = up;
  return { start: plane.start, hyperparameters };
}

function along([low, high]: readonly [number, number], share: number): number {
  return low + share * (high - low);
}
