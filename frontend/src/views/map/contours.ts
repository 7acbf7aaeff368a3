/** How the map is drawn, whoever draws it: the shader and the canvas that stands in for it follow the same numbers. */

/** Contour lines between the lowest and the highest point, evenly spaced in height. */
export const CONTOURS = 30;

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
