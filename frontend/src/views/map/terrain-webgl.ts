/** The landscape drawn by the graphics card: one fragment shader, one pass, built from the landscape's own GLSL. */

import type { Catalogue, Landscape } from "../../engine/catalogue";
import type { Domain } from "../../state/frame";
import { card } from "../card";
import { make, resize } from "../page";
import { contoursFor } from "./contours";
import { groundGlsl, linked, rampTexture } from "./ground";

/** Two triangles' worth of screen in one, without any buffer. */
const EVERYWHERE = `#version 300 es
void main() {
  vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

function shaderOf(landscape: Landscape, catalogue: Catalogue): string {
  return `#version 300 es
precision highp float;
uniform vec2 lower_left;
uniform vec2 per_pixel;
out vec4 colour;
${groundGlsl(landscape, catalogue)}

void main() {
  colour = vec4(ground(lower_left + gl_FragCoord.xy * per_pixel), 1.0);
}`;
}

/** Draws the ground of every map on the page. */
export interface GroundCard {
  /** The canvas it draws on, before it copies to others. */
  readonly canvas: HTMLCanvasElement;
  /** Draws a part of a landscape over the whole of a canvas, and says whether it could. */
  paint(canvas: HTMLCanvasElement, landscape: Landscape, domain: Domain, pixelRatio: number): boolean;
  /** Calls back when the card is lost, and when it has come back. */
  whenChanged(changed: () => void, gone: AbortSignal): void;
}

let shared: GroundCard | undefined;

/** One for all maps of the page: a lesson has more figures than there are cards. */
export function groundCard(catalogue: Catalogue): GroundCard {
  shared ??= takenHold(catalogue);
  return shared;
}

function takenHold(catalogue: Catalogue): GroundCard {
  const { canvas, gl } = card();
  const sheet = groundCanvas(canvas);
  let painter = gl && painterOn(gl, catalogue);

  function drawOn(canvas: HTMLCanvasElement, landscape: Landscape, domain: Domain, pixelRatio: number): boolean {
    const { width, height } = canvas;
    if (!painter || width === 0 || height === 0) return false;
    // It only ever grows for others: another size would have the card take hold of its memory anew.
    if (canvas !== sheet) resize(sheet, Math.max(sheet.width, width), Math.max(sheet.height, height));
    painter(landscape, domain, width, height, pixelRatio);
    const lowest = sheet.height - height;
    if (canvas !== sheet) canvas.getContext("2d")?.drawImage(sheet, 0, lowest, width, height, 0, 0, width, height);
    return true;
  }

  sheet.addEventListener("webglcontextlost", (event) => {
    // Without this the browser would never give the context back.
    event.preventDefault();
    painter = null;
  });
  sheet.addEventListener("webglcontextrestored", () => {
    painter = gl && painterOn(gl, catalogue);
  });

  return {
    canvas: sheet,
    paint(canvas, landscape, domain, pixelRatio) {
      try {
        return drawOn(canvas, landscape, domain, pixelRatio);
      } catch {
        // A driver that cannot compile one landscape must not cost the reader the map.
        return false;
      }
    },
    whenChanged(changed, signal) {
      sheet.addEventListener("webglcontextlost", changed, { signal });
      sheet.addEventListener("webglcontextrestored", changed, { signal });
    },
  };
}

export function groundCanvas(canvas = make("canvas")): HTMLCanvasElement {
  canvas.className = "ground";
  canvas.setAttribute("aria-hidden", "true");
  return canvas;
}

/** Draws a part of a landscape into the lower left corner, of that width and height. */
type Painter = (landscape: Landscape, domain: Domain, width: number, height: number, pixelRatio: number) => void;

function painterOn(gl: WebGL2RenderingContext, catalogue: Catalogue): Painter | null {
  if (gl.isContextLost()) return null;
  const programs = new Map<Landscape, WebGLProgram>();
  const ramp = rampTexture(gl, catalogue.ramp);

  function programFor(landscape: Landscape): WebGLProgram {
    const kept = programs.get(landscape);
    if (kept) return kept;
    const made = linked(gl, EVERYWHERE, shaderOf(landscape, catalogue));
    programs.set(landscape, made);
    return made;
  }

  return (landscape, domain, width, height, pixelRatio) => {
    const program = programFor(landscape);
    const { x, y } = domain;
    const { low, high, unit } = landscape.terrain;
    gl.viewport(0, 0, width, height);
    gl.useProgram(program);
    gl.bindTexture(gl.TEXTURE_2D, ramp);
    gl.uniform2f(gl.getUniformLocation(program, "lower_left"), x[0], y[0]);
    gl.uniform2f(gl.getUniformLocation(program, "per_pixel"), (x[1] - x[0]) / width, (y[1] - y[0]) / height);
    gl.uniform3f(gl.getUniformLocation(program, "scale"), low, high, unit);
    gl.uniform1f(gl.getUniformLocation(program, "contours"), contoursFor(landscape, domain, catalogue));
    gl.uniform1f(gl.getUniformLocation(program, "pixel_ratio"), pixelRatio);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  };
}
