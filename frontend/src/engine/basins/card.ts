/** Follows every run of a plane on the graphics card, so many steps at a time. */

import { ENTRY, reachOf } from "./field";
import type { Follower, Following, Question } from "./follower";
import { EVERYWHERE, shaderOf, stateTextures } from "./shader";

/** What a card of WebGL2 can write at once, at the least. */
const MOST_TEXTURES = 4;

/** Uniforms of the shader besides minimizers and hyper-parameters, and a few for what a driver adds. */
const OTHERS = 32;

/**
 * Takes hold of the graphics card.
 *
 * @returns Nothing where there is no WebGL2, or where it cannot draw into textures of floats.
 */
export function basinCard(): Follower | undefined {
  const canvas = document.createElement("canvas");
  const gl = canvas.getContext("webgl2", { antialias: false, depth: false });
  if (!gl || gl.isContextLost() || !gl.getExtension("EXT_color_buffer_float")) return undefined;
  const mostUniforms: number = gl.getParameter(gl.MAX_FRAGMENT_UNIFORM_VECTORS);
  const parallel = gl.getExtension("KHR_parallel_shader_compile");
  const programs = new Map<string, WebGLProgram>();
  canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());

  function programFor(gl: WebGL2RenderingContext, { landscape, optimizer, plane }: Question): WebGLProgram {
    const source = shaderOf(landscape, optimizer, plane);
    const kept = programs.get(source);
    if (kept) return kept;
    const program = gl.createProgram();
    for (const [type, text] of [
      [gl.VERTEX_SHADER, EVERYWHERE],
      [gl.FRAGMENT_SHADER, source],
    ] as const) {
      const shader = gl.createShader(type);
      if (!shader) throw new Error("The graphics card is gone.");
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    programs.set(source, program);
    return program;
  }

  return {
    get isLost() {
      return gl.isContextLost();
    },
    canFollow: ({ minimizers }, optimizer) =>
      stateTextures(optimizer) + 1 <= MOST_TEXTURES &&
      minimizers.length + optimizer.hyperparameters.length + OTHERS <= mostUniforms,
    isReady(asked) {
      const program = programFor(gl, asked);
      return !parallel || gl.getProgramParameter(program, parallel.COMPLETION_STATUS_KHR) === true;
    },
    release: () => gl.getExtension("WEBGL_lose_context")?.loseContext(),
    begin(asked) {
      const program = programFor(gl, asked);
      if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost())
        throw new Error(`The basins' shader does not link: ${gl.getProgramInfoLog(program)}`);
      return following(gl, program, asked);
    },
  };
}

function following(gl: WebGL2RenderingContext, program: WebGLProgram, asked: Question): Following {
  const { size, steps, optimizer } = asked;
  const textures = stateTextures(optimizer) + 1;
  const sides = [sideOf(gl, size, textures), sideOf(gl, size, textures)] as const;
  let [front, back] = sides;
  let taken = 0;
  let fence: WebGLSync | null = null;
  tell(gl, program, asked);

  return {
    isSingle: true,
    get taken() {
      return taken;
    },
    advance(more) {
      const count = Math.min(more, steps - taken);
      gl.useProgram(program);
      gl.bindFramebuffer(gl.FRAMEBUFFER, back.framebuffer);
      gl.viewport(0, 0, size, size);
      for (const [index, texture] of front.textures.entries()) {
        gl.activeTexture(gl.TEXTURE0 + index);
        gl.bindTexture(gl.TEXTURE_2D, texture);
      }
      gl.uniform1i(gl.getUniformLocation(program, "taken"), taken);
      gl.uniform1i(gl.getUniformLocation(program, "more"), count);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      gl.deleteSync(fence);
      fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
      gl.flush();
      taken += count;
      [front, back] = [back, front];
    },
    isDone() {
      return fence === null || gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED;
    },
    read() {
      const ends = new Float32Array(ENTRY * size * size);
      gl.bindFramebuffer(gl.FRAMEBUFFER, front.framebuffer);
      gl.readBuffer(gl.COLOR_ATTACHMENT0);
      gl.readPixels(0, 0, size, size, gl.RGBA, gl.FLOAT, ends);
      return ends;
    },
    end() {
      gl.deleteSync(fence);
      for (const side of sides) {
        gl.deleteFramebuffer(side.framebuffer);
        for (const texture of side.textures) gl.deleteTexture(texture);
      }
    },
  };
}

/** Hands over everything that stays the same from slice to slice. */
function tell(gl: WebGL2RenderingContext, program: WebGLProgram, asked: Question): void {
  const { landscape, optimizer, plane, hyperparameters, steps, size, stop } = asked;
  const { across, up } = plane;
  const place = (name: string) => gl.getUniformLocation(program, name);
  gl.useProgram(program);
  gl.uniform1i(place("place_before"), 0);
  for (let index = 1; index <= stateTextures(optimizer); index++) gl.uniform1i(place(`carried_before_${index}`), index);
  gl.uniform2f(place("lower_left"), across[0], up[0]);
  gl.uniform2f(place("per_pixel"), (across[1] - across[0]) / size, (up[1] - up[0]) / size);
  if (plane.kind === "rates") gl.uniform2f(place("start"), plane.start.x, plane.start.y);
  gl.uniform1i(place("most"), steps);
  gl.uniform1f(place("tolerance"), stop.gradient_norm);
  gl.uniform1f(place("reach"), reachOf(landscape));
  if (hyperparameters.length > 0) gl.uniform1fv(place("chosen"), [...hyperparameters]);
  if (landscape.minimizers.length > 0) gl.uniform2fv(place("minimizers"), landscape.minimizers.flat());
}

interface Side {
  readonly framebuffer: WebGLFramebuffer;
  readonly textures: readonly WebGLTexture[];
}

function sideOf(gl: WebGL2RenderingContext, size: number, count: number): Side {
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  const textures = Array.from({ length: count }, (_, index) => {
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, size, size);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + index, gl.TEXTURE_2D, texture, 0);
    return texture;
  });
  gl.drawBuffers(textures.map((_, index) => gl.COLOR_ATTACHMENT0 + index));
  return { framebuffer, textures };
}
