/** The landscape drawn by the graphics card: one fragment shader, one pass, built from the landscape's own GLSL. */

import type { Catalogue, Landscape } from "../../engine/catalogue";
import {
  CONTOURS,
  DENSE,
  glslNumber,
  HALF_WIDTH,
  HEAVY_EVERY,
  HEAVY_HALF_WIDTH,
  HEAVY_INK,
  INK,
  rgbOf,
  SPARSE,
} from "./contours";

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
uniform vec3 scale;
uniform float pixel_ratio;
uniform sampler2D ramp;
out vec4 colour;

${landscape.glsl}
${catalogue.height_glsl}

void main() {
  vec2 point = lower_left + gl_FragCoord.xy * per_pixel;
  float rise = clamp(height(loss(point.x, point.y), scale.x, scale.y, scale.z), 0.0, 1.0);
  float colours = float(textureSize(ramp, 0).x);
  vec3 ground = texture(ramp, vec2((rise * (colours - 1.0) + 0.5) / colours, 0.5)).rgb;

  float contour = rise * ${glslNumber(CONTOURS)};
  float line = round(contour);
  float slope = max(fwidth(contour), 1e-6);
  bool heavy = mod(line, ${glslNumber(HEAVY_EVERY)}) == 0.0;
  float half_width = (heavy ? ${glslNumber(HEAVY_HALF_WIDTH)} : ${glslNumber(HALF_WIDTH)}) * pixel_ratio;
  float covered = 1.0 - smoothstep(half_width - 0.5, half_width + 0.5, abs(contour - line) / slope);
  float sparse = 1.0 - smoothstep(${glslNumber(SPARSE)}, ${glslNumber(DENSE)}, slope * pixel_ratio / (heavy ? ${glslNumber(HEAVY_EVERY)} : 1.0));
  float ink = covered * sparse * step(0.5, line) * (heavy ? ${glslNumber(HEAVY_INK)} : ${glslNumber(INK)});
  float lightness = dot(ground, vec3(0.2126, 0.7152, 0.0722));
  vec3 pen = lightness > 0.36 ? ground * 0.45 : mix(ground, vec3(1.0), 0.55);
  colour = vec4(mix(ground, pen, ink), 1.0);
}`;
}

export interface WebglTerrain {
  draw(landscape: Landscape, pixelRatio: number): void;
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
    draw(landscape, pixelRatio) {
      const program = programFor(gl, landscape);
      const { x, y } = landscape.domain;
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
      gl.uniform1f(gl.getUniformLocation(program, "pixel_ratio"), pixelRatio);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    },
  };
}

function rampTexture(gl: WebGL2RenderingContext, ramp: readonly string[]): WebGLTexture {
  const pixels = new Uint8Array(ramp.flatMap((colour) => [...rgbOf(colour), 255]));
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, ramp.length, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  for (const [name, value] of [
    [gl.TEXTURE_MIN_FILTER, gl.LINEAR],
    [gl.TEXTURE_MAG_FILTER, gl.LINEAR],
    [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE],
    [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE],
  ] as const) {
    gl.texParameteri(gl.TEXTURE_2D, name, value);
  }
  return texture;
}

function linked(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  gl.attachShader(program, compiled(gl, gl.VERTEX_SHADER, vertex));
  gl.attachShader(program, compiled(gl, gl.FRAGMENT_SHADER, fragment));
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    throw new Error(`The landscape's shader does not link: ${gl.getProgramInfoLog(program)}`);
  }
  return program;
}

function compiled(gl: WebGL2RenderingContext, type: GLenum, source: string): WebGLShader {
  const shader = gl.createShader(type);
  // Only a lost context makes no shader; the caller then draws without it.
  if (!shader) throw new Error("The graphics card is gone.");
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) {
    throw new Error(`The landscape's shader does not compile: ${gl.getShaderInfoLog(shader)}`);
  }
  return shader;
}
