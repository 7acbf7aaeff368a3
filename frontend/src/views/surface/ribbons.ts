/** The paths on the surface: each a ribbon of constant width on screen, dashed like its swatch, over a dark casing. */

import type { Landscape, Optimizer } from "../../engine/catalogue";
import { rgbOf } from "../map/contours";
import type { Walk } from "../map/polyline";
import type { Projection } from "../map/projection";
import { CASING_WIDTH, FAINT, LINE_WIDTH } from "../map/strokes";
import { SEEN_GLSL } from "./camera";
import { programWith } from "./program";
import type { Relief } from "./relief";
import type { Sight } from "./sight";

/** Floats a point, two texels: place, how far along the path; the step it belongs to, 1 where the pen is lifted before it. */
const FLOATS = 8;

/** Points in a row of the texture that hands them to the card. */
const ROW = 512;

/** A long step follows the ground in pieces of at most this share of the block's side. */
const PIECES = 96;

/** Most dashes and gaps of a pattern. */
const DASHES = 8;

/** What lies behind the ground shows through this strongly. */
const BEHIND = 0.32;

/**
 * Between each point and the next a rectangle, without a buffer of corners: the vertex's number says which of which stretch.
 *
 * One draw a path. An instance a stretch would spare the indices, but cards that are programs start anew for each instance.
 */
const VERTEX = `#version 300 es
uniform highp sampler2D points;
uniform int first;
uniform vec2 screen;
uniform float width;
uniform float reached;
out vec2 at;
out float along;
out float strength;
${SEEN_GLSL}

vec4 texel(int point, int half_of_it) {
  return texelFetch(points, ivec2(2 * (point % ${ROW}) + half_of_it, point / ${ROW}), 0);
}

void main() {
  int point = first + gl_VertexID / 4;
  vec4 from = texel(point, 0);
  vec4 to = texel(point + 1, 0);
  vec4 way = texel(point + 1, 1);
  vec4 one = seen(from.xyz);
  vec4 other = seen(to.xyz);
  bool ends = (gl_VertexID & 1) == 1;
  float side = (gl_VertexID & 2) == 2 ? 1.0 : -1.0;
  vec2 run = (other.xy / other.w - one.xy / one.w) * screen;
  vec2 ahead = length(run) > 0.0 ? normalize(run) : vec2(1.0, 0.0);
  // A little longer than the stretch, so that the ribbon does not tear where it bends.
  vec2 offset = vec2(-ahead.y, ahead.x) * side + ahead * (ends ? 0.6 : -0.6);
  vec4 place = ends ? other : one;
  // A little nearer than the ground, which is flat between the points of its grid.
  gl_Position = place + vec4(offset * width / screen * place.w, -0.012 * place.w, 0.0);
  at = ends ? to.xy : from.xy;
  along = ends ? to.w : from.w;
  strength = way.x <= reached ? 1.0 : ${FAINT};
  if (way.y > 0.5) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
in vec2 at;
in float along;
in float strength;
uniform vec4 ink;
uniform float dash[${DASHES}];
uniform int dashes;
out vec4 colour;

void main() {
  if (max(abs(at.x), abs(at.y)) > 1.0) discard;
  float length = 0.0;
  for (int i = 0; i < dashes; i++) length += dash[i];
  float place = dashes > 0 ? mod(along, length) : 0.0;
  bool stroke = true;
  for (int i = 0; i < dashes; i++) {
    if (place < dash[i]) break;
    place -= dash[i];
    stroke = !stroke;
  }
  if (!stroke) discard;
  colour = vec4(ink.rgb, 1.0) * ink.a * strength;
}`;

const UNIFORMS = ["first", "turn", "lens", "screen", "width", "reached", "ink", "dash", "dashes"] as const;

/** The two triangles of a stretch, by the numbers of its corners. */
const CORNERS = [0, 1, 2, 2, 1, 3] as const;

export interface Ribbons {
  /** Takes other paths, as they are drawn on a flat map, and lays them on the ground. */
  take(walks: readonly Walk[], flat: Projection, relief: Relief, landscape: Landscape): void;
  draw(sight: Sight, step: number): void;
}

type Stroke = "hidden" | "casing" | "colour";

interface Ribbon {
  /** Tells it from the others in the stencil; counted from 1. */
  readonly number: number;
  /** Its first point in the texture, and how many there are. */
  readonly first: number;
  readonly points: number;
  readonly dash: readonly number[];
  /** Its colour in the open, and behind the ground. */
  readonly colour: Rgba;
  readonly hidden: Rgba;
}

type Rgba = readonly [red: number, green: number, blue: number, strength: number];

const CASING: Rgba = [6 / 255, 12 / 255, 20 / 255, 0.72];

const SOLID: readonly number[] = [];

