/** The quantities of a step as they are drawn: one colour, one dash and one name for each, in every view and in the legend. */

import type { AreaQuantity, Quantity, Told, VectorQuantity } from "../engine/explanation";
import type { Point } from "../state/experiment";
import type { Domain } from "../state/frame";
import { readable } from "./numbers";

export interface Style {
  /** On the landscape, which is dark in both themes. */
  readonly colour: string;
  readonly dash: readonly number[];
  readonly width: number;
}

const GRADIENT: Style = { colour: "#8fd3ff", dash: [2, 3], width: 2.5 };
const ADDED: Style = { colour: "#7fe8d8", dash: [5, 3], width: 2.5 };
const CARRIED: Style = { colour: "#ffb3d9", dash: [8, 4], width: 2.5 };
export const STEP: Style = { colour: "#ffffff", dash: [], width: 3.5 };

/** Of the vectors that a rule makes, and of its sizes, in the order of its lines; hardly a rule makes more. */
const VECTORS: readonly Style[] = [
  { colour: "#ff8fc7", dash: [], width: 2.5 },
  { colour: "#ffb86b", dash: [12, 3], width: 2.5 },
  { colour: "#c9a6ff", dash: [7, 2, 2, 2], width: 2.5 },
];
const AREAS: readonly Style[] = [
  { colour: "#c8f08f", dash: [1, 4], width: 2 },
  { colour: "#ffe27a", dash: [6, 5], width: 2 },
];

/** Length at which vectors of other units than the landscape's are drawn, as a share of the view's width. */
const VISIBLE = 0.2;

/** The same of what is not kept, so that it is not mistaken for what it is made of where both go one way. */
const VISIBLE_ONCE = 0.15;

/** Half-axis of an area, likewise. */
const VISIBLE_AREA = 0.11;

/** What is drawn to one scale, so that its parts can be compared. */
export interface Group {
  /** How long the longest of it is drawn, as a share of the view's width; nothing where all is as long as it is. */
  readonly visible: number | undefined;
  /** How long that is without any scale. */
  longest: number;
  /** By how much it is enlarged. */
  scale: number;
}

/** An arrow from a point, in the landscape's own units. What it says of a step is that of the step now told. */
export interface Arrow {
  readonly style: Style;
  readonly name: string;
  readonly says: string;
  /** Where it begins, as seen from the point, in the units of its group. */
  readonly tail: Point;
  readonly move: Point;
  readonly group: Group;
}

export interface Area {
  readonly style: Style;
  readonly name: string;
  readonly halfAxes: Point;
  readonly group: Group;
}

export interface Drawn {
  readonly told: Told;
  readonly arrows: readonly Arrow[];
  readonly areas: readonly Area[];
  readonly groups: readonly Group[];
  /** Whether the line that moves the point has been reached. */
  readonly hasStepped: boolean;
}

/** What there is to see after so many lines of a step; the same as long as only the numbers are others. */
export function drawings(): (told: Told, lines: number) => Drawn {
  let kept: Drawn | undefined;
  let after = 0;
  let plain = 0;
  return (told, lines) => {
    if (kept?.told !== told || after !== lines || plain !== gradientsIn(told)) kept = drawnAfter(told, lines);
    after = lines;
    plain = gradientsIn(told);
    return kept;
  };
}

function drawnAfter(told: Told, lines: number): Drawn {
  const reached = told.lines.slice(0, lines);
  const quantities = lastOfEach(reached.flatMap(({ quantity }) => quantity ?? []));
  const groups = new Map<string, Group>();
  function groupOf(name: string, visible = VISIBLE): Group {
    const group = groups.get(name) ?? { visible, longest: 0, scale: 1 };
    groups.set(name, group);
    return group;
  }
  const all = quantities.filter((each) => each.kind === "vector");
  // What is not kept lies below what it was made of, which it may cover.
  const vectors = [...all.filter(({ isCarried }) => !isCarried), ...all.filter(({ isCarried }) => isCarried)];
  const areas = quantities.filter((each) => each.kind === "area");
  // What is carried is put together for the vector that was told last.
  const whole = vectors.findLast(({ isCarried }) => isCarried);
  const hasStepped = countOfSteps(reached) > 0 && countOfSteps(reached) === countOfSteps(told.lines);
  const arrows = [
    // What this gradient adds is often the gradient itself, and then it is drawn once.
    ...(whole && isGradient(whole) ? [] : [downhill(told, groupOf("g"))]),
    ...vectors.flatMap((vector) => {
      const style = styleOf(VECTORS, vector, told);
      const group = groupOf(
        vector.alongside,
        vector.alongside === vector.name && !vector.isCarried ? VISIBLE_ONCE : VISIBLE,
      );
      return vector === whole ? headToTail(vector, style, group) : [sumOf(vector, style, group)];
    }),
    ...(hasStepped ? [stepOf(told)] : []),
  ];
  return {
    told,
    arrows,
    areas: areas.map((area) => areaOf(area, styleOf(AREAS, area, told), groupOf(area.alongside, VISIBLE_AREA))),
    groups: [...groups.values()],
    hasStepped,
  };
}

