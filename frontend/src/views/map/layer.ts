/** A canvas behind another one, for what is drawn once and shown many times. */

import { penOn } from "../drawing";
import type { Box } from "../labels";

export interface Layer {
  /** Draws in the same pixels of the sheet as on the canvas before it. */
  readonly pen: CanvasRenderingContext2D;
  /** Empties it, and has it lie behind a part of that canvas. */
  cover(part: Readonly<Box>, ratio: number): void;
  /** Draws it where it belongs. */
  show(pen: CanvasRenderingContext2D): void;
  /** Gives its memory back, until it covers something again. */
  release(): void;
}

/** @param gone Aborted when it is not wanted any more: the browser would give the memory back when it likes. */
export function layerBehind(canvas: HTMLCanvasElement, gone: AbortSignal): Layer {
  const sheet = document.createElement("canvas");
  const pen = penOn(sheet);
  let left = 0;
  let top = 0;

  function release(): void {
    sheet.width = sheet.height = 0;
  }
  release();
  gone.addEventListener("abort", release);

  return {
    pen,
    cover(part, ratio) {
      left = Math.max(0, Math.floor(part.left * ratio));
      top = Math.max(0, Math.floor(part.top * ratio));
      // Setting a size, even the same, empties a canvas.
      sheet.width = Math.max(0, Math.min(canvas.width, Math.ceil((part.left + part.width) * ratio)) - left);
      sheet.height = Math.max(0, Math.min(canvas.height, Math.ceil((part.top + part.height) * ratio)) - top);
      pen.setTransform(ratio, 0, 0, ratio, -left, -top);
    },
    show(onto) {
      if (sheet.width === 0 || sheet.height === 0) return;
      onto.save();
      // Pixel by pixel: nothing is scaled, and nothing blurred.
      onto.resetTransform();
      onto.drawImage(sheet, left, top);
      onto.restore();
    },
    release,
  };
}
