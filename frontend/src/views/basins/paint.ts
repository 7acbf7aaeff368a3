/** Basins as colours: one hue a minimizer, darker the longer it takes, a dark line between two, patterns for the rest. */

import { arrivedAt, type Contrast, contrastAt, DIVERGED, type Field, reachedAt } from "../../engine/basins/field";
import { type Rgb, rgbOf } from "../map/contours";
import { make } from "../page";

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

function colourOf(minimizer: number, palette: readonly string[]): Rgb {
  const declared = palette[minimizer];
  if (declared) return rgbOf(declared);
  // Multiples of the golden angle: neighbours in the list are far apart in hue.
  return hue((minimizer * 137.508) % 360);
}

export function paintBasins(canvas: HTMLCanvasElement, field: Field, palette: readonly string[]): void {
  const colours = field.landscape.minimizers.map((_, index) => colourOf(index, palette));
  paint(canvas, field.size, (index, column, row) => {
    const reached = reachedAt(field, index);
    if (reached < 0) return withoutBasin(reached, column, row, field.size);
    if (isBorder(field, index, column, row)) return BORDER;
    return shaded(colours[reached] ?? NOWHERE, brightness(arrivedAt(field, index), field.steps));
  });
}

export function paintDifference(canvas: HTMLCanvasElement, one: Field, other: Field): void {
  const { size } = one;
  paint(canvas, size, (index, column, row) => contrasting(contrastAt(one, other, index), column, row, size));
}

/** As much of a map as shows its pattern, for its key. */
const SAMPLE = 2 * PERIOD;

/** What stands in a key for the basin of a minimizer, or for what is drawn where no minimizer is reached. */
export function basinSample(reached: number, palette: readonly string[]): HTMLCanvasElement {
  const colour = colourOf(Math.max(0, reached), palette);
  return sampleOf((column, row) => (reached < 0 ? withoutBasin(reached, column, row, FINEST) : colour));
}

export function contrastSample(how: Contrast): HTMLCanvasElement {
  return sampleOf((column, row) => contrasting(how, column, row, FINEST));
}

function sampleOf(colourAt: (column: number, row: number) => Rgb): HTMLCanvasElement {
  const canvas = make("canvas", "basin-sample");
  canvas.setAttribute("aria-hidden", "true");
  paint(canvas, SAMPLE, (_, column, row) => colourAt(column, row));
  return canvas;
}

/** Where a run diverges, or has come to rest nowhere. */
function withoutBasin(reached: number, column: number, row: number, size: number): Rgb {
  if (reached === DIVERGED) return isHatched(column, row, size) ? BLACK_HATCH : BLACK;
  return isDotted(column, row, size) ? NOWHERE_DOT : NOWHERE;
}

function contrasting(how: Contrast, column: number, row: number, size: number): Rgb {
  switch (how) {
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
}

function paint(
  canvas: HTMLCanvasElement,
  size: number,
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
