/** The map with its legend and its protocol line as one SVG: the same paths, sharp at any size. */

import type { Catalogue } from "../engine/catalogue";
import { lossAt, type Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import type { Domain } from "../state/frame";
import { placeLabels } from "../views/labels";
import { type Head, headOf } from "../views/map/heads";
import { type Polyline, polylineOf } from "../views/map/polyline";
import { type Projection, projectionOf } from "../views/map/projection";
import { stationaryIn } from "../views/map/stationary";
import { drawTerrain } from "../views/map/terrain-canvas";
import { readable } from "../views/numbers";
import { wholeProtocol } from "../views/protocol";
import { verdict } from "../views/sentences";
import type { Sheet } from "../views/sheet";
import { linearTicks } from "../views/ticks";

/** Where the map lies on the figure, and how wide and high it is. */
export const MAP = 640;
export const LEFT = 56;
export const TOP = 64;
const WIDTH = LEFT + MAP + 24;
const ROW = 22;
const LINE = 16;

/** Letters of the protocol line that fit into the width. */
const LETTERS = 108;

/** The same of the formula under the title, which is set larger. */
const FORMULA_LETTERS = 90;

const NAME_SIZE = 13;

/** About as wide as a letter of a name is, in whatever type the reader's system has. */
const LETTER_WIDTH = 7.8;

/** Pixels of the ground for one of the figure. */
const GROUND_RATIO = 2;

const INK = "#1c272d";
export const INK_SOFT = "#55636b";
const CASING = "#0b0f14";
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
  /** The landscape as a block, where that is what is seen. */
  readonly surface: HTMLCanvasElement | undefined;
  readonly catalogue: Catalogue;
}

/** @param withPaths Whether the runs are on the map, or only in the legend. */
export function figureOf(shot: Shot, withPaths = true): Figure {
  const { sheet, experiment, runs, surface, catalogue } = shot;
  const lines = wrapped(`Protocol: ${wholeProtocol(experiment, runs, catalogue)}`, LETTERS);
  const legendTop = TOP + MAP + 52;
  const protocolTop = legendTop + runs.length * ROW + 14;
  const height = protocolTop + lines.length * LINE + 12;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${escaped(FONT)}">`,
    `<title>${escaped(experiment.landscape.title)}</title>`,
    `<desc>${escaped(experiment.landscape.formula)}</desc>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fbfaf6"/>`,
    text(LEFT, 30, experiment.landscape.title, `font-size="22" font-weight="600" fill="${INK}"`),
    text(LEFT, 50, shortened(experiment.landscape.formula, FORMULA_LETTERS), `font-size="13" fill="${INK_SOFT}"`),
    `<svg x="${LEFT}" y="${TOP}" width="${MAP}" height="${MAP}" viewBox="0 0 ${MAP} ${MAP}">`,
    ...(surface ? blockOf(surface, sheet) : mapOf(shot, withPaths)),
    "</svg>",
    `<rect x="${LEFT}" y="${TOP}" width="${MAP}" height="${MAP}" fill="none" stroke="#33434b"/>`,
    ...(surface ? [] : ticksOf(projectionOf(shot.domain, MAP, MAP))),
    ...runs.map((run, index) => legendRow(run, legendTop + index * ROW, catalogue)),
    ...lines.map((line, index) => text(LEFT, protocolTop + index * LINE, line, `font-size="11" fill="${INK_SOFT}"`)),
    "</svg>",
  ];
  return { svg: parts.join("\n"), width: WIDTH, height };
}

function mapOf(shot: Shot, withPaths: boolean): readonly string[] {
  const { sheet, experiment, runs, step, domain } = shot;
  const projection = projectionOf(domain, MAP, MAP);
  return [
    `<image width="${MAP}" height="${MAP}" href="${groundOf(shot)}"/>`,
    basinsOverIt(sheet),
    ...landmarks(experiment, projection),
    ...(withPaths ? [...pathsOf(runs, projection, step), vectorsOverIt(sheet)] : []),
    startMark(experiment, projection),
  ];
}

