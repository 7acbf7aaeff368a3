/** What is seen, with its scale, its keys and its protocol line, as one SVG: paths of the map stay sharp at any size. */

import type { Catalogue } from "../engine/catalogue";
import { lastStep, type Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import type { Domain } from "../state/frame";
import { DIGITS } from "../views/map/axes";
import { type Projection, projectionOf } from "../views/map/projection";
import { counted, readable } from "../views/numbers";
import { wholeProtocol } from "../views/protocol";
import type { Sheet } from "../views/sheet";
import type { Filmed } from "../views/surface/surface";
import { linearTicks } from "../views/ticks";
import type { Scene } from "../views/vectors/vectors";
import { INK, INK_SOFT, NEAT_LINE, PAPER, PAPER_SUNK } from "./ink";
import { axesKey, basinsKey, type Key, marksKey, runsKey, stepKey } from "./key";
import { mapOf, vectorsIn } from "./map";
import { scaleOf } from "./scale";
import { escaped, picture, shortened, text, wrapped } from "./svg";

/** Where the first view lies on the figure, how wide and high each is, and how far the second lies from it. */
export const MAP = 640;
export const LEFT = 56;
export const TOP = 64;
const APART = 16;
const BESIDE = 84;
const LINE = 16;

/** Letters of the protocol line that fit below one view. */
const LETTERS = 108;

/** The same of the formula under the title, which is set larger. */
const FORMULA_LETTERS = 90;

const FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif";

export interface Figure {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** What a picture is taken of. */
export interface Shot {
  readonly sheet: Sheet;
  readonly experiment: Experiment;
  readonly runs: readonly Run[];
  readonly step: number;
  /** What is seen of the landscape. */
  readonly domain: Domain;
  /** Whether the map is seen. */
  readonly isMap: boolean;
  /** The landscape as a block, where that is seen. */
  readonly surface: Filmed | undefined;
  /** What the told step is made of, and where runs oscillate. */
  readonly vectors: Scene;
  readonly catalogue: Catalogue;
}

/** @param isMoment Whether it shows a step: where the runs stand then, and what is told of it. */
export function figureOf(shot: Shot, isMoment = true): Figure {
  const { experiment, runs, step, isMap, surface, catalogue } = shot;
  const { title, formula } = experiment.landscape;
  const right = (surface ? surfaceLeft(shot) : LEFT) + MAP;
  const width = right + BESIDE;
  const wider = right / (LEFT + MAP);
  const lines = wrapped(`Protocol: ${wholeProtocol(experiment, runs, catalogue)}`, Math.floor(LETTERS * wider));
  const keys = [
    runsKey(runs, catalogue),
    marksKey(shot, isMoment),
    ...(isMap ? [basinsKey(shot)] : []),
    ...(isMoment ? [stepKey(shot), axesKey(shot)] : []),
  ];
  const keysTop = TOP + MAP + 52;
  const protocolTop = keysTop + keys.reduce((sum, { height }) => sum + height, 0) + 2;
  const height = protocolTop + lines.length * LINE + 12;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(FONT)}">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(formula)}</desc>`,
    `<rect width="${width}" height="${height}" fill="${PAPER}"/>`,
    text(LEFT, 30, title, `font-size="22" font-weight="600" fill="${INK}"`),
    text(LEFT, 50, shortened(formula, Math.floor(FORMULA_LETTERS * wider)), `font-size="13" fill="${INK_SOFT}"`),
    ...(isMoment ? [text(right, 30, stepWords(step, runs), `${SMALL} text-anchor="end"`)] : []),
    ...(isMap ? [...framed(LEFT, mapOf(shot, isMoment)), ...ticksOf(projectionOf(shot.domain, MAP, MAP))] : []),
    ...(surface ? framed(surfaceLeft(shot), blockOf(surface, shot, isMoment)) : []),
    ...scaleOf(shot, right + 20, TOP, MAP),
    ...below(keys, keysTop),
    ...lines.map((line, index) => text(LEFT, protocolTop + index * LINE, line, `font-size="11" fill="${INK_SOFT}"`)),
    "</svg>",
  ];
  return { svg: parts.join("\n"), width, height };
}

/** Where the surface lies: beside the map, where that is seen too. */
export function surfaceLeft({ isMap }: Pick<Shot, "isMap">): number {
  return isMap ? LEFT + MAP + APART : LEFT;
}

function framed(left: number, view: readonly string[]): readonly string[] {
  return [
    `<svg x="${left}" y="${TOP}" width="${MAP}" height="${MAP}" viewBox="0 0 ${MAP} ${MAP}">`,
    ...view,
    "</svg>",
    `<rect x="${left}" y="${TOP}" width="${MAP}" height="${MAP}" fill="none" stroke="${NEAT_LINE}"/>`,
  ];
}

const SMALL = `font-size="13" fill="${INK_SOFT}"`;

/** "step 12 of 120" */
export function stepWords(step: number, runs: readonly Run[]): string {
  return `step ${counted(step)} of ${counted(lastStep(runs))}`;
}

/** The block stands on the paper of the picture, as the names of its axes are in the ink of the picture. */
function blockOf(surface: Filmed, { sheet, step, vectors }: Shot, isMoment: boolean): readonly string[] {
  const paper = `<rect width="${MAP}" height="${MAP}" fill="${PAPER_SUNK}"/>`;
  if (!isMoment) return [paper];
  return [paper, picture(surface.at(step, INK_SOFT), MAP, MAP), vectorsIn(sheet).picture(vectors, surface.outlook)];
}

function below(keys: readonly Key[], top: number): readonly string[] {
  let next = top;
  return keys.flatMap(({ height, drawn }) => {
    const at = next;
    next += height;
    return drawn(LEFT, at);
  });
}

function ticksOf({ domain, toLeft, toTop }: Projection): readonly string[] {
  const look = `font-size="12" fill="${INK_SOFT}"`;
  const { x, y } = domain;
  return [
    ...linearTicks(x[0], x[1], 8).map((value) =>
      text(LEFT + toLeft(value), TOP + MAP + 18, readable(value, DIGITS), `${look} text-anchor="middle"`),
    ),
    ...linearTicks(y[0], y[1], 8).map((value) =>
      text(LEFT - 8, TOP + toTop(value) + 4, readable(value, DIGITS), `${look} text-anchor="end"`),
    ),
    text(LEFT + MAP / 2, TOP + MAP + 32, "x", `${look} font-style="italic" text-anchor="middle"`),
    text(LEFT - 8, TOP - 12, "y", `${look} font-style="italic" text-anchor="end"`),
  ];
}
