/** From a part of a landscape to the pixels of its map, and back. */

import type { Point } from "../../state/experiment";
import type { Domain } from "../../state/frame";

export interface Projection {
  /** Size of the map in pixels of the sheet, which are CSS pixels on a laptop and larger on a larger screen. */
  readonly width: number;
  readonly height: number;
  /** What the map shows. */
  readonly domain: Domain;
  toLeft(x: number): number;
  toTop(y: number): number;
  /** The point under a pixel, to no more digits than the pixel can tell apart. */
  toPoint(left: number, top: number): Point;
}

export function projectionOf(domain: Domain, width: number, height: number): Projection {
  const [west, east] = domain.x;
  const [south, north] = domain.y;
  return {
    width,
    height,
    domain,
    toLeft: (x) => ((x - west) / (east - west)) * width,
    toTop: (y) => ((north - y) / (north - south)) * height,
    toPoint: (left, top) => ({
      x: toPixelDigits(west + (left / width) * (east - west), (east - west) / width),
      y: toPixelDigits(north - (top / height) * (north - south), (north - south) / height),
    }),
  };
}

function toPixelDigits(value: number, pixel: number): number {
  return Number(value.toFixed(Math.max(0, Math.ceil(-Math.log10(pixel)))));
}