/** The block stands on the paper of the page, as its names are in the ink of the page. */
function blockOf(surface: HTMLCanvasElement, sheet: Sheet): readonly string[] {
  const paper = getComputedStyle(sheet.part(".surface", HTMLElement)).backgroundColor;
  return [`<rect width="${MAP}" height="${MAP}" fill="${paper}"/>`, imageOf(surface)];
}

function imageOf(canvas: HTMLCanvasElement): string {
  return `<image width="${MAP}" height="${MAP}" preserveAspectRatio="none" href="${canvas.toDataURL("image/png")}"/>`;
}

/** What the told step is made of, and where runs oscillate, is on the picture where it is on the map. */
function vectorsOverIt(sheet: Sheet): string {
  const drawn = sheet.find(".vectors", HTMLCanvasElement);
  return drawn && drawn.width > 0 ? imageOf(drawn) : "";
}

function groundOf({ experiment, domain, catalogue }: Shot): string {
  const canvas = document.createElement("canvas");
  canvas.width = MAP * GROUND_RATIO;
  canvas.height = MAP * GROUND_RATIO;
  drawTerrain(canvas, experiment.landscape, domain, catalogue, GROUND_RATIO);
  return canvas.toDataURL("image/png");
}

/** Basins are on the picture where they are on the map. */
function basinsOverIt(sheet: Sheet): string {
  const shown = sheet.find(".basin-map:not([hidden])", HTMLCanvasElement);
  if (!shown) return "";
  const { opacity } = getComputedStyle(shown);
  return `<image width="${MAP}" height="${MAP}" opacity="${opacity}" image-rendering="pixelated" preserveAspectRatio="none" href="${shown.toDataURL("image/png")}"/>`;
}

function pathsOf(runs: readonly Run[], projection: Projection, step: number): readonly string[] {
  const drawn = runs.map((run) => ({ run, line: polylineOf(run, projection) }));
  const heads = runs.map((run) => headOf(run, step, projection));
  const casing = `fill="none" stroke="${CASING}" stroke-opacity="0.72" stroke-width="4.75" stroke-linejoin="round" stroke-linecap="round"`;
  return [
    ...drawn.map(({ line }) => `<path d="${dataOf(line, step)}" ${casing}/>`),
    ...drawn.map(
      ({ run: { optimizer }, line }) =>
        `<path d="${dataOf(line, step)}" fill="none" stroke="${optimizer.colour.on_dark}" stroke-width="2.25" stroke-linejoin="round" stroke-dasharray="${optimizer.dash.join(" ") || "none"}"/>`,
    ),
    ...heads.map((head, index) => headMark(head, runs[index]?.optimizer.colour.on_dark ?? CASING)),
    ...namesOf(runs, heads),
  ];
}

function dataOf(line: Polyline, until: number): string {
  let data = "";
  for (let index = 0; index < line.length && (line.step[index] ?? 0) <= until; index++) {
    const [left = 0, top = 0] = [line.left[index], line.top[index]];
    data += `${line.lifted[index] === 1 ? "M" : "L"}${left.toFixed(2)} ${top.toFixed(2)}`;
  }
  return data;
}

/** A disc where a run stands; an arrow at the edge where it has left the map. */
function headMark({ left, top, gone, towards }: Head, colour: string): string {
  const place = `transform="translate(${left} ${top}) rotate(${gone ? (towards * 180) / Math.PI : 0})"`;
  if (gone) return `<path ${place} d="M0 0-13-7.5-9.5 0-13 7.5z" fill="${colour}" stroke="${CASING}"/>`;
  return `<g ${place}><circle r="5.5" fill="${colour}" stroke="${CASING}" stroke-width="2"/><circle r="2" fill="#fff"/></g>`;
}

