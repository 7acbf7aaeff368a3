/** The ground of the surface: the landscape's colours and contour lines on its relief, lit softly, with walls down to a base. */

import type { Catalogue, Landscape } from "../../engine/catalogue";
import type { Domain } from "../../state/frame";
import { contoursFor } from "../map/contours";
import { groundGlsl, rampTexture } from "../map/ground";
import { BASE, SEEN_GLSL } from "./camera";
import { depthsIn } from "./depths";
import type { Picture } from "./picture";
import { type Program, programWith } from "./program";
import { GRID, type Relief } from "./relief";
import type { Sight } from "./sight";

/** Floats a vertex: place, then how fast the ground rises to the east and to the north. */
const FLOATS = 5;

const STRIDE = FLOATS * Float32Array.BYTES_PER_ELEMENT;

const VERTEX = `#version 300 es
layout(location = 0) in vec3 place;
layout(location = 1) in vec2 rise;
out vec3 at;
out vec2 slope;
${SEEN_GLSL}

void main() {
  at = place;
  slope = rise;
  gl_Position = seen(place);
}`;

/** The same shape without a colour. */
const SHAPE = `#version 300 es
layout(location = 0) in vec3 place;
${SEEN_GLSL}

void main() {
  gl_Position = seen(place);
}`;

const COLOURLESS = `#version 300 es
void main() {}`;

/** Light from the north-west, as on maps, weak enough to leave every colour what it stands for. */
function fragmentOf(landscape: Landscape, catalogue: Catalogue): string {
  return `#version 300 es
precision highp float;
in vec3 at;
in vec2 slope;
uniform vec2 lower_left;
uniform vec2 extent;
uniform bool wall;
out vec4 colour;
${groundGlsl(landscape, catalogue)}

void main() {
  vec3 on = ground(lower_left + (at.xy + 1.0) * 0.5 * extent);
  vec3 normal = normalize(vec3(-slope, 1.0));
  float light = 0.8 + 0.28 * dot(normal, normalize(vec3(-0.5, 0.5, 0.75)));
  colour = vec4(wall ? vec3(0.1, 0.13, 0.15) + 0.12 * at.z : on * light, 1.0);
}`;
}

const UNIFORMS = [
  "turn",
  "lens",
  "circled",
  "lower_left",
  "extent",
  "scale",
  "contours",
  "pixel_ratio",
  "wall",
] as const;

export interface Block {
  /** Takes another shape, or other colours. */
  take(landscape: Landscape, domain: Domain, relief: Relief): void;
  /** Has its picture be as it is seen so. */
  see(sight: Sight): void;
  /** Covers everything with its picture. */
  show(): void;
  /** How far away it is on the picture. */
  readonly depths: WebGLTexture;
}

interface Taken {
  readonly landscape: Landscape;
  readonly domain: Domain;
  readonly relief: Relief;
  readonly contours: number;
}

/** @param picture Where it is kept as it is seen: it takes long to draw, and moves only with the eye. */
export function blockIn(gl: WebGL2RenderingContext, catalogue: Catalogue, picture: Picture): Block {
  const programs = new WeakMap<Landscape, Program<(typeof UNIFORMS)[number]>>();
  const ramp = rampTexture(gl, catalogue.ramp);
  const depths = depthsIn(gl);
  const outline = programWith(gl, SHAPE, COLOURLESS, ["turn", "lens", "circled"]);
  const shape = gl.createVertexArray();
  const vertices = gl.createBuffer();
  const indices = gl.createBuffer();
  gl.bindVertexArray(shape);
  gl.bindBuffer(gl.ARRAY_BUFFER, vertices);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, indices);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 3, gl.FLOAT, false, STRIDE, 0);
  gl.enableVertexAttribArray(1);
  gl.vertexAttribPointer(1, 2, gl.FLOAT, false, STRIDE, 12);
  gl.bindVertexArray(null);

  let taken: Taken | undefined;
  let ground = 0;
  let walls = 0;
  /** How the block is seen on the picture. */
  let pictured: Sight | undefined;

  function programFor(landscape: Landscape): Program<(typeof UNIFORMS)[number]> {
    const kept = programs.get(landscape);
    if (kept) return kept;
    const made = programWith(gl, VERTEX, fragmentOf(landscape, catalogue), UNIFORMS);
    programs.set(landscape, made);
    return made;
  }

  function paint({ turn, lens, circled, ratio }: Sight, { landscape, domain, contours }: Taken): void {
    const { program, at } = programFor(landscape);
    const { low, high, unit } = landscape.terrain;
    gl.useProgram(program);
    gl.bindTexture(gl.TEXTURE_2D, ramp);
    gl.uniform4fv(at.turn, turn);
    gl.uniform2fv(at.lens, lens);
    gl.uniform2fv(at.circled, circled);
    gl.uniform2f(at.lower_left, domain.x[0], domain.y[0]);
    gl.uniform2f(at.extent, domain.x[1] - domain.x[0], domain.y[1] - domain.y[0]);
    gl.uniform3f(at.scale, low, high, unit);
    gl.uniform1f(at.contours, contours);
    gl.uniform1f(at.pixel_ratio, ratio);
    gl.bindVertexArray(shape);
    gl.uniform1i(at.wall, 0);
    gl.drawElements(gl.TRIANGLES, ground, gl.UNSIGNED_SHORT, 0);
    gl.uniform1i(at.wall, 1);
    gl.drawElements(gl.TRIANGLES, walls, gl.UNSIGNED_SHORT, ground * 2);
  }

  function paintDepths({ turn, lens, circled }: Sight): void {
    const { program, at } = outline;
    gl.useProgram(program);
    gl.uniform4fv(at.turn, turn);
    gl.uniform2fv(at.lens, lens);
    gl.uniform2fv(at.circled, circled);
    gl.bindVertexArray(shape);
    gl.drawElements(gl.TRIANGLES, ground + walls, gl.UNSIGNED_SHORT, 0);
  }

  return {
    take(landscape, domain, relief) {
      if (relief === taken?.relief) return;
      pictured = undefined;
      taken = { landscape, domain, relief, contours: contoursFor(landscape, domain, catalogue) };
      const mesh = meshOf(relief.heights);
      ground = mesh.ground;
      walls = mesh.indices.length - ground;
      gl.bindVertexArray(shape);
      gl.bindBuffer(gl.ARRAY_BUFFER, vertices);
      gl.bufferData(gl.ARRAY_BUFFER, mesh.vertices, gl.STATIC_DRAW);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, mesh.indices, gl.STATIC_DRAW);
    },
    see(sight) {
      if (!taken || sight === pictured) return;
      const block = taken;
      gl.enable(gl.DEPTH_TEST);
      picture.draw(() => paint(sight, block));
      depths.keep(() => paintDepths(sight));
      pictured = sight;
    },
    show: picture.show,
    depths: depths.texture,
  };
}

