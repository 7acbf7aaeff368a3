/** How the map is drawn, whoever draws it: the shader and the canvas that stands in for it follow the same numbers. */

import type { Catalogue, Landscape } from "../../engine/catalogue";
import type { Domain } from "../../state/frame";

/** Contour lines between the lowest and the highest point, evenly spaced in height. */
export const CONTOURS = 30;

/** Above this height everything is one colour without lines: far outside the landscape the loss is astronomical. */
export const TOPLESS = 1e4;

/** Points along each side of the grid that a part of a landscape is measured on, to choose its lines. */
const GRID = 33;

/** The finest lines: their heights can still be told apart in the graphics card's 24 digits. */
const MOST_CONTOURS = CONTOURS * 2 ** 12;

/**
 * Contour lines for each unit of height: on the whole landscape as many as there are, on a part of it twice as many, or four
 * times, and so on, so that about as many are seen. Lines that were there stay where they are.
 */
export function contoursFor(landscape: Landscape, domain: Domain, catalogue: Catalogue): number {
  if (domain === landscape.domain) return CONTOURS;
  const { low, high, unit } = landscape.terrain;
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let row = 0; row < GRID; row++) {
    const y = domain.y[0] + (row / (GRID - 1)) * (domain.y[1] - domain.y[0]);
    for (let column = 0; column < GRID; column++) {
      const x = domain.x[0] + (column / (GRID - 1)) * (domain.x[1] - domain.x[0]);
      const rise = catalogue.height(Math.max(low, landscape.loss(x, y)), low, high, unit);
      if (rise < least) least = rise;
      if (rise > most && rise < TOPLESS) most = rise;
    }
  }
  if (!(most > least)) return CONTOURS;
  return Math.min(CONTOURS * 2 ** Math.max(0, Math.round(Math.log2(1 / (most - least)))), MOST_CONTOURS);
}

/** Every so many-th line is heavier, as on a map of a real country. */
export const HEAVY_EVERY = 5;

/** Half the width of a contour line and of a heavier one, in CSS pixels. */
export const HALF_WIDTH = 0.4;
export const HEAVY_HALF_WIDTH = 0.75;

/** How strongly the lines cover the colour beneath. */
export const INK = 0.34;
export const HEAVY_INK = 0.5;

/** Lines that would come closer than every other pixel are left out: they would fill in to a surface that means nothing. */
export const SPARSE = 0.22;
export const DENSE = 0.5;

/** Where the loss has no value there are stripes, as no colour of the ramp would be true; widths in CSS pixels. */
export const NOWHERE = { ground: "#1f2226", stripe: "#5c6168", apart: 8, width: 1.5 };

export type Rgb = readonly [red: number, green: number, blue: number];

/** A colour of the ramp, written `#rrggbb`, in bytes. */
export function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Text that stands for a number in GLSL, which takes no integer for a float. */
export function glslNumber(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
