/** A program of the graphics card, with the places of what it is told before it draws. */

import { linked } from "../map/ground";

export interface Program<Uniform extends string> {
  readonly program: WebGLProgram;
  /** Looked up once: asking the card's driver on every frame costs more than telling it. */
  readonly at: Readonly<Record<Uniform, WebGLUniformLocation | null>>;
}

export function programWith<Uniform extends string>(
  gl: WebGL2RenderingContext,
  vertex: string,
  fragment: string,
  uniforms: readonly Uniform[],
): Program<Uniform> {
  const program = linked(gl, vertex, fragment);
  const places = uniforms.map((name) => [name, gl.getUniformLocation(program, name)] as const);
  return { program, at: Object.fromEntries(places) as Record<Uniform, WebGLUniformLocation | null> };
}
