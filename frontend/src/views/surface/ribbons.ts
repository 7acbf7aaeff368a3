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

/** Floats a point: place, how far along the path, the step it belongs to, and 1 where the pen is lifted before it. */
const FLOATS = 6;

const STRIDE = FLOATS * Float32Array.BYTES_PER_ELEMENT;

/** A long step follows the ground in pieces of at most this share of the block's side. */
const PIECES = 96;

/** Most dashes and gaps of a pattern. */
const DASHES = 8;

/** What lies behind the ground shows through this strongly. */
const BEHIND = 0.32;

/** Between each point and the next a rectangle, without a buffer of corners: two bits of the vertex's number say which. */
const VERTEX = `#version 300 es
layout(location = 0) in vec3 from;
layout(location = 1) in vec2 from_way;
layout(location = 2) in vec3 to;
layout(location = 3) in vec3 to_way;
uniform vec2 screen;
uniform float width;
uniform float reached;
out vec2 at;
out float along;
out float strength;
${SEEN_GLSL}

void main() {
  vec4 one = seen(from);
  vec4 other = seen(to);
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
  along = ends ? to_way.x : from_way.x;
  strength = to_way.y <= reached ? 1.0 : ${FAINT};
  if (to_way.z > 0.5) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
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

const UNIFORMS = ["turn", "lens", "screen", "width", "reached", "ink", "dash", "dashes"] as const;

/** The attributes of a vertex. */
const ATTRIBUTES = 4;

export interface Ribbons {
  /** Takes other paths, as they are drawn on a flat map, and lays them on the ground. */
  take(walks: readonly Walk[], flat: Projection, relief: Relief, landscape: Landscape): void;
  draw(sight: Sight, step: number): void;
}

type Stroke = "hidden" | "casing" | "colour";

interface Ribbon {
  /** Tells it from the others in the stencil; counted from 1. */
  readonly number: number;
  /** Its first point in the buffer, and how many there are. */
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
  const buffer = gl.createBuffer();
  const layout = gl.createVertexArray();
  let points = new Float32Array(0);
  let ribbons: readonly Ribbon[] = [];

  gl.bindVertexArray(layout);
  for (let location = 0; location < ATTRIBUTES; location++) {
    gl.enableVertexAttribArray(location);
    gl.vertexAttribDivisor(location, 1);
  }
  gl.bindVertexArray(null);

  /** Points the attributes at a ribbon: each stretch reads its own point and the next. */
  function aim(first: number): void {
    const start = first * STRIDE;
    gl.vertexAttribPointer(0, 3, gl.FLOAT, false, STRIDE, start);
    gl.vertexAttribPointer(1, 2, gl.FLOAT, false, STRIDE, start + 12);
    gl.vertexAttribPointer(2, 3, gl.FLOAT, false, STRIDE, start + STRIDE);
    gl.vertexAttribPointer(3, 3, gl.FLOAT, false, STRIDE, start + STRIDE + 12);
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
    aim(ribbon.first);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, ribbon.points - 1);
  }

  return {
    take(walks, flat, relief, landscape) {
      const room = walks.reduce((sum, walk) => sum + pointsOf(walk, flat), 0) * FLOATS;
      if (points.length < room) points = new Float32Array(room);
      let used = 0;
      ribbons = walks.map((walk, index) => {
        const first = used;
        used = layOut(walk, flat, relief, landscape, points, used);
        return { number: index + 1, first, points: used - first, ...inksOf(walk.run.optimizer) };
      });
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferData(gl.ARRAY_BUFFER, points, gl.DYNAMIC_DRAW, 0, used * FLOATS);
    },
    draw({ turn, lens, ratio }, step) {
      gl.useProgram(program);
      gl.bindVertexArray(layout);
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
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
