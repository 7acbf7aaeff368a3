/** The canvas that lines are drawn on. */

import { card } from "./card";

/**
 * The drawing context of a canvas, on whichever processor draws long dashed lines faster.
 *
 * A real graphics card does. One that is emulated, as in virtual machines and many class rooms, takes ten times as long over
 * them as the main processor does directly, and a canvas that promises to be read is one the browser draws there.
 */
export function drawingContext(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  return canvas.getContext("2d", { willReadFrequently: card().isEmulated });
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
