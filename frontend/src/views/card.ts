/** The graphics card, taken hold of once for the whole page: to ask for it takes long, and browsers lend it out sparingly. */

/** What graphics cards call themselves that are programs. */
const EMULATED = /swiftshader|llvmpipe|softpipe|basic render/i;

export interface Card {
  readonly canvas: HTMLCanvasElement;
  /** Nothing where there is no WebGL2. */
  readonly gl: WebGL2RenderingContext | null;
  /** Whether a program stands in for it, as in virtual machines and many class rooms; so too where there is none. */
  readonly isEmulated: boolean;
}

let taken: Card | undefined;

export function card(): Card {
  taken ??= takeHold();
  return taken;
}

function takeHold(): Card {
  const canvas = document.createElement("canvas");
  const gl = canvas.getContext("webgl2", {
    alpha: false,
    antialias: false,
    depth: false,
    powerPreference: "low-power",
  });
  return { canvas, gl, isEmulated: !gl || EMULATED.test(nameOf(gl)) };
}

function nameOf(gl: WebGL2RenderingContext): string {
  const details = gl.getExtension("WEBGL_debug_renderer_info");
  const name: unknown = gl.getParameter(details?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  return String(name);
}
