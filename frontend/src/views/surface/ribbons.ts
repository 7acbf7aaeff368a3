/** The paths on the surface: each a ribbon of constant width on screen, dashed like its swatch, over a dark casing. */

import type { Landscape, Optimizer } from "../../engine/catalogue";
import { rgbOf } from "../map/contours";
import type { Walk } from "../map/polyline";
import type { Projection } from "../map/projection";
import { CASING_WIDTH, FAINT, LINE_WIDTH } from "../map/strokes";
import { SEEN_GLSL } from "./camera";
import { AHEAD_GLSL } from "./depths";
import { FLOATS, layingOn, mostPointsOf } from "./laying";
import { programWith } from "./program";
import type { Relief } from "./relief";
import type { Sight } from "./sight";

/** Points in a row of the texture that hands them to the card. */
const ROW = 512;

/** Most dashes and gaps of a pattern. */
const DASHES = 8;

/** A step is walked from its end on; rounded by the card, its end may be a little later. */
const SOON = 0.01;

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
out vec2 at;
out float along;
out float time;
${SEEN_GLSL}

vec4 texel(int point, int half_of_it) {
  return texelFetch(points, ivec2(2 * (point % ${ROW}) + half_of_it, point / ${ROW}), 0);
}

void main() {
  int point = first + gl_VertexID / 4;
  vec4 from = texel(point, 0);
  vec4 to = texel(point + 1, 0);
  vec2 before = texel(point, 1).xy;
  vec2 after = texel(point + 1, 1).xy;
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
  gl_Position = place + vec4(offset * width / screen * place.w, -0.0063 * place.w, 0.0);
  at = ends ? to.xy : from.xy;
  along = ends ? to.w : from.w;
  time = ends ? after.x : before.x;
  if (after.y > 0.5) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
in vec2 at;
in float along;
in float time;
uniform float reached;
uniform vec4 ink;
uniform float dash[${DASHES}];
uniform int dashes;
uniform bool behind;
out vec4 colour;
${AHEAD_GLSL}

void main() {
  if ((ahead() < 0.0) != behind) discard;
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
  colour = vec4(ink.rgb, 1.0) * ink.a * (time <= reached + ${SOON} ? 1.0 : ${FAINT});
}`;

const UNIFORMS = [
  "first",
  "turn",
  "lens",
  "circled",
  "screen",
  "width",
  "reached",
  "ink",
  "dash",
  "dashes",
  "behind",
  "points",
  "depths",
] as const;

/** The two triangles of a stretch, by the numbers of its corners. */
const CORNERS = [0, 1, 2, 2, 1, 3] as const;

export interface Ribbons {
  /** Takes other paths, as they are drawn on a flat map, and lays them on the ground. */
  take(walks: readonly Walk[], flat: Projection, relief: Relief, landscape: Landscape): void;
  /** @param depths How far away the ground is, for each pixel. */
  draw(sight: Sight, step: number, depths: WebGLTexture): void;
}

/** In the order in which they lie upon each other. */
const STROKES = ["hidden", "casing", "colour"] as const;

type Stroke = (typeof STROKES)[number];

interface Ribbon {
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
  function provide(most: number): void {
    if (most <= stretches) return;
    stretches = 2 * most;
    gl.bindVertexArray(shape);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, indices);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, cornersOf(stretches), gl.STATIC_DRAW);
    gl.bindVertexArray(null);
  }

  function strokeAll(what: Stroke, width: number): void {
    gl.uniform1i(at.behind, what === "hidden" ? 1 : 0);
    gl.uniform1f(at.width, width);
    for (const [index, ribbon] of ribbons.entries()) {
      if (ribbon.points > 1) stroke(ribbon, what, 1 + STROKES.indexOf(what) * ribbons.length + index);
    }
  }

  /** @param number Tells this stroke from all others in the stencil, which has room for 255 and is cleared to 0. */
  function stroke(ribbon: Ribbon, what: Stroke, number: number): void {
    const dash = what === "casing" ? SOLID : ribbon.dash;
    gl.uniform4fv(at.ink, what === "casing" ? CASING : ribbon[what]);
    if (dash.length > 0) gl.uniform1fv(at.dash, dash);
    gl.uniform1i(at.dashes, dash.length);
    // Where a ribbon covers itself it is painted once; see-through casing would show every bend.
    gl.stencilFunc(gl.NOTEQUAL, number, 0xff);
    gl.uniform1i(at.first, ribbon.first);
    gl.drawElements(gl.TRIANGLES, CORNERS.length * (ribbon.points - 1), gl.UNSIGNED_INT, 0);
  }

  return {
    take(walks, flat, relief, landscape) {
      const most = walks.reduce((sum, walk) => sum + mostPointsOf(walk, flat), 1);
      const room = Math.ceil(most / ROW) * ROW * FLOATS;
      if (points.length < room) points = new Float32Array(room);
      const laying = layingOn(points, flat, relief, landscape);
      ribbons = walks.map((walk) => {
        const first = laying.used;
        laying.lay(walk);
        return { first, points: laying.used - first, ...inksOf(walk.run.optimizer) };
      });
      const rows = Math.max(1, Math.ceil(laying.used / ROW));
      provide(Math.max(0, ...ribbons.map((ribbon) => ribbon.points)));
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, 2 * ROW, rows, 0, gl.RGBA, gl.FLOAT, points);
    },
    draw({ turn, lens, circled, ratio }, step, depths) {
      gl.useProgram(program);
      gl.bindVertexArray(shape);
      gl.uniform1i(at.points, 0);
      gl.uniform1i(at.depths, 1);
      gl.activeTexture(gl.TEXTURE1);
      gl.bindTexture(gl.TEXTURE_2D, depths);
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.uniform4fv(at.turn, turn);
      gl.uniform2fv(at.lens, lens);
      gl.uniform2fv(at.circled, circled);
      gl.uniform2f(at.screen, gl.drawingBufferWidth, gl.drawingBufferHeight);
      gl.uniform1f(at.reached, step);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      gl.enable(gl.STENCIL_TEST);
      gl.stencilOp(gl.KEEP, gl.KEEP, gl.REPLACE);
      gl.disable(gl.DEPTH_TEST);
      for (const what of STROKES) strokeAll(what, (what === "casing" ? CASING_WIDTH : LINE_WIDTH) * ratio);
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
