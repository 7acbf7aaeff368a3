/** A sheet over a view, for what is only pointed at: it is cleared and drawn on while the view beneath stays as it is. */

import type { Mark } from "../state/scene";
import { penOn } from "./drawing";
import { type Box, cornersFrom, placeLabels } from "./labels";
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
  /**
   * Writes a reading beside a point, on the side that has more room, and where there is room for both clear of what stands there.
   *
   * @param taken Where names and rings stand, in pixels of the sheet.
   */
  read(text: string, left: number, top: number, taken?: readonly Readonly<Box>[]): void;
}

const RADIUS = 4.5;

export function overlayIn(place: HTMLElement): Overlay {
  const canvas = make("canvas", "overlay");
  const note = make("p", "readout");
  canvas.setAttribute("aria-hidden", "true");
  note.setAttribute("aria-hidden", "true");
  place.append(canvas, note);
  const pen = penOn(canvas);
  let drawn = true;

  /** An empty sheet is taken away: even one that nothing is on is laid over the view on every frame. */
  function clear(): void {
    if (!drawn) return;
    pen.clearRect(0, 0, canvas.width, canvas.height);
    canvas.hidden = note.hidden = true;
    drawn = false;
  }

  function draw(): void {
    drawn = true;
    canvas.hidden = false;
  }

  function fit(): void {
    const ratio = sheetScale() * devicePixelRatio;
    resize(canvas, Math.round(place.clientWidth * devicePixelRatio), Math.round(place.clientHeight * devicePixelRatio));
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  }
  fit();
  clear();

  return {
    get pen() {
      draw();
      return pen;
    },
    clear,
    resize: fit,
    read(text, left, top, taken = []) {
      draw();
      const scale = sheetScale();
      const room = { left: 0, top: 0, width: place.clientWidth / scale, height: place.clientHeight / scale };
      say(note, text);
      note.hidden = false;
      const anchor = { left, top, width: note.offsetWidth / scale, height: note.offsetHeight / scale };
      const [box = anchor] = placeLabels(
        [anchor],
        taken,
        room,
        cornersFrom(left > room.width / 2, top > room.height / 2),
      );
      note.style.setProperty("transform", `translate(${box.left * scale}px, ${box.top * scale}px)`);
    },
  };
}

/** The room that such a ring takes up. */
export function ringAround(left: number, top: number): Box {
  const radius = RADIUS + 2;
  return { left: left - radius, top: top - radius, width: 2 * radius, height: 2 * radius };
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
