/** One step of a run, told line by line: what each line read, what it gave, and which vectors it moved. */

import type { Point } from "../state/experiment";
import type { Optimizer, RuleLine } from "./catalogue";
import { gradientAt, lossAt, type Run, xAt, yAt } from "./runs";

export interface Told {
  readonly run: Run;
  /** The step that is told sets out from the point after so many steps. */
  readonly from: number;
  readonly here: Point;
  readonly there: Point;
  readonly loss: { readonly here: number; readonly there: number };
  readonly gradient: Point;
  readonly lines: readonly ToldRuleLine[];
}

export interface ToldRuleLine {
  readonly line: RuleLine;
  /** Every number that stands in the line, by scalar name. */
  readonly reads: Readonly<Record<string, number>>;
  /** What it gives: one number, or one for each coordinate. */
  readonly results: readonly number[];
  readonly quantity: Quantity | undefined;
}

/** What a line carries over to the next step, as far as it can be drawn. */
export type Quantity = CarriedVector | CarriedArea;

/** It turns round with the gradient: a velocity, a first moment. */
export interface CarriedVector {
  readonly kind: "vector";
  readonly name: string;
  /** Downhill, whichever way the rule counts it. */
  readonly downhill: Point;
  /** Whether the rule counts it uphill, so that what is drawn is its negative. */
  readonly isNegated: boolean;
  /** The part of it that this gradient has added; the rest was carried. */
  readonly added: Point;
}

/** It does not know the gradient's direction, only its size: a second moment. */
export interface CarriedArea {
  readonly kind: "area";
  readonly name: string;
  readonly squares: Point;
}

/** The step that a run takes from where it stands; at its end, the last one it took; nothing for a run without steps. */
export function stepTold(run: Run, step: number): Told | undefined {
  const { steps } = run.ending;
  if (steps === 0) return undefined;
  const from = Math.min(step, steps - 1);
  const row = rowOf(run, from);
  const [g_x, g_y] = gradientAt(run, from);
  const told = run.optimizer.explain(run.hyperparameters, from + 1, row);
  const alone = run.optimizer.explain(run.hyperparameters, from + 1, withoutVectors(run, row));
  return {
    run,
    from,
    here: { x: xAt(run, from), y: yAt(run, from) },
    there: { x: xAt(run, from + 1), y: yAt(run, from + 1) },
    loss: { here: lossAt(run, from), there: lossAt(run, from + 1) },
    gradient: { x: g_x, y: g_y },
    lines: run.optimizer.lines.map((line, index) => ({
      line,
      reads: told[index]?.reads ?? {},
      results: Object.values(told[index]?.gives ?? {}),
      quantity: quantityOf(line, run, told[index]?.gives ?? {}, alone[index]?.gives ?? {}),
    })),
  };
}

function rowOf({ record, optimizer: { columns } }: Run, step: number): Float64Array {
  return record.subarray(step * columns, (step + 1) * columns);
}

type Gives = Readonly<Record<string, number>>;

function quantityOf(line: RuleLine, run: Run, gives: Gives, alone: Gives): Quantity | undefined {
  if (!run.optimizer.states.includes(line.target)) return undefined;
  const value = vectorIn(gives, line.target);
  const bearing = value && bearingOf(run, line.target);
  if (!value || !bearing) return undefined;
  if (bearing === "area") return { kind: "area", name: line.target, squares: value };
  const sign = bearing === "uphill" ? -1 : 1;
  const added = vectorIn(alone, line.target) ?? { x: 0, y: 0 };
  return {
    kind: "vector",
    name: line.target,
    downhill: { x: sign * value.x, y: sign * value.y },
    isNegated: bearing === "uphill",
    added: { x: sign * added.x, y: sign * added.y },
  };
}

type Bearing = "uphill" | "downhill" | "area";

/** A gradient to try a rule with; any that is not along an axis would do. */
const TRIED = [0.75, 0.5] as const;

/**
 * Whether a state turns round with the gradient, and if so, whether it points the gradient's way or against it.
 *
 * Found out by trying the rule on a gradient and on its opposite, so that it holds for any rule.
 */
function bearingOf({ optimizer, hyperparameters }: Run, state: string): Bearing | undefined {
  const there = gradientTried(optimizer, hyperparameters, state, 1);
  const back = gradientTried(optimizer, hyperparameters, state, -1);
  if (!there || !back) return undefined;
  if (there.x === back.x && there.y === back.y && there.x >= 0 && there.y >= 0) return "area";
  return there.x * TRIED[0] + there.y * TRIED[1] >= 0 ? "uphill" : "downhill";
}

function gradientTried(
  optimizer: Optimizer,
  hyperparameters: readonly number[],
  state: string,
  sign: 1 | -1,
): Point | undefined {
  const row = new Float64Array(optimizer.columns);
  row.set([sign * TRIED[0], sign * TRIED[1]], 3);
  const told = optimizer.explain(hyperparameters, 1, row);
  const index = optimizer.lines.findIndex(({ target }) => target === state);
  return vectorIn(told[index]?.gives ?? {}, state);
}

/** The same row, as if nothing that has a direction had been carried to it. */
function withoutVectors(run: Run, row: Float64Array): Float64Array {
  const without = row.slice();
  let column = 5;
  for (const state of run.optimizer.states) {
    const line = run.optimizer.lines.find(({ target }) => target === state);
    const width = line?.numbers.length ?? 2;
    if (bearingOf(run, state) !== "area") without.fill(0, column, column + width);
    column += width;
  }
  return without;
}

function vectorIn(gives: Gives, name: string): Point | undefined {
  const x = gives[`${name}_x`];
  const y = gives[`${name}_y`];
  return x === undefined || y === undefined ? undefined : { x, y };
}