interface Mesh {
  readonly vertices: Float32Array<ArrayBuffer>;
  readonly indices: Uint16Array<ArrayBuffer>;
  /** How many of the indices make the ground; those of the walls follow. */
  readonly ground: number;
}

function meshOf(heights: Float32Array): Mesh {
  const rim = rimOf();
  const vertices = new Float32Array((GRID * GRID + 2 * rim.length) * FLOATS);
  const triangles: number[] = [];
  for (let index = 0; index < GRID * GRID; index++) vertices.set(vertexOf(heights, index), index * FLOATS);
  for (let row = 0; row < GRID - 1; row++) {
    for (let column = 0; column < GRID - 1; column++) {
      const at = row * GRID + column;
      addQuad(triangles, at, at + 1, at + GRID, at + GRID + 1, heights);
    }
  }
  const ground = triangles.length;
  for (const [index, at] of rim.entries()) {
    const top = GRID * GRID + 2 * index;
    const next = GRID * GRID + 2 * ((index + 1) % rim.length);
    const vertex = vertexOf(heights, at);
    vertices.set(vertex, top * FLOATS);
    vertices.set([vertex[0], vertex[1], -BASE, 0, 0], (top + 1) * FLOATS);
    if (isSolid(heights, at) && isSolid(heights, rim[(index + 1) % rim.length])) {
      triangles.push(top, top + 1, next, next, top + 1, next + 1);
    }
  }
  return { vertices, indices: new Uint16Array(triangles), ground };
}

/** The grid's outermost points, once around. */
function rimOf(): readonly number[] {
  const side = Array.from({ length: GRID - 1 }, (_, along) => along);
  const end = GRID - 1;
  return [
    ...side,
    ...side.map((along) => along * GRID + end),
    ...side.map((along) => end * GRID + end - along),
    ...side.map((along) => (end - along) * GRID),
  ];
}

function vertexOf(heights: Float32Array, index: number): readonly [number, number, number, number, number] {
  const column = index % GRID;
  const row = (index - column) / GRID;
  const west = column > 0 ? index - 1 : index;
  const east = column < GRID - 1 ? index + 1 : index;
  const south = row > 0 ? index - GRID : index;
  const north = row < GRID - 1 ? index + GRID : index;
  const cell = 2 / (GRID - 1);
  return [
    column * cell - 1,
    row * cell - 1,
    heights[index] ?? Number.NaN,
    ((heights[east] ?? 0) - (heights[west] ?? 0)) / ((east - west) * cell),
    ((heights[north] ?? 0) - (heights[south] ?? 0)) / (((north - south) / GRID) * cell),
  ];
}

/** Two triangles, unless a corner has no height: the loss has none there, and the surface has a hole. */
function addQuad(
  triangles: number[],
  one: number,
  right: number,
  above: number,
  across: number,
  heights: Float32Array,
): void {
  const corners = [one, right, above, across];
  if (corners.every((corner) => isSolid(heights, corner))) triangles.push(one, right, above, above, right, across);
}

function isSolid(heights: Float32Array, index = -1): boolean {
  return Number.isFinite(heights[index]);
}
