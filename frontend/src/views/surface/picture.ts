/** The block as the graphics card has drawn it, kept as a picture with depth: it takes long to draw, and moves only with the eye. */

import { EVERYWHERE } from "../../engine/basins/shader";
import { programWith } from "./program";

const FRAGMENT = `#version 300 es
precision highp float;
uniform sampler2D colours;
uniform highp sampler2D depths;
out vec4 colour;

void main() {
  ivec2 pixel = ivec2(gl_FragCoord.xy);
  colour = texelFetch(colours, pixel, 0);
  gl_FragDepth = texelFetch(depths, pixel, 0).r;
}`;

export interface Picture {
  /**
   * Keeps what has been drawn so far.
   *
   * @param drawDepths Draws the same once more, for how far away it is.
   */
  keep(drawDepths: () => void): void;
  /** Covers everything with what was kept. */
  show(): void;
}

export function pictureIn(gl: WebGL2RenderingContext): Picture {
  const { program, at } = programWith(gl, EVERYWHERE, FRAGMENT, ["colours", "depths"]);
  const colours = gl.createTexture();
  const depths = gl.createTexture();
  const deep = gl.createFramebuffer();

  for (const texture of [colours, depths]) {
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  }

  function keepColours(): void {
    gl.bindTexture(gl.TEXTURE_2D, colours);
    gl.copyTexImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight, 0);
  }

  function keepDepths(draw: () => void): void {
    const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
    const [kept, format, type] = [gl.DEPTH_COMPONENT24, gl.DEPTH_COMPONENT, gl.UNSIGNED_INT];
    gl.bindTexture(gl.TEXTURE_2D, depths);
    gl.texImage2D(gl.TEXTURE_2D, 0, kept, width, height, 0, format, type, null);
    gl.bindFramebuffer(gl.FRAMEBUFFER, deep);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.DEPTH_ATTACHMENT, gl.TEXTURE_2D, depths, 0);
    gl.clear(gl.DEPTH_BUFFER_BIT);
    draw();
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  }

  return {
    keep(drawDepths) {
      keepColours();
      keepDepths(drawDepths);
    },
    show() {
      gl.useProgram(program);
      gl.uniform1i(at.colours, 0);
      gl.uniform1i(at.depths, 1);
      gl.activeTexture(gl.TEXTURE1);
      gl.bindTexture(gl.TEXTURE_2D, depths);
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, colours);
      gl.depthFunc(gl.ALWAYS);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      gl.depthFunc(gl.LEQUAL);
    },
  };
}
