/** A picture as large as the canvas: what took long to draw is kept on it, and shown again. */

import { EVERYWHERE } from "../../engine/basins/shader";
import { programWith } from "./program";

const FRAGMENT = `#version 300 es
precision highp float;
uniform sampler2D colours;
out vec4 colour;

void main() {
  colour = texelFetch(colours, ivec2(gl_FragCoord.xy), 0);
}`;

/** Most samples of a pixel; more are not told apart. */
const SAMPLES = 4;

export interface Picture {
  /** Draws on it, with smooth edges: several samples a pixel, and a depth and a stencil for each. All is cleared before. */
  draw(act: () => void): void;
  /** Covers everything with it. */
  show(): void;
}

/** Makes pictures, all drawn on the one sheet that has the samples. */
export function picturesIn(gl: WebGL2RenderingContext): () => Picture {
  const { program, at } = programWith(gl, EVERYWHERE, FRAGMENT, ["colours"]);
  const sheet = gl.createFramebuffer();
  const colours = gl.createRenderbuffer();
  const depths = gl.createRenderbuffer();
  const samples = Math.min(SAMPLES, Number(gl.getParameter(gl.MAX_SAMPLES)));
  let sheetWidth = 0;
  let sheetHeight = 0;

  /** Has the sheet be as large as the canvas. */
  function fit(): void {
    const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
    if (width === sheetWidth && height === sheetHeight) return;
    [sheetWidth, sheetHeight] = [width, height];
    gl.bindRenderbuffer(gl.RENDERBUFFER, colours);
    gl.renderbufferStorageMultisample(gl.RENDERBUFFER, samples, gl.RGBA8, width, height);
    gl.bindRenderbuffer(gl.RENDERBUFFER, depths);
    gl.renderbufferStorageMultisample(gl.RENDERBUFFER, samples, gl.DEPTH24_STENCIL8, width, height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, sheet);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, colours);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.DEPTH_STENCIL_ATTACHMENT, gl.RENDERBUFFER, depths);
  }

  function picture(): Picture {
    const texture = gl.createTexture();
    const kept = gl.createFramebuffer();
    let keptWidth = 0;
    let keptHeight = 0;

    /** Takes what is on the sheet. */
    function take(): void {
      if (sheetWidth !== keptWidth || sheetHeight !== keptHeight) {
        [keptWidth, keptHeight] = [sheetWidth, sheetHeight];
        gl.bindTexture(gl.TEXTURE_2D, texture);
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, keptWidth, keptHeight, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
        gl.bindFramebuffer(gl.FRAMEBUFFER, kept);
        gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
      }
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, sheet);
      gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, kept);
      const all = [0, 0, keptWidth, keptHeight] as const;
      gl.blitFramebuffer(...all, ...all, gl.COLOR_BUFFER_BIT, gl.NEAREST);
    }

    return {
      draw(act) {
        fit();
        gl.bindFramebuffer(gl.FRAMEBUFFER, sheet);
        gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT | gl.STENCIL_BUFFER_BIT);
        act();
        take();
        gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      },
      show() {
        gl.useProgram(program);
        gl.uniform1i(at.colours, 0);
        gl.bindTexture(gl.TEXTURE_2D, texture);
        gl.disable(gl.DEPTH_TEST);
        gl.drawArrays(gl.TRIANGLES, 0, 3);
      },
    };
  }

  return picture;
}
