/** The map as SVG: ground, basins, landmarks, paths as they stand at a step, names, and what the told step is made of. */

import { lastStep, type Run, xAt, yAt } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import { type Box, placeLabels } from "../views/labels";
import { flat } from "../views/map/flat";
import { HEAD_RADIUS, type Head, headOf, isOn } from "../views/map/heads";
import { around, GLYPHS, glyphSvg, PALE, SHADOW } from "../views/map/marks";
import { isFar, nearestOn } from "../views/map/names";
import { type Polyline, polylineOf } from "../views/map/polyline";
import { type Projection, projectionOf } from "../views/map/projection";
import { stationaryIn } from "../views/map/stationary";
import { FAINT, LINE_WIDTH } from "../views/map/strokes";
import { drawTerrain } from "../views/map/terrain-canvas";
import { DOT_RADIUS, isDotted } from "../views/map/trails";
import { STAR_RADIUS, START_RADIUS } from "../views/map/trajectories";
import type { Outlook } from "../views/outlook";
import type { Sheet } from "../views/sheet";
import { type Scene, type Vectors, vectorsOn } from "../views/vectors/vectors";
import { MAP, type Shot } from "./figure";
import { picture, text } from "./svg";

/** Pixels of what is a picture for one of the figure. */
const RATIO = 2;

const NAME_SIZE = 13;

/** About as wide as a letter of a name is, in whatever type the reader's system has. */
const LETTER_WIDTH = 7.8;

const CASING = "#0b0f14";
const CASED = `stroke="${CASING}" stroke-opacity="0.72" stroke-width="4.75"`;

/** @param withPaths Whether the runs are on it, and what else there is to see of a step. */
export function mapOf(shot: Shot, withPaths: boolean): readonly string[] {
  const { sheet, experiment, runs, step, domain } = shot;
  const projection = projectionOf(domain, MAP, MAP);
  return [
    picture(groundOf(shot), MAP, MAP),
    basinsOverIt(sheet),
    ...landmarks(experiment, projection),
    ...(withPaths ? [...(step < lastStep(runs) ? pathsOf(runs, projection) : []), ...walkedOf(shot, projection)] : []),
    startMark(experiment, projection),
    ...(withPaths ? standing(runs, step, projection, shot) : []),
  ];
}

function groundOf({ experiment, domain, catalogue }: Shot): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = MAP * RATIO;
  drawTerrain(canvas, experiment.landscape, domain, catalogue, RATIO);
  return canvas;
}

/** Basins are on the picture where they are on the map; those of what was shown before are not. */
function basinsOverIt(sheet: Sheet): string {
  const shown = basinsOn(sheet);
  if (!shown) return "";
  const { opacity } = getComputedStyle(shown);
  return picture(shown, MAP, MAP, `opacity="${opacity}" image-rendering="pixelated"`);
}

export function basinsOn(sheet: Sheet): HTMLCanvasElement | undefined {
  return sheet.find(".basin-map:not([hidden], .is-stale)", HTMLCanvasElement);
}

/** Faintly where the paths will go, and over it what has been walked of them. */
function pathsOf(runs: readonly Run[], projection: Projection): readonly string[] {
  const strokes = runs.map((run) => strokesOf(run, polylineOf(run, projection), Number.POSITIVE_INFINITY));
  return [`<g opacity="${FAINT}">`, ...strokes.map(({ casing }) => casing), ...strokes.map(({ line }) => line), "</g>"];
}

function walkedOf({ runs, step }: Shot, projection: Projection): readonly string[] {
  const walks = runs.map((run) => ({ run, line: polylineOf(run, projection) }));
  const strokes = walks.map(({ run, line }) => strokesOf(run, line, step));
  const dots = walks.flatMap(({ run, line }) => (isDotted(run, line) ? dotsOf(run, step, projection) : []));
  return [...strokes.map(({ casing }) => casing), ...strokes.map(({ line }) => line), ...dots];
}

/** A dot for each step on the way that can be told from the others, where it lies on the map. */
function dotsOf(run: Run, until: number, projection: Projection): readonly string[] {
  const count = Math.max(0, Math.min(until, run.ending.steps) - 1);
  return Array.from({ length: count }, (_, index) => {
    const [left, top] = [projection.toLeft(xAt(run, index + 1)), projection.toTop(yAt(run, index + 1))];
    if (!isOn(projection, left, top)) return "";
    const place = `cx="${left.toFixed(2)}" cy="${top.toFixed(2)}"`;
    return `<circle ${place} r="${DOT_RADIUS}" fill="${run.optimizer.colour.on_dark}" stroke="${CASING}"/>`;
  });
}

function strokesOf(
  { optimizer }: Run,
  line: Polyline,
  until: number,
): { readonly casing: string; readonly line: string } {
  const path = `<path d="${dataOf(line, until)}" fill="none" stroke-linejoin="round"`;
  const { colour, dash } = optimizer;
  return {
    casing: `${path} ${CASED} stroke-linecap="round"/>`,
    line: `${path} stroke="${colour.on_dark}" stroke-width="${LINE_WIDTH}" stroke-dasharray="${dash.join(" ") || "none"}"/>`,
  };
}