function namesOf(runs: readonly Run[], heads: readonly Head[]): readonly string[] {
  const anchors = heads.map(({ left, top }, index) => {
    const letters = runs[index]?.optimizer.title.length ?? 0;
    return { left, top, width: letters * LETTER_WIDTH, height: NAME_SIZE + 2 };
  });
  const taken = heads.map(({ left, top }) => ({ left: left - 7, top: top - 7, width: 14, height: 14 }));
  const boxes = placeLabels(anchors, taken, { left: 4, top: 4, width: MAP - 8, height: MAP - 8 });
  return boxes.map(({ left, top, height }, index) => {
    const { title = "", colour } = runs[index]?.optimizer ?? {};
    const look = `font-size="${NAME_SIZE}" font-weight="600" fill="${colour?.on_dark}" stroke="${CASING}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`;
    return text(left, top + height - 4, title, look);
  });
}

function startMark({ start }: Experiment, { toLeft, toTop }: Projection): string {
  return `<circle cx="${toLeft(start.x)}" cy="${toTop(start.y)}" r="6.5" fill="none" stroke="${CASING}" stroke-width="6"/><circle cx="${toLeft(start.x)}" cy="${toTop(start.y)}" r="6.5" fill="none" stroke="#fff" stroke-width="3"/>`;
}

function landmarks({ landscape }: Experiment, { domain, toLeft, toTop }: Projection): readonly string[] {
  const star = "m0-8 1.9 5.4h5.7l-4.6 3.4 1.7 5.6L0 3.2l-4.700 3.200 1.700-5.600-4.600-3.400h5.700z";
  return stationaryIn(landscape, domain).map(({ x, y, kind, size, strength }) => {
    const place = `translate(${toLeft(x)} ${toTop(y)}) scale(${size})`;
    const look =
      kind === "saddle"
        ? `d="M-5-5 5 5M5-5-5 5" fill="none" stroke="#fff" stroke-width="2"`
        : `d="${star}" fill="#fff"`;
    return `<path transform="${place}" ${look} opacity="${strength}"/>`;
  });
}

function ticksOf({ domain, toLeft, toTop }: Projection): readonly string[] {
  const look = `font-size="12" fill="${INK_SOFT}"`;
  const { x, y } = domain;
  return [
    ...linearTicks(x[0], x[1], 8).map((value) =>
      text(LEFT + toLeft(value), TOP + MAP + 18, readable(value), `${look} text-anchor="middle"`),
    ),
    ...linearTicks(y[0], y[1], 8).map((value) =>
      text(LEFT - 8, TOP + toTop(value) + 4, readable(value), `${look} text-anchor="end"`),
    ),
  ];
}

/** A stroke as on a light page, the name, and how it ended. */
function legendRow(run: Run, top: number, catalogue: Catalogue): string {
  const { optimizer, ending } = run;
  const loss = readable(lossAt(run, ending.steps));
  return [
    `<line x1="${LEFT}" x2="${LEFT + 36}" y1="${top - 4}" y2="${top - 4}" stroke="${optimizer.colour.on_light}" stroke-width="3" stroke-dasharray="${optimizer.dash.join(" ") || "none"}"/>`,
    text(LEFT + 46, top, optimizer.title, `font-size="13" font-weight="600" fill="${INK}"`),
    text(LEFT + 160, top, `${verdict(run, catalogue)}, loss ${loss}`, `font-size="13" fill="${INK_SOFT}"`),
  ].join("");
}

function text(left: number, top: number, words: string, look: string): string {
  return `<text x="${left}" y="${top}" ${look}>${escaped(words)}</text>`;
}

function shortened(words: string, letters: number): string {
  return words.length > letters ? `${words.slice(0, letters - 1)}…` : words;
}

function wrapped(words: string, letters: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words.split(" ")) {
    if (line && line.length + word.length >= letters) {
      lines.push(line);
      line = "";
    }
    line += line ? ` ${word}` : word;
  }
  return line ? [...lines, line] : lines;
}

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
