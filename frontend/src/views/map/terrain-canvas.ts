/** The landscape drawn point by point, where there is no WebGL2: the same colours and lines as the shader draws. */

import type { Catalogue, Landscape } from "../../engine/catalogue";
import type { Domain } from "../../state/frame";
import {
  contoursFor,
  DENSE,
  HALF_WIDTH,
  HEAVY_EVERY,
  HEAVY_HALF_WIDTH,
  HEAVY_INK,
  INK,
  NOWHERE,
  type Rgb,
  rgbOf,
  SPARSE,
  TOPLESS,
} from "./contours";

/** Colours the ramp is looked up in; more than an eye tells apart. */
const SHADES = 512;

export function drawTerrain(
  canvas: HTMLCanvasElement,
  landscape: Landscape,
  domain: Domain,
  catalogue: Catalogue,
  pixelRatio: number,
): void {
  const context = canvas.getContext("2d");
  if (!context || canvas.width === 0 || canvas.height === 0) return;
  const { width, height } = canvas;
  const image = context.createImageData(width, height);
  const heights = heightsOf(landscape, domain, catalogue, width, height);
  const contours = contoursFor(landscape, domain, catalogue);
  const shades = shadesOf(catalogue.ramp);

  /** The colour of a height beside two others; none, where there is no height. */
  function colourAt(rise = 0, across = rise, down = rise): Rgb | undefined {
    if (Number.isNaN(rise)) return undefined;
    return inked(shadeAt(shades, rise), rise, Math.abs(across - rise) + Math.abs(down - rise), contours, pixelRatio);
  }

  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const here = row * width + column;
      // The nearest neighbours that exist, as the shader's derivatives take them.
      const across = heights[column + 1 < width ? here + 1 : here - 1];
      const down = heights[row + 1 < height ? here + width : here - width];
      const colour = colourAt(heights[here], across, down) ?? striped(column + height - row, pixelRatio);
      image.data.set(colour, 4 * here);
      image.data[4 * here + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
}

function heightsOf(
  landscape: Landscape,
  { x, y }: Domain,
  catalogue: Catalogue,
  width: number,
  height: number,
): Float32Array {
  const { low, high, unit } = landscape.terrain;
  const heights = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const north = y[1] - ((row + 0.5) / height) * (y[1] - y[0]);
    for (let column = 0; column < width; column++) {
      const east = x[0] + ((column + 0.5) / width) * (x[1] - x[0]);
      const rise = catalogue.height(Math.max(low, landscape.loss(east, north)), low, high, unit);
      heights[row * width + column] = Math.min(rise, TOPLESS);
    }
  }
  return heights;
}

/** The stripes where there is no loss, so many pixels along their way across. */
function striped(along: number, pixelRatio: number): Rgb {
  return rgbOf((along / pixelRatio) % NOWHERE.apart < NOWHERE.width ? NOWHERE.stripe : NOWHERE.ground);
}

function shadeAt(shades: readonly Rgb[], rise: number): Rgb {
  return shades[Math.round(Math.min(1, rise) * (SHADES - 1))] ?? [0, 0, 0];
}

function shadesOf(ramp: readonly string[]): readonly Rgb[] {
  const colours = ramp.map(rgbOf);
  return Array.from({ length: SHADES }, (_, shade) => {
    const position = (shade / (SHADES - 1)) * (colours.length - 1);
    const below = colours[Math.floor(position)] ?? [0, 0, 0];
    const above = colours[Math.ceil(position)] ?? below;
    return mixed(below, above, position % 1);
  });
}

/** The colour of the ground with the contour line on it, if there is one. */
function inked(ground: Rgb, rise: number, change: number, contours: number, pixelRatio: number): Rgb {
  const contour = rise * contours;
  const line = Math.round(contour);
  const slope = Math.max(change * contours, 1e-6);
  const heavy = line % HEAVY_EVERY === 0;
  const halfWidth = (heavy ? HEAVY_HALF_WIDTH : HALF_WIDTH) * pixelRatio;
  const covered = 1 - smoothstep(halfWidth - 0.5, halfWidth + 0.5, Math.abs(contour - line) / slope);
  const sparse = 1 - smoothstep(SPARSE, DENSE, (slope * pixelRatio) / (heavy ? HEAVY_EVERY : 1));
  const ink = line < 1 || rise > TOPLESS / 2 ? 0 : covered * sparse * (heavy ? HEAVY_INK : INK);
  const lightness = (0.2126 * ground[0] + 0.7152 * ground[1] + 0.0722 * ground[2]) / 255;
  const pen = lightness > 0.36 ? mixed([0, 0, 0], ground, 0.45) : mixed(ground, [255, 255, 255], 0.55);
  return mixed(ground, pen, ink);
}

function mixed(one: Rgb, other: Rgb, share: number): Rgb {
  return [
    one[0] + (other[0] - one[0]) * share,
    one[1] + (other[1] - one[1]) * share,
    one[2] + (other[2] - one[2]) * share,
  ];
}

function smoothstep(low: number, high: number, value: number): number {
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return share * share * (3 - 2 * share);
}
