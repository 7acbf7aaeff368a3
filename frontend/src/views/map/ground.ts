/** The colours of a landscape in GLSL ES 3.00, for whatever surface they are drawn on. */

import type { Catalogue, Landscape } from "../../engine/catalogue";
import {
  DENSE,
  glslNumber,
  HALF_WIDTH,
  HEAVY_EVERY,
  HEAVY_HALF_WIDTH,
  HEAVY_INK,
  INK,
  NOWHERE,
  rgbOf,
  SPARSE,
  TOPLESS,
} from "./contours";

/**
 * Source of `vec3 ground(vec2 point)`: the ramp's colour for the loss there, with the contour line on it, if there is one; stripes
 * where there is no loss.
 *
 * It reads the uniforms `scale` (lowest, highest and unit of the losses), `contours`, `pixel_ratio` and `ramp`.
 */
export function groundGlsl(landscape: Landscape, catalogue: Catalogue): string {
  return `
uniform vec3 scale;
uniform float contours;
uniform float pixel_ratio;
uniform sampler2D ramp;

${landscape.glsl}
${catalogue.height_glsl}

// By its bits: a driver that counts on numbers may answer isnan() without looking.
bool is_number(float value) {
  return (floatBitsToUint(value) & 0x7fffffffu) <= 0x7f800000u;
}

vec3 no_ground() {
  float across = mod((gl_FragCoord.x + gl_FragCoord.y) / pixel_ratio, ${glslNumber(NOWHERE.apart)});
  return across < ${glslNumber(NOWHERE.width)} ? ${glslColour(NOWHERE.stripe)} : ${glslColour(NOWHERE.ground)};
}

vec3 ground(vec2 point) {
  float here = loss(point.x, point.y);
  bool has_loss = is_number(here);
  float level = has_loss ? max(here, scale.x) : scale.x;
  float rise = min(height(level, scale.x, scale.y, scale.z), ${glslNumber(TOPLESS)});
  float colours = float(textureSize(ramp, 0).x);
  vec3 colour = texture(ramp, vec2((clamp(rise, 0.0, 1.0) * (colours - 1.0) + 0.5) / colours, 0.5)).rgb;

  float contour = rise * contours;
  float line = round(contour);
  float slope = max(fwidth(contour), 1e-6);
  bool heavy = mod(line, ${glslNumber(HEAVY_EVERY)}) == 0.0;
  float half_width = (heavy ? ${glslNumber(HEAVY_HALF_WIDTH)} : ${glslNumber(HALF_WIDTH)}) * pixel_ratio;
  float covered = 1.0 - smoothstep(half_width - 0.5, half_width + 0.5, abs(contour - line) / slope);
  float sparse = 1.0 - smoothstep(${glslNumber(SPARSE)}, ${glslNumber(DENSE)}, slope * pixel_ratio / (heavy ? ${glslNumber(HEAVY_EVERY)} : 1.0));
  float on = step(0.5, line) * step(rise, ${glslNumber(TOPLESS / 2)});
  float ink = covered * sparse * on * (heavy ? ${glslNumber(HEAVY_INK)} : ${glslNumber(INK)});
  float lightness = dot(colour, vec3(0.2126, 0.7152, 0.0722));
  vec3 pen = lightness > 0.36 ? colour * 0.45 : mix(colour, vec3(1.0), 0.55);
  return has_loss ? mix(colour, pen, ink) : no_ground();
}`;
}

function glslColour(hex: string): string {
  return `vec3(${rgbOf(hex)
    .map((byte) => glslNumber(byte / 255))
    .join(", ")})`;
}

export function rampTexture(gl: WebGL2RenderingContext, ramp: readonly string[]): WebGLTexture {
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

export function linked(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
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