function dataOf(line: Polyline, until: number): string {
  let data = "";
  for (let index = 0; index < line.length && (line.step[index] ?? 0) <= until; index++) {
    const [left = 0, top = 0] = [line.left[index], line.top[index]];
    data += `${line.lifted[index] === 1 ? "M" : "L"}${left.toFixed(2)} ${top.toFixed(2)}`;
  }
  return data;
}

/** Where the runs stand, over their names and what the told step is made of; none of it covers a name. */
function standing(runs: readonly Run[], step: number, projection: Projection, shot: Shot): readonly string[] {
  const { sheet, vectors, experiment } = shot;
  const heads = runs.map((run) => headOf(run, step, projection));
  const over = vectorsIn(sheet);
  let names: readonly Box[] = [];
  const outlook = flat(projection, RATIO, () => names);
  names = placesOfNames(runs, heads, [...over.roomOf(vectors, outlook), ...marksOf(experiment, projection)]);
  return [
    ...heads.map((head, index) => headMark(head, runs[index]?.optimizer.colour.on_dark ?? CASING)),
    over.picture(vectors, outlook),
    ...names.map((box, index) => leader(box, heads[index], runs[index])),
    ...names.map(({ left, top, height }, index) => {
      const { title = "", colour } = runs[index]?.optimizer ?? {};
      const look = `font-size="${NAME_SIZE}" font-weight="600" fill="${colour?.on_dark}" stroke="${CASING}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`;
      return text(left, top + height - 4, title, look);
    }),
  ];
}

/** A hairline from a head to a name that found no room beside it. */
function leader(box: Box, head: Head | undefined, run: Run | undefined): string {
  const near = head && nearestOn(box, head);
  if (!head || !near || !run || !isFar(near, head)) return "";
  const line = `<line class="leader" x1="${head.left}" y1="${head.top}" x2="${near.left}" y2="${near.top}"`;
  return `${line} stroke="${CASING}" stroke-width="3"/>${line} stroke="${run.optimizer.colour.on_dark}"/>`;
}

interface VectorPicture {
  roomOf: Vectors["roomOf"];
  /** What the told step is made of, and where runs oscillate, drawn as in the view that is seen; nothing where neither is. */
  picture(scene: Scene, outlook: Outlook): string;
}

export function vectorsIn(sheet: Sheet): VectorPicture {
  const canvas = document.createElement("canvas");
  // A canvas that is not on the page has no font of its own.
  canvas.hidden = true;
  sheet.part(".plot", HTMLElement).append(canvas);
  const vectors = vectorsOn(canvas);
  canvas.remove();
  return {
    roomOf: vectors.roomOf,
    picture(scene, outlook) {
      if (!scene.drawn && scene.axes.length === 0) return "";
      vectors.draw(scene, outlook);
      return picture(canvas, MAP, MAP);
    },
  };
}

/** A disc where a run stands; an arrow at the edge where it has left the map. */
function headMark({ left, top, gone, towards }: Head, colour: string): string {
  const place = `transform="translate(${left} ${top}) rotate(${gone ? (towards * 180) / Math.PI : 0})"`;
  if (gone) return `<g ${place}>${glyphSvg(GLYPHS.left, colour, SHADOW)}</g>`;
  return `<g ${place}><circle r="5.5" fill="${colour}" stroke="${CASING}" stroke-width="2"/><circle r="2" fill="#fff"/></g>`;
}

function placesOfNames(runs: readonly Run[], heads: readonly Head[], free: readonly Readonly<Box>[]): readonly Box[] {
  const anchors = heads.map(({ left, top }, index) => {
    const letters = runs[index]?.optimizer.title.length ?? 0;
    return { left, top, width: letters * LETTER_WIDTH, height: NAME_SIZE + 2 };
  });
  const taken = heads.map(({ left, top }) => around(left, top, HEAD_RADIUS + 1));
  return placeLabels(anchors, [...taken, ...free], { left: 4, top: 4, width: MAP - 8, height: MAP - 8 });
}

/** What names must not cover besides: the start, and minimizers. */
function marksOf({ start, landscape }: Experiment, { toLeft, toTop }: Projection): readonly Box[] {
  const stars = landscape.minimizers.map(([x, y]) => around(toLeft(x), toTop(y), STAR_RADIUS));
  return [around(toLeft(start.x), toTop(start.y), START_RADIUS), ...stars];
}

function startMark({ start }: Experiment, { toLeft, toTop }: Projection): string {
  const place = `transform="translate(${toLeft(start.x)} ${toTop(start.y)})"`;
  return `<g ${place}>${glyphSvg(GLYPHS.start, PALE, SHADOW)}</g>`;
}

function landmarks({ landscape }: Experiment, { domain, toLeft, toTop }: Projection): readonly string[] {
  return stationaryIn(landscape, domain).map(({ x, y, kind, size, strength }) => {
    const place = `transform="translate(${toLeft(x)} ${toTop(y)}) scale(${size})"`;
    return `<g ${place} opacity="${strength}">${glyphSvg(GLYPHS[kind], PALE, SHADOW)}</g>`;
  });
}
