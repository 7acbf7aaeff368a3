/** The landscape drawn by the graphics card: one fragment shader, one pass, built from the landscape's own GLSL. */

import type { Catalogue, Landscape } from "../../engine/catalogue";
import type { Domain } from "../../state/frame";
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

export interface WebglTerrain {
  draw(landscape: Landscape, domain: Domain, pixelRatio: number): void;
}

/**
 * Takes hold of the graphics card.
 *
 * @returns Nothing where there is no WebGL2.
 */
export function webglTerrain(canvas: HTMLCanvasElement, catalogue: Catalogue): WebglTerrain | undefined {
  const gl = canvas.getContext("webgl2", {
    alpha: false,
    antialias: false,
    depth: false,
    powerPreference: "low-power",
  });
  if (!gl || gl.isContextLost()) return undefined;
  const programs = new Map<Landscape, WebGLProgram>();
  const ramp = rampTexture(gl, catalogue.ramp);

  function programFor(gl: WebGL2RenderingContext, landscape: Landscape): WebGLProgram {
    const kept = programs.get(landscape);
    if (kept) return kept;
    const made = linked(gl, EVERYWHERE, shaderOf(landscape, catalogue));
    programs.set(landscape, made);
    return made;
  }

  return {
    draw(landscape, domain, pixelRatio) {
      const program = programFor(gl, landscape);
      const { x, y } = domain;
      const { low, high, unit } = landscape.terrain;
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.useProgram(program);
      gl.bindTexture(gl.TEXTURE_2D, ramp);
      gl.uniform2f(gl.getUniformLocation(program, "lower_left"), x[0], y[0]);
      gl.uniform2f(
        gl.getUniformLocation(program, "per_pixel"),
        (x[1] - x[0]) / canvas.width,
        (y[1] - y[0]) / canvas.height,
      );
      gl.uniform3f(gl.getUniformLocation(program, "scale"), low, high, unit);
      gl.uniform1f(gl.getUniformLocation(program, "contours"), contoursFor(landscape, domain, catalogue));
      gl.uniform1f(gl.getUniformLocation(program, "pixel_ratio"), pixelRatio);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    },
  };
}
