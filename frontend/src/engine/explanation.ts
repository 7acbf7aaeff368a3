/** One step of a run, told line by line: what each line read, what it gave, and which vectors it moved. */

import type { Point } from "../state/experiment";
import { type Bearing, bearingsOf, isCarried } from "./bearings";
import type { Optimizer, RuleLine, ToldLine } from "./catalogue";
import { gradientAtX, gradientAtY, lossAt, type Run, xAt, yAt } from "./runs";

/** It lives: the next step of the same run is told into it. Whoever wants to keep a number of it copies that number. */
export interface Told {
  readonly run: Run;
  /** The step that is told sets out from the point after so many steps. */
  readonly from: number;
  readonly here: Point;
  readonly there: Point;
  readonly move: Point;
  readonly loss: { readonly here: number; readonly there: number };
  /** Against the gradient. */
  readonly downhill: Point;
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

/** What a line gives, as far as it can be drawn. */
export type Quantity = VectorQuantity | AreaQuantity;

interface Drawable {
  /** How it is written, for example "m̂". */
  readonly name: string;
  /** Whether it is kept for the next step. */
  readonly isCarried: boolean;
  /** The quantity it is a multiple of, to whose scale it is drawn; otherwise its own name. */
  readonly alongside: string;
}

export interface VectorQuantity extends Drawable {
  readonly kind: "vector";
  /** Downhill, whichever way the rule counts it. */
  readonly downhill: Point;
  /** Whether the rule counts it uphill, so that what is drawn is its negative. */
  readonly isNegated: boolean;
  /** The part of it that this gradient has added, and the rest, which was carried to it. */
  readonly added: Point;
  readonly carried: Point;
  /** How many times the way against the gradient the added part is; NaN where it goes another way. */
  readonly share: number;
}

export interface AreaQuantity extends Drawable {
  readonly kind: "area";
  /** Whether the rule keeps the square of what is drawn. */
  readonly isSquare: boolean;
  readonly halfAxes: Point;
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** A step that is told, with all that its telling needs: kept, so that a frame of a playback leaves nothing behind. */
interface Telling {
  readonly told: Told;
  tell(run: Run, from: number): void;
}

/**
 * Tells the step that a run takes from where it stands; at its end, the last one it took; nothing for a run without steps.
 *
 * What depends on nothing but the rule and its hyper-parameters is found out once for them.
 */
export function teller(): (run: Run, step: number) => Told | undefined {
  let telling: Telling | undefined;
  let hyperparameters: readonly number[] = [];
  return (run, step) => {
    const { steps } = run.ending;
    if (steps === 0) return undefined;
    if (!telling || telling.told.run.optimizer !== run.optimizer || hyperparameters !== run.hyperparameters) {
      telling = tellingOf(run);
      hyperparameters = run.hyperparameters;
    }
    const from = Math.min(step, steps - 1);
    if (telling.told.run !== run || telling.told.from !== from) telling.tell(run, from);
    return telling.told;
  };
}

function tellingOf(run: Run): Telling {
  const { optimizer, hyperparameters } = run;
  const bearings = bearingsOf(optimizer, hyperparameters);
  const row = new Float64Array(optimizer.columns);
  const given = optimizer.explain(hyperparameters, 1, row);
  const alone = optimizer.explain(hyperparameters, 1, row);
  const directed = columnsWithDirection(optimizer, bearings);
  const lines = optimizer.lines.map((line, index) => toldLine(line, given[index], bearings[index], optimizer));
  const told = {
    run,
    from: -1,
    here: origin(),
    there: origin(),
    move: origin(),
    loss: { here: Number.NaN, there: Number.NaN },
    downhill: origin(),
    lines,
  };

  function tell(run: Run, from: number): void {
    const { record, optimizer, hyperparameters } = run;
    told.run = run;
    told.from = from;
    put(told.here, xAt(run, from), yAt(run, from));
    put(told.there, xAt(run, from + 1), yAt(run, from + 1));
    put(told.move, told.there.x - told.here.x, told.there.y - told.here.y);
    put(told.downhill, -gradientAtX(run, from), -gradientAtY(run, from));
    told.loss.here = lossAt(run, from);
    told.loss.there = lossAt(run, from + 1);
    for (let column = 0; column < row.length; column++) row[column] = record[from * row.length + column] ?? Number.NaN;
    optimizer.explain(hyperparameters, from + 1, row, given);
    // The same once more, as if nothing that has a direction had been carried to it.
    for (let index = 0; index < directed.length; index++) row[directed[index] ?? 0] = 0;
    optimizer.explain(hyperparameters, from + 1, row, alone);
    for (let index = 0; index < lines.length; index++) lines[index]?.read(given[index], alone[index], told.downhill);
  }
  return { told, tell };
}

/** The columns of a row that hold what has a direction and was carried. */
function columnsWithDirection(optimizer: Optimizer, bearings: readonly (Bearing | undefined)[]): readonly number[] {
  let column = optimizer.columns - optimizer.state_scalars.length;
  return optimizer.states.flatMap((state) => {
    const index = optimizer.lines.findIndex(({ target }) => target === state);
    const width = optimizer.lines[index]?.numbers.length ?? 2;
    const own = Array.from({ length: width }, () => column++);
    return bearings[index]?.kind === "vector" ? own : [];
  });
}

interface LiveLine extends ToldRuleLine {
  /** Takes what the line gave in a step, and what it would have given alone. */
  read(given: ToldLine | undefined, alone: ToldLine | undefined, downhill: Point): void;
}

function toldLine(
  line: RuleLine,
  given: ToldLine | undefined,
  bearing: Bearing | undefined,
  optimizer: Optimizer,
): LiveLine {
  const { target, symbol } = line;
  const names = line.numbers.length === 1 ? [target] : [`${target}_x`, `${target}_y`];
  const [nameX, nameY] = names;
  const results = names.map(() => Number.NaN);
  const alongside = optimizer.lines.find((each) => each.target === bearing?.alongside)?.symbol ?? symbol;
  const common = { name: symbol, isCarried: isCarried(optimizer, target), alongside };
  const vector = bearing?.kind === "vector" ? emptyVector(common, bearing.isUphill) : undefined;
  const area = bearing?.kind === "area" ? emptyArea(common, bearing.isSquare) : undefined;
  return {
    line,
    reads: given?.reads ?? {},
    results,
    quantity: vector ?? area,
    read(given, alone, downhill) {
      for (let axis = 0; axis < names.length; axis++) results[axis] = givenAs(given, names[axis]);
      const [x = Number.NaN, y = Number.NaN] = results;
      if (vector) measure(vector, x, y, givenAs(alone, nameX), givenAs(alone, nameY), downhill);
      if (area) put(area.halfAxes, area.isSquare ? Math.sqrt(x) : x, area.isSquare ? Math.sqrt(y) : y);
    },
  };
}

function givenAs(told: ToldLine | undefined, name = ""): number {
  return told?.gives[name] ?? Number.NaN;
}

function emptyVector(common: Drawable, isNegated: boolean): Writable<VectorQuantity> {
  const parts = { downhill: origin(), added: origin(), carried: origin(), share: Number.NaN };
  return { kind: "vector", ...common, isNegated, ...parts };
}

function emptyArea(common: Drawable, isSquare: boolean): AreaQuantity {
  return { kind: "area", ...common, isSquare, halfAxes: origin() };
}

function measure(
  vector: Writable<VectorQuantity>,
  x: number,
  y: number,
  addedX: number,
  addedY: number,
  { x: downX, y: downY }: Point,
): void {
  const sign = vector.isNegated ? -1 : 1;
  put(vector.downhill, sign * x, sign * y);
  put(vector.added, sign * addedX, sign * addedY);
  put(vector.carried, sign * (x - addedX), sign * (y - addedY));
  const share = (vector.added.x * downX + vector.added.y * downY) / (downX * downX + downY * downY);
  const aside = Math.hypot(vector.added.x - share * downX, vector.added.y - share * downY);
  vector.share = aside <= ROUNDING * Math.hypot(addedX, addedY) ? share : Number.NaN;
}

const ROUNDING = 1e-9;

function origin(): Writable<Point> {
  return { x: 0, y: 0 };
}

function put(point: Writable<Point>, x: number, y: number): void {
  point.x = x;
  point.y = y;
}