export function ribbonsIn(gl: WebGL2RenderingContext): Ribbons {
  const { program, at } = programWith(gl, VERTEX, FRAGMENT, UNIFORMS);
  const texture = gl.createTexture();
  const shape = gl.createVertexArray();
  const indices = gl.createBuffer();
  let points = new Float32Array(0);
  let ribbons: readonly Ribbon[] = [];
  let stretches = 0;

  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);

  /** Has triangles for ribbons of so many stretches. */
  function number(most: number): void {
    if (most <= stretches) return;
    stretches = 2 * most;
    gl.bindVertexArray(shape);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, indices);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, cornersOf(stretches), gl.STATIC_DRAW);
    gl.bindVertexArray(null);
  }

  function strokeAll(what: Stroke, width: number): void {
    gl.clear(gl.STENCIL_BUFFER_BIT);
    gl.depthFunc(what === "hidden" ? gl.GREATER : gl.LEQUAL);
    gl.uniform1f(at.width, width);
    for (const ribbon of ribbons) if (ribbon.points > 1) stroke(ribbon, what);
  }

  function stroke(ribbon: Ribbon, what: Stroke): void {
    const dash = what === "casing" ? SOLID : ribbon.dash;
    gl.uniform4fv(at.ink, what === "casing" ? CASING : ribbon[what]);
    if (dash.length > 0) gl.uniform1fv(at.dash, dash);
    gl.uniform1i(at.dashes, dash.length);
    // Where a ribbon covers itself it is painted once; see-through casing would show every bend.
    gl.stencilFunc(gl.NOTEQUAL, ribbon.number, 0xff);
    gl.uniform1i(at.first, ribbon.first);
    gl.drawElements(gl.TRIANGLES, CORNERS.length * (ribbon.points - 1), gl.UNSIGNED_INT, 0);
  }

  return {
    take(walks, flat, relief, landscape) {
      const rows = Math.max(1, Math.ceil(walks.reduce((sum, walk) => sum + pointsOf(walk, flat), 0) / ROW));
      if (points.length < rows * ROW * FLOATS) points = new Float32Array(rows * ROW * FLOATS);
      let used = 0;
      ribbons = walks.map((walk, index) => {
        const first = used;
        used = layOut(walk, flat, relief, landscape, points, used);
        return { number: index + 1, first, points: used - first, ...inksOf(walk.run.optimizer) };
      });
      number(Math.max(0, ...ribbons.map((ribbon) => ribbon.points)));
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, 2 * ROW, rows, 0, gl.RGBA, gl.FLOAT, points);
    },
    draw({ turn, lens, ratio }, step) {
      gl.useProgram(program);
      gl.bindVertexArray(shape);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.uniform4fv(at.turn, turn);
      gl.uniform2fv(at.lens, lens);
      gl.uniform2f(at.screen, gl.drawingBufferWidth, gl.drawingBufferHeight);
      gl.uniform1f(at.reached, step);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      gl.enable(gl.STENCIL_TEST);
      gl.stencilOp(gl.KEEP, gl.KEEP, gl.REPLACE);
      gl.depthMask(false);
      strokeAll("hidden", LINE_WIDTH * ratio);
      strokeAll("casing", CASING_WIDTH * ratio);
      strokeAll("colour", LINE_WIDTH * ratio);
      gl.depthMask(true);
      gl.disable(gl.STENCIL_TEST);
      gl.disable(gl.BLEND);
    },
  };
}

function cornersOf(stretches: number): Uint32Array<ArrayBuffer> {
  const corners = new Uint32Array(CORNERS.length * stretches);
  for (let index = 0; index < corners.length; index++) {
    const stretch = Math.floor(index / CORNERS.length);
    corners[index] = 4 * stretch + (CORNERS[index % CORNERS.length] ?? 0);
  }
  return corners;
}

function inksOf({ colour, dash }: Optimizer): Pick<Ribbon, "dash" | "colour" | "hidden"> {
  const [red, green, blue] = rgbOf(colour.on_dark);
  const rgb = [red / 255, green / 255, blue / 255] as const;
  return { dash: dash.slice(0, DASHES), colour: [...rgb, 1], hidden: [...rgb, BEHIND] };
}

/** How many pieces a stretch of a flat path makes. */
function piecesBetween({ line }: Walk, index: number, { width }: Projection): number {
  if (line.lifted[index] === 1 || index === 0) return 1;
  const across = (line.left[index] ?? 0) - (line.left[index - 1] ?? 0);
  const down = (line.top[index] ?? 0) - (line.top[index - 1] ?? 0);
  return Math.max(1, Math.ceil((Math.hypot(across, down) / width) * PIECES));
}

function pointsOf(walk: Walk, flat: Projection): number {
  let points = 0;
  for (let index = 0; index < walk.line.length; index++) points += piecesBetween(walk, index, flat);
  return points;
}

/** Writes a path's points from a place in the array on; returns where they end. */
function layOut(
  walk: Walk,
  flat: Projection,
  relief: Relief,
  landscape: Landscape,
  points: Float32Array,
  first: number,
): number {
  const { line } = walk;
  const { x, y } = flat.domain;
  let next = first;
  let way = 0;
  let before = 0;

  function put(left: number, top: number, step: number, lifted: boolean): void {
    const east = left / flat.width;
    const north = 1 - top / flat.height;
    const rise = relief.heightOf(landscape.loss(x[0] + east * (x[1] - x[0]), y[0] + north * (y[1] - y[0])));
    const at = next * FLOATS;
    points[at] = 2 * east - 1;
    points[at + 1] = 2 * north - 1;
    points[at + 2] = rise;
    points[at + 3] = way;
    points[at + 4] = step;
    points[at + 5] = lifted || !Number.isFinite(rise + before) ? 1 : 0;
    before = rise;
    next += 1;
  }

  for (let index = 0; index < line.length; index++) {
    const left = line.left[index] ?? 0;
    const top = line.top[index] ?? 0;
    const step = line.step[index] ?? 0;
    if (line.lifted[index] === 1) {
      put(left, top, step, true);
      continue;
    }
    const across = left - (line.left[index - 1] ?? left);
    const down = top - (line.top[index - 1] ?? top);
    const pieces = piecesBetween(walk, index, flat);
    const length = Math.hypot(across, down) / pieces;
    for (let piece = 1; piece <= pieces; piece++) {
      const back = 1 - piece / pieces;
      way += length;
      put(left - back * across, top - back * down, step, false);
    }
  }
  return next;
}
