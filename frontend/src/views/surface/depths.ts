/**
 * How far away the block is, for each pixel of the canvas.
 *
 * What is drawn upon the block compares for itself, which costs as much as it covers. To put the depths back for the card to
 * compare would cost as much as there is to see, on every frame of a drag.
 */

/** Source of `float ahead()`: how much nearer than the block a fragment is, below 0 behind it. */
export const AHEAD_GLSL = `
uniform highp sampler2D depths;

float ahead() {
  return texelFetch(depths, ivec2(gl_FragCoord.xy), 0).r - gl_FragCoord.z;
}`;

export interface Depths {
  /** Keeps how far away that is which is drawn now. */
  keep(draw: () => void): void;
  readonly texture: WebGLTexture;
}

export function depthsIn(gl: WebGL2RenderingContext): Depths {
  const texture = gl.createTexture();
  const deep = gl.createFramebuffer();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);

  return {
    keep(draw) {
      const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
      const [kept, format, type] = [gl.DEPTH_COMPONENT24, gl.DEPTH_COMPONENT, gl.UNSIGNED_INT];
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.texImage2D(gl.TEXTURE_2D, 0, kept, width, height, 0, format, type, null);
      gl.bindFramebuffer(gl.FRAMEBUFFER, deep);
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.DEPTH_ATTACHMENT, gl.TEXTURE_2D, texture, 0);
      gl.clear(gl.DEPTH_BUFFER_BIT);
      draw();
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    },
    texture,
  };
}
