/** Marks on a map, each drawn in one way everywhere: a ring at the start, a star at a minimizer, a cross at a saddle, discs. */

import type { Box } from "../labels";

/** The dark that parts a bright line from any ground, and how much of the ground it lets through. */
export const SHADOW = "#060c14";
export const SHADOW_STRENGTH = 0.72;

/** The same as one colour, for what is drawn by itself. */
export const CASING = `${SHADOW}${Math.round(255 * SHADOW_STRENGTH).toString(16)}`;

export const PALE = "#fff";

type Corners = readonly (readonly [left: number, top: number])[];

/** A mark that is drawn about the place it stands at, in pixels of the sheet. */
export interface Glyph {
  /** Its outline as SVG writes it. */
  readonly path: string;
  /** How wide its line is; it is filled where it is none of lines. */
  readonly line?: number;
  /** How wide a line in the dark lies below it. */
  readonly casing: number;
}

const RING_RADIUS = 6.5;
const STAR_RADIUS = 8;
const SADDLE_RADIUS = 5;

const STAR: Corners = Array.from({ length: 10 }, (_, corner) => {
  const radius = corner % 2 === 0 ? STAR_RADIUS : STAR_RADIUS * 0.42;
  const angle = (corner / 10) * 2 * Math.PI - Math.PI / 2;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
});

/** A run that has left goes on from here: an arrow whose tip is the point it stands at. */
export const ARROW: Corners = [
  [0, 0],
  [-13, -7.5],
  [-9.5, 0],
  [-13, 7.5],
];

export const GLYPHS = {
  start: { path: ringOf(RING_RADIUS), line: 3, casing: 6.5 },
  minimizer: { path: pathOf(STAR), casing: 3 },
  saddle: { path: crossOf(SADDLE_RADIUS), line: 2, casing: 5 },
  left: { path: pathOf(ARROW), casing: 2.5 },
} as const satisfies Readonly<Record<string, Glyph>>;

/** Read once: a view may have hundreds of one glyph, on every frame in which it is turned. */
const outlines = new Map<Glyph, Path2D>();

function outlineOf(glyph: Glyph): Path2D {
  const outline = outlines.get(glyph) ?? new Path2D(glyph.path);
  outlines.set(glyph, outline);
  return outline;
}

/** @param size How large it is beside one that stands alone. */
export function drawGlyph(pen: CanvasRenderingContext2D, glyph: Glyph, left: number, top: number, size = 1): void {
  const { line, casing } = glyph;
  const outline = outlineOf(glyph);
  pen.save();
  pen.translate(left, top);
  pen.scale(size, size);
  pen.lineJoin = pen.lineCap = "round";
  pen.strokeStyle = CASING;
  pen.lineWidth = casing;
  pen.stroke(outline);
  pen.strokeStyle = pen.fillStyle = PALE;
  if (line === undefined) pen.fill(outline);
  else {
    pen.lineWidth = line;
    pen.stroke(outline);
  }
  pen.restore();
}

/**
 * The same as SVG.
 *
 * @param casing The dark below it; none, where it lies on paper.
 */
export function glyphSvg(glyph: Glyph, colour: string, casing = ""): string {
  const shape = `<path d="${glyph.path}" stroke-linejoin="round" stroke-linecap="round"`;
  const look =
    glyph.line === undefined ? `fill="${colour}"` : `fill="none" stroke="${colour}" stroke-width="${glyph.line}"`;
  const below = `fill="none" stroke="${casing}" stroke-opacity="${SHADOW_STRENGTH}" stroke-width="${glyph.casing}"`;
  return `${casing && `${shape} ${below}/>`}${shape} ${look}/>`;
}

function pathOf(corners: Corners): string {
  return `M${corners.map(([left, top]) => `${rounded(left)} ${rounded(top)}`).join("L")}z`;
}

function ringOf(radius: number): string {
  const half = `a${radius} ${radius} 0 0 1`;
  return `M${-radius} 0${half} ${2 * radius} 0${half} ${-2 * radius} 0z`;
}

function crossOf(radius: number): string {
  return `M${-radius} ${-radius} ${radius} ${radius}M${radius} ${-radius} ${-radius} ${radius}`;
}

/** As exactly as anybody sees. */
function rounded(length: number): number {
  return Math.round(100 * length) / 100;
}

export function disc(pen: CanvasRenderingContext2D, left: number, top: number, radius: number): void {
  pen.beginPath();
  pen.arc(left, top, radius, 0, 2 * Math.PI);
}

export function polygon(pen: CanvasRenderingContext2D, corners: Corners, left = 0, top = 0, size = 1): void {
  pen.beginPath();
  for (const corner of corners) pen.lineTo(left + size * corner[0], top + size * corner[1]);
  pen.closePath();
}

/** The room that a mark takes up. */
export function around(left: number, top: number, radius: number): Box {
  return { left: left - radius, top: top - radius, width: 2 * radius, height: 2 * radius };
}
