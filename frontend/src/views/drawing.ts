/** The canvas that lines are drawn on. */

/** What graphics cards call themselves that are programs. */
const EMULATED = /swiftshader|llvmpipe|softpipe|basic render/i;

let emulated: boolean | undefined;

/**
 * The drawing context of a canvas, on whichever processor draws long dashed lines faster.
 *
 * A real graphics card does. One that is emulated, as in virtual machines and many class rooms, takes ten times as long over
 * them as the main processor does directly, and a canvas that promises to be read is one the browser draws there.
 */
export function drawingContext(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  emulated ??= isEmulated();
  return canvas.getContext("2d", { willReadFrequently: emulated });
}

/** The same, where nothing goes on without one. */
export function penOn(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = drawingContext(canvas);
  if (!pen) throw new Error("The browser draws no canvas.");
  return pen;
}

/** Writes in a type from here on. To set one, even the same again, has the browser work out the style of the page. */
export function typeOn(pen: CanvasRenderingContext2D, font: string): () => void {
  let set = "";
  return () => {
    if (pen.font === set) return;
    pen.font = font;
    set = pen.font;
  };
}

function isEmulated(): boolean {
  const gl = document.createElement("canvas").getContext("webgl2");
  if (!gl) return true;
  const details = gl.getExtension("WEBGL_debug_renderer_info");
  const name: unknown = gl.getParameter(details?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return EMULATED.test(String(name));
}
