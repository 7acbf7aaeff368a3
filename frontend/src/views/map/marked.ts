/** What is marked on a view: each sort of mark that is there, once, with its name. The same below the view and on its picture. */

import type { Landscape } from "../../engine/catalogue";
import type { Domain } from "../../state/frame";
import { sightName } from "../outings";
import { NOWHERE } from "./contours";
import { hasGaps } from "./gaps";
import { GLYPHS, glyphSvg } from "./marks";
import { type Stationary, stationaryIn } from "./stationary";

/** What is seen of a landscape, and what is marked there besides what it has itself. */
export interface Seen {
  readonly landscape: Landscape;
  readonly domain: Domain;
  /** Whether the map is seen: the surface has holes where that has stripes. */
  readonly isMap: boolean;
  readonly hasStart: boolean;
  /** Where those runs are that arrows at the edge stand for, if there are any. */
  readonly away: Away | undefined;
}

/** Beyond what is shown of the landscape, or on it and only out of sight. */
export type Away = "beyond" | "out of sight";

/** In the order in which they are told. */
export const SORTS = ["start", "minimizer", "local", "saddle", "left", "nowhere"] as const;
export type Sort = (typeof SORTS)[number];

export interface Marked {
  readonly sort: Sort;
  readonly name: string;
  /** How large and how strong it is marked. */
  readonly size: number;
  readonly strength: number;
}

/** A mark that stands alone. */
const ALONE = { size: 1, strength: 1 };

export function markedOn({ landscape, domain, isMap, hasStart, away }: Seen): readonly Marked[] {
  const stationary = stationaryIn(landscape, domain);
  const saddle = stationary.find(({ kind }) => kind === "saddle");
  const left = away === "out of sight" ? "view" : sightName(landscape, domain);
  return [
    ...(hasStart ? [marked("start", "start")] : []),
    ...minimizersAmong(stationary),
    ...(saddle ? [marked("saddle", "saddle", saddle)] : []),
    ...(away ? [marked("left", `left the ${left}`)] : []),
    ...(isMap && hasGaps(landscape, domain) ? [marked("nowhere", "no loss")] : []),
  ];
}

/** Where some stand out they are the global ones; else all are marked alike. */
function minimizersAmong(stationary: readonly Stationary[]): readonly Marked[] {
  const minimizers = stationary.filter(({ kind }) => kind === "minimizer");
  const alone = minimizers.find(({ size }) => size === 1);
  const crowded = minimizers.find(({ size }) => size < 1);
  if (alone && crowded) {
    return [marked("minimizer", "global minimizer", alone), marked("local", "local minimizer", crowded)];
  }
  const any = alone ?? crowded;
  return any ? [marked("minimizer", "minimizer", any)] : [];
}

function marked(sort: Sort, name: string, { size, strength }: Pick<Marked, "size" | "strength"> = ALONE): Marked {
  return { sort, name, size, strength };
}

/** Where on its sample a mark is drawn: about the origin. */
export const SAMPLE_BOX = "-10 -10 20 20";

/** Three stripes of a square, as far apart as on the map. */
const STRIPES = "M-8 0 0 8M-8-8 8 8M0-8 8 0";

/**
 * One such mark as SVG.
 *
 * @param casing The dark below it; none, where it lies on paper.
 */
export function sampleSvg({ sort, size, strength }: Marked, colour: string, casing = ""): string {
  if (sort === "nowhere") {
    const { ground, stripe, width } = NOWHERE;
    const square = `<path d="M-8-8H8V8H-8z" fill="${ground}"/>`;
    return `${square}<path d="${STRIPES}" fill="none" stroke="${stripe}" stroke-width="${width}"/>`;
  }
  // The tip of an arrow is where it stands; here its middle is.
  const place = sort === "left" ? "translate(6.5)" : `scale(${size})`;
  const glyph = glyphSvg(GLYPHS[sort === "local" ? "minimizer" : sort], colour, casing);
  // Faint enough to leave a landscape to its paths, it could not be seen on paper.
  return `<g transform="${place}" opacity="${casing ? strength : 1}">${glyph}</g>`;
}
