/**
 * The minimizers and saddles of what is seen of a landscape, and how large and how strong each is marked: the same on the map,
 * on the surface and in pictures.
 *
 * Where there are many, paths would drown in them; all but the global minimizers are then small and faint.
 */

import type { Landscape } from "../../engine/catalogue";
import type { Domain } from "../../state/frame";
import { drawGlyph, GLYPHS } from "./marks";

/** More of them than this, in one view, are a crowd. */
const FEW = 24;

/** How large and how strong one of a crowd is, beside one that stands alone. */
const SMALL = 0.5;
const FAINT = 0.6;

export interface Stationary {
  readonly x: number;
  readonly y: number;
  readonly kind: "minimizer" | "saddle";
  readonly size: number;
  readonly strength: number;
}

/** In the order in which they lie upon each other. */
export function stationaryIn(landscape: Landscape, { x, y }: Domain): readonly Stationary[] {
  const isSeen = ([east, north]: readonly [number, number]) =>
    east >= x[0] && east <= x[1] && north >= y[0] && north <= y[1];
  const saddles = landscape.saddles.filter(isSeen);
  const minimizers = landscape.minimizers.filter(isSeen);
  const isCrowd = saddles.length + minimizers.length > FEW;
  // Where the best are a crowd by themselves, none of them stands out.
  const best = minimizers.filter((place) => isGlobal(place, landscape));
  const standsOut = best.length > FEW ? [] : best;
  const marked =
    (kind: Stationary["kind"]) =>
    (place: readonly [number, number]): Stationary => {
      const isOne = isCrowd && !standsOut.includes(place);
      return { x: place[0], y: place[1], kind, size: isOne ? SMALL : 1, strength: isOne ? FAINT : 1 };
    };
  // The declared order has the global ones first, and they shall lie on top.
  return [...saddles.map(marked("saddle")), ...minimizers.map(marked("minimizer")).reverse()];
}

export function drawStationary(
  pen: CanvasRenderingContext2D,
  { kind, size, strength }: Stationary,
  left: number,
  top: number,
): void {
  const alpha = pen.globalAlpha;
  pen.globalAlpha = alpha * strength;
  drawGlyph(pen, GLYPHS[kind], left, top, size);
  pen.globalAlpha = alpha;
}

/** As good as the best that is known, as near as a place is told from another: see `thalweg.runs.place`. */
function isGlobal([x, y]: readonly [number, number], { loss, terrain }: Landscape): boolean {
  return loss(x, y) - terrain.best <= 1e-6 * terrain.steepness * terrain.size;
}
