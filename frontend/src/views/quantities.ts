/** The quantities of a step as they are drawn: one colour, one dash and one name for each, on the map and in its legend. */

import type { CarriedArea, CarriedVector, Told, ToldRuleLine } from "../engine/explanation";
import type { Point } from "../state/experiment";

export type Kind = "gradient" | "carried" | "vector" | "area" | "step";

export interface Style {
  /** On the map, which is dark in both themes. */
  readonly colour: string;
  readonly dash: readonly number[];
  readonly width: number;
}

export const STYLES: Readonly<Record<Kind, Style>> = {
  gradient: { colour: "#8fd3ff", dash: [2, 3], width: 2.5 },
  carried: { colour: "#ffb3d9", dash: [8, 4], width: 2.5 },
  vector: { colour: "#ff8fc7", dash: [], width: 2.5 },
  area: { colour: "#c8f08f", dash: [1, 4], width: 2 },
  step: { colour: "#ffffff", dash: [], width: 3.5 },
};

/** An arrow from a point, in the landscape's own units. */
export interface Arrow {
  readonly kind: Kind;
  readonly name: string;
  readonly says: string;
  /** Where it begins, as seen from the point, in the units of `group`. */
  readonly tail: Point;
  readonly move: Point;
  /** Arrows of one group are drawn to one scale; the step to that of the map. */
  readonly group: string;
}

export interface Drawn {
  readonly arrows: readonly Arrow[];
  readonly areas: readonly CarriedArea[];
  /** Whether the line that moves the point has been reached. */
  readonly hasStepped: boolean;
}

/** The group that is true to the map's scale. */
export const TRUE_TO_SCALE = "step";

/** What there is to see after so many lines of a step. */
export function drawnAfter(told: Told, lines: number): Drawn {
  const reached = told.lines.slice(0, lines);
  const quantities = reached.flatMap(({ quantity }) => quantity ?? []);
  const vectors = quantities.filter((each): each is CarriedVector => each.kind === "vector");
  const areas = quantities.filter((each): each is CarriedArea => each.kind === "area");
  const hasStepped = reached.some(({ line }) => line.target === "theta") && isLastOfTheta(reached, told);
  const [leading] = vectors;
  const arrows = [
    ...(leading ? [] : [downhill(told)]),
    ...vectors.flatMap((vector) => (vector === leading ? headToTail(vector) : [sumOf(vector)])),
    ...(hasStepped ? [stepOf(told)] : []),
  ];
  return { arrows, areas, hasStepped };
}

function isLastOfTheta(reached: readonly ToldRuleLine[], told: Told): boolean {
  const count = (lines: readonly ToldRuleLine[]) => lines.filter(({ line }) => line.target === "theta").length;
  return count(reached) === count(told.lines);
}

const HERE: Point = { x: 0, y: 0 };

function downhill({ gradient }: Told): Arrow {
  const move = { x: -gradient.x, y: -gradient.y };
  return { kind: "gradient", name: "−g", says: "downhill, against the gradient", tail: HERE, move, group: "gradient" };
}

/** What this gradient adds, what was carried to it, and their sum, which is what is carried on. */
function headToTail(vector: CarriedVector): readonly Arrow[] {
  const { added, downhill: sum } = vector;
  const carried = { x: sum.x - added.x, y: sum.y - added.y };
  const name = nameOf(vector);
  const group = vector.name;
  return [
    { kind: "gradient", name: "−g", says: `what it adds to ${name}`, tail: HERE, move: added, group },
    { kind: "carried", name: "carried", says: `left of the ${name} before`, tail: added, move: carried, group },
    sumOf(vector),
  ];
}

function sumOf(vector: CarriedVector): Arrow {
  const name = nameOf(vector);
  return { kind: "vector", name, says: "both together", tail: HERE, move: vector.downhill, group: vector.name };
}

function nameOf({ name, isNegated }: CarriedVector): string {
  return isNegated ? `−${name}` : name;
}

function stepOf({ here, there }: Told): Arrow {
  const move = { x: there.x - here.x, y: there.y - here.y };
  return { kind: "step", name: "step", says: "true to scale", tail: HERE, move, group: TRUE_TO_SCALE };
}
