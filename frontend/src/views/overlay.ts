/** A sheet over a view, for what is only pointed at: it is cleared and drawn on while the view beneath stays as it is. */

import type { Mark } from "../state/scene";
import { penOn } from "./drawing";
import { make, resize, say, sheetScale } from "./page";

/** A view that a step can be pointed at in, and marked in. */
export interface Pointable {
  readonly place: HTMLElement;
  /** The step of a run near a place, in pixels of the sheet from the view's upper left corner. */
  markAt(left: number, top: number): Mark | undefined;
  showMark(mark: Mark | undefined): void;
}

export interface Overlay {
  readonly pen: CanvasRenderingContext2D;
  /** Forgets everything drawn and read. */
  clear(): void;
  /** Fits the place again, after it has another size. */
  resize(): void;
  /** Writes a reading beside a point, on the side that has more room. */
  read(text: string, left: number, top: number): void;
}

const RADIUS = 4.5;

export function overlayIn(place: HTMLElement): Overlay {
  const canvas = make("canvas", "overlay");
  const note = make("p", "readout");
  canvas.setAttribute("aria-hidden", "true");
  note.setAttribute("aria-hidden", "true");
  note.hidden = true;
  place.append(canvas, note);
  const pen = penOn(canvas);
  let drawn = false;

  function fit(): void {
    const ratio = sheetScale() * devicePixelRatio;
    resize(canvas, Math.round(place.clientWidth * devicePixelRatio), Math.round(place.clientHeight * devicePixelRatio));
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  }
  fit();

  return {
    get pen() {
      drawn = true;
      return pen;
    },
    clear() {
      if (!drawn) return;
      pen.clearRect(0, 0, canvas.width, canvas.height);
      note.hidden = true;
      drawn = false;
    },
    resize: fit,
    read(text, left, top) {
      drawn = true;
      const scale = sheetScale();
      const [across, down] = [left * scale, top * scale];
      const before = across > place.clientWidth / 2 ? "calc(-100% - 0.8rem)" : "0.8rem";
      const above = down > place.clientHeight / 2 ? "calc(-100% - 0.6rem)" : "0.6rem";
      say(note, text);
      note.style.setProperty("transform", `translate(${across}px, ${down}px) translate(${before}, ${above})`);
      note.hidden = false;
    },
  };
}

/** The ring that shows where a run stood at a marked step. */
export function ghost(pen: CanvasRenderingContext2D, left: number, top: number, colour: string, casing: string): void {
  pen.beginPath();
  pen.arc(left, top, RADIUS, 0, 2 * Math.PI);
  pen.strokeStyle = casing;
  pen.lineWidth = 5;
  pen.stroke();
  pen.strokeStyle = colour;
  pen.lineWidth = 2.25;
  pen.stroke();
}