/** Which of the vectors of a step have the gradient itself added to them, as the digits of a number. */
function gradientsIn({ lines }: Told): number {
  let digits = 0;
  for (let index = 0; index < lines.length; index++) {
    const quantity = lines[index]?.quantity;
    digits = 2 * digits + (quantity?.kind === "vector" && isGradient(quantity) ? 1 : 0);
  }
  return digits;
}

/** A name that is assigned twice is drawn as it was assigned last. */
function lastOfEach(quantities: readonly Quantity[]): readonly Quantity[] {
  return quantities.filter(({ name }, index) => quantities.findLastIndex((each) => each.name === name) === index);
}

function countOfSteps(lines: Told["lines"]): number {
  return lines.filter(({ line }) => line.target === "theta").length;
}

/** A quantity keeps its style, whatever has been reached of the others. */
function styleOf(styles: readonly Style[], { kind, name }: Quantity, { lines }: Told): Style {
  const names = lines.flatMap(({ quantity }) => (quantity?.kind === kind ? quantity.name : []));
  return styles[[...new Set(names)].indexOf(name) % styles.length] ?? STEP;
}

const HERE: Point = { x: 0, y: 0 };
const AS_IT_IS: Group = { visible: undefined, longest: Number.NaN, scale: 1 };

/** Whether what a gradient adds to a vector is that gradient. */
function isGradient({ share }: VectorQuantity): boolean {
  return share === 1;
}

function downhill({ downhill }: Told, group: Group): Arrow {
  return { style: GRADIENT, name: "−g", says: "downhill", tail: HERE, move: downhill, group };
}

/** What this gradient adds, what was carried to it, and their sum, which is what is carried on. */
function headToTail(vector: VectorQuantity, style: Style, group: Group): readonly Arrow[] {
  const { added, carried } = vector;
  const whole = nameOf(vector);
  return [
    {
      style: isGradient(vector) ? GRADIENT : ADDED,
      get name() {
        return nameOfAdded(vector);
      },
      says: `added to ${whole}`,
      tail: HERE,
      move: added,
      group,
    },
    { style: CARRIED, name: "carried", says: `left of the ${whole} before`, tail: added, move: carried, group },
    { ...sumOf(vector, style, group), says: "both together" },
  ];
}

/** What a gradient adds is called by how much of it that is. */
function nameOfAdded(vector: VectorQuantity): string {
  if (isGradient(vector)) return "−g";
  if (!Number.isFinite(vector.share)) return "added";
  return `${readable(-vector.share, 3)}\u202f·\u202fg`;
}

function sumOf(vector: VectorQuantity, style: Style, group: Group): Arrow {
  const says = vector.isCarried ? "carried on" : "not kept";
  return { style, name: nameOf(vector), says, tail: HERE, move: vector.downhill, group };
}

function nameOf({ name, isNegated }: VectorQuantity): string {
  return isNegated ? `−${name}` : name;
}

function stepOf({ move }: Told): Arrow {
  return { style: STEP, name: "step", says: "true to scale", tail: HERE, move, group: AS_IT_IS };
}

function areaOf({ name, isSquare, halfAxes }: AreaQuantity, style: Style, group: Group): Area {
  return { style, name: isSquare ? `√${name}` : name, halfAxes, group };
}

/** Chooses the scale of each group: so that the longest of it can be seen where so much of the landscape is seen. */
export function scale({ arrows, areas, groups }: Drawn, domain: Domain): void {
  for (const group of groups) group.longest = 0;
  for (const { group, move } of arrows) group.longest = Math.max(group.longest, lengthIn(move, domain));
  for (const { group, halfAxes } of areas) group.longest = Math.max(group.longest, widthIn(halfAxes, domain));
  for (const group of groups) if (group.visible) group.scale = group.visible / group.longest;
}

/** The length of a vector as a share of what is seen of the landscape. */
export function lengthIn({ x, y }: Point, domain: Domain): number {
  return Math.hypot(x / (domain.x[1] - domain.x[0]), y / (domain.y[1] - domain.y[0]));
}

/** The longer half-axis of an area, likewise. */
function widthIn({ x, y }: Point, domain: Domain): number {
  return Math.max(x / (domain.x[1] - domain.x[0]), y / (domain.y[1] - domain.y[0]));
}
