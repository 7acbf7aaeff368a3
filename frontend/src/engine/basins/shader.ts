/** The shader that follows one optimizer from every pixel: made of the landscape's own GLSL and the optimizer's own rule. */

import type { Landscape, Optimizer } from "../catalogue";
import { DIVERGED, UNSETTLED } from "./field";
import type { Plane } from "./plane";

/** Numbers that fit into one pixel of a texture. */
const CHANNELS = "xyzw";

/** Textures that hold what an optimizer carries, and where it was when it last came away; one more holds where it is. */
export function stateTextures({ state_scalars }: Optimizer): number {
  return Math.ceil((state_scalars.length + 2) / CHANNELS.length);
}

export const EVERYWHERE = `#version 300 es
void main() {
  vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

export function shaderOf(landscape: Landscape, optimizer: Optimizer, plane: Plane): string {
  const { state_scalars: states, hyperparameters } = optimizer;
  const textures = stateTextures(optimizer);
  const numbers = Array.from({ length: textures }, (_, index) => index + 1);
  const carried = states.map((_, index) => `carried${index}`);
  const kept = [...carried, "resting_x", "resting_y"];
  const channel = (index: number) => CHANNELS[index % CHANNELS.length] ?? "x";
  const texture = (index: number) => Math.floor(index / CHANNELS.length) + 1;
  const arguments_ = [
    "place.x",
    "place.y",
    ...carried,
    "slope.x",
    "slope.y",
    "float(t)",
    ...hyperparameters.map((_, index) => hyperparameterOf(plane, index)),
  ].join(", ");
  const count = landscape.minimizers.length;
  const nearest = `
  place.w = ${float(UNSETTLED)};
  for (int index = 0; index < ${count}; index += 1) {
    vec2 apart = place.xy - minimizers[index];
    if (dot(apart, apart) < reach * reach) place.w = float(index);
  }`;
  return `#version 300 es
precision highp float;
precision highp int;
uniform highp sampler2D place_before;
${numbers.map((index) => `uniform highp sampler2D carried_before_${index};`).join("\n")}
uniform vec2 lower_left;
uniform vec2 per_pixel;
uniform vec2 start;
uniform int taken;
uniform int more;
uniform int most;
uniform float tolerance;
uniform float reach;
uniform float chosen[${Math.max(1, hyperparameters.length)}];
uniform vec2 minimizers[${Math.max(1, count)}];
layout(location = 0) out vec4 place;
${numbers.map((index) => `layout(location = ${index}) out vec4 carried_after_${index};`).join("\n")}

${landscape.glsl}
${optimizer.glsl}

// The minimizer that a run stands at.
void find() {
${count > 0 ? nearest : `  place.w = ${float(UNSETTLED)};`}
}

void main() {
  ivec2 here = ivec2(gl_FragCoord.xy);
${states.map(({ initial }, index) => `  float carried${index} = ${float(initial)};`).join("\n")}
  vec2 at = lower_left + gl_FragCoord.xy * per_pixel;
  vec2 begun = ${plane.kind === "starts" ? "at" : "start"};
  float resting_x = begun.x;
  float resting_y = begun.y;
  place = vec4(resting_x, resting_y, 0.0, ${float(UNSETTLED)});
  if (taken > 0) {
    place = texelFetch(place_before, here, 0);
${kept.map((name, index) => `    ${name} = texelFetch(carried_before_${texture(index)}, here, 0).${channel(index)};`).join("\n")}
  }
  int t = taken;
  int until = taken + more;
  bool rests = false;
  for (; t < until; ) {
    if (place.w == ${float(DIVERGED)}) break;
    vec2 slope = gradient(place.x, place.y);
    rests = dot(slope, slope) < tolerance * tolerance;
    if (rests) break;
    t += 1;
    update(${arguments_});
    if (!(abs(place.x) < 1e20 && abs(place.y) < 1e20 && abs(loss(place.x, place.y)) < 1e20)) {
      place.z = float(t);
      place.w = ${float(DIVERGED)};
      continue;
    }
    vec2 away = place.xy - vec2(resting_x, resting_y);
    if (dot(away, away) > reach * reach) {
      resting_x = place.x;
      resting_y = place.y;
      place.z = float(t);
    }
  }
  if (until == most && place.w != ${float(DIVERGED)}) find();
${numbers
  .map((index) => {
    const from = (index - 1) * CHANNELS.length;
    const packed = Array.from(CHANNELS, (_, offset) => kept[from + offset] ?? "0.0");
    return `  carried_after_${index} = vec4(${packed.join(", ")});`;
  })
  .join("\n")}
}`;
}

/** Where a hyper-parameter is to be found: with the others, or on the plane. */
function hyperparameterOf(plane: Plane, index: number): string {
  if (plane.kind === "rates" && index === plane.rate) return "exp2(at.x)";
  if (plane.kind === "rates" && index === plane.momentum) return "at.y";
  return `chosen[${index}]`;
}

function float(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
