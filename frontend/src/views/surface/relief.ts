/** The shape of the surface: the heights of a part of a landscape on a grid, as the catalogue compresses them. */

import type { Catalogue, Landscape } from "../../engine/catalogue";
import type { Domain } from "../../state/frame";
import { TOPLESS } from "../map/contours";
import { RISE } from "./camera";

/** Points along each side of the grid. */
export const GRID = 129;

export interface Relief {
  /** Heights row by row from the south, NaN where the loss is no number. */
  readonly heights: Float32Array;
  /** Height over a loss; the lowest in view stands at 0, the highest at `RISE`. */
  heightOf(loss: number): number;
  /** Height over a place of the block, whose sides reach from -1 to 1. */
  heightAt(x: number, y: number): number;
}

/** Computes reliefs, each once as long as its part of the landscape is looked at. */
export function reliefs(catalogue: Catalogue): (landscape: Landscape, domain: Domain) => Relief {
  // A domain object belongs to one landscape, and another look has another one.
  const known = new WeakMap<Domain, Relief>();
  return (landscape, domain) => {
    const kept = known.get(domain);
    if (kept) return kept;
    const made = reliefOf(landscape, domain, catalogue);
    known.set(domain, made);
    return made;
  };
}

function reliefOf(landscape: Landscape, { x, y }: Domain, catalogue: Catalogue): Relief {
  const { low, high, unit } = landscape.terrain;
  const heights = new Float32Array(GRID * GRID);
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;

  function compressed(loss: number): number {
    return Math.min(catalogue.height(Math.max(loss, low), low, high, unit), TOPLESS);
  }

  for (let row = 0; row < GRID; row++) {
    const north = y[0] + (row / (GRID - 1)) * (y[1] - y[0]);
    for (let column = 0; column < GRID; column++) {
      const east = x[0] + (column / (GRID - 1)) * (x[1] - x[0]);
      const rise = compressed(landscape.loss(east, north));
      heights[row * GRID + column] = rise;
      if (rise < least) least = rise;
      if (rise > most) most = rise;
    }
  }
  const share = most > least ? RISE / (most - least) : 0;
  for (let index = 0; index < heights.length; index++) heights[index] = ((heights[index] ?? 0) - least) * share;

  return {
    heights,
    heightOf: (loss) => (compressed(loss) - least) * share,
    heightAt(east, north) {
      const column = ((east + 1) / 2) * (GRID - 1);
      const row = ((north + 1) / 2) * (GRID - 1);
      const left = Math.min(Math.max(Math.floor(column), 0), GRID - 2);
      const below = Math.min(Math.max(Math.floor(row), 0), GRID - 2);
      const at = below * GRID + left;
      const south = mixed(heights[at], heights[at + 1], column - left);
      return mixed(south, mixed(heights[at + GRID], heights[at + GRID + 1], column - left), row - below);
    },
  };
}

function mixed(one = Number.NaN, other = Number.NaN, share = 0): number {
  return one + (other - one) * share;
}
