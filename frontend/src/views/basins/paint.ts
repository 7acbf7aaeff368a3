/** Basins as colours: one hue a minimizer, darker the longer it takes, a dark line between two, patterns for the rest. */

import { arrivedAt, contrastAt, DIVERGED, type Field, reachedAt, UNSETTLED } from "../../engine/basins/field";
import { type Rgb, rgbOf } from "../map/contours";

/** Brightness of a start that arrives at once, and of one that takes every step. */
const QUICKEST = 1.12;
const SLOWEST = 0.55;

const NOWHERE: Rgb = [126, 128, 130];
const NOWHERE_DOT: Rgb = [78, 80, 84];
const BLACK: Rgb = [18, 10, 14];
const BLACK_HATCH: Rgb = [112, 74, 78];
const BORDER: Rgb = [10, 14, 20];

/** What differs between two optimizers, and what does not. */
const DIFFERENT: Rgb = [236, 170, 70];
const DIFFERENT_HATCH: Rgb = [150, 90, 20];
const ALIKE: Rgb = [48, 66, 78];
/** Where only one of them has arrived: sparse dots for the first, dense ones for the second. */
const ONE: Rgb = [132, 168, 190];
const ONE_DOT: Rgb = [72, 104, 126];
const OTHER: Rgb = [186, 196, 172];
const OTHER_DOT: Rgb = [112, 124, 92];

/** Patterns repeat after so many of the finest grid's cells. */
const FINEST = 256;
const PERIOD = 12;

export function colourOf(minimizer: number, palette: readonly string[]): Rgb {
  const declared = palette[minimizer];
  if (declared) return rgbOf(declared);
  // Multiples of the golden angle: neighbours in the list are far apart in hue.
  return hue((minimizer * 137.508) % 360);
}

export function paintBasins(canvas: HTMLCanvasElement, field: Field, palette: readonly string[]): void {
  const colours = field.landscape.minimizers.map((_, index) => colourOf(index, palette));
  paint(canvas, field, (index, column, row) => {
    const reached = reachedAt(field, index);
    if (reached === DIVERGED) return isHatched(column, row, field.size) ? BLACK_HATCH : BLACK;
    if (reached === UNSETTLED) return isDotted(column, row, field.size) ? NOWHERE_DOT : NOWHERE;
    const colour = colours[reached] ?? NOWHERE;
    if (isBorder(field, index, column, row)) return BORDER;
    return shaded(colour, brightness(arrivedAt(field, index), field.steps));
  });
}

export function paintDifference(canvas: HTMLCanvasElement, one: Field, other: Field): void {
  const { size } = one;
  paint(canvas, one, (index, column, row) => {
    switch (contrastAt(one, other, index)) {
      case "alike":
        return ALIKE;
      case "elsewhere":
        return isHatched(column, row, size) ? DIFFERENT_HATCH : DIFFERENT;
      case "diverges":
        return isHatched(column, row, size) ? BLACK_HATCH : BLACK;
      case "only the one":
        return isDotted(column, row, size) ? ONE_DOT : ONE;
      case "only the other":
        return isDotted(column, row, size) || isDotted(column + size / 42, row + size / 42, size) ? OTHER_DOT : OTHER;
    }
  });
}

function paint(
  canvas: HTMLCanvasElement,
  { size }: Field,
  colourAt: (index: number, column: number, row: number) => Rgb,
): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  canvas.width = size;
  canvas.height = size;
  const image = context.createImageData(size, size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      // The field begins at the bottom, a picture at the top.
      const at = 4 * ((size - 1 - row) * size + column);
      const colour = colourAt(row * size + column, column, row);
      image.data[at] = colour[0];
      image.data[at + 1] = colour[1];
      image.data[at + 2] = colour[2];
      image.data[at + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
}

function brightness(arrived: number, steps: number): number {
  const share = Math.log(1 + Math.max(0, arrived)) / Math.log(1 + steps);
  return QUICKEST + (SLOWEST - QUICKEST) * Math.min(1, share);
}

/** Whether the basin ends here; basins are told apart without their colours too. */
function isBorder(field: Field, index: number, column: number, row: number): boolean {
  const reached = reachedAt(field, index);
  const right = column + 1 < field.size ? reachedAt(field, index + 1) : reached;
  const above = row + 1 < field.size ? reachedAt(field, index + field.size) : reached;
  return right !== reached || above !== reached;
}

function isHatched(column: number, row: number, size: number): boolean {
  return (((column + row) * FINEST) / size) % PERIOD < PERIOD / 4;
}

function isDotted(column: number, row: number, size: number): boolean {
  const across = ((column * FINEST) / size) % PERIOD;
  const up = ((row * FINEST) / size) % PERIOD;
  return across < PERIOD / 3 && up < PERIOD / 3;
}

function shaded([red, green, blue]: Rgb, share: number): Rgb {
  return [red * share, green * share, blue * share];
}

/** A colour of medium lightness and strength. */
function hue(degrees: number): Rgb {
  const channel = (turn: number) => {
    const k = (turn + degrees / 30) % 12;
    return 255 * (0.46 - 0.2 * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [channel(0), channel(8), channel(4)];
}
