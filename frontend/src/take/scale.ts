/** Which colour stands for which loss: the bar beside the picture, as it stands beside the view. */

import { lossTicks } from "../views/map/loss-ticks";
import type { Shot } from "./figure";
import { INK_SOFT, NEAT_LINE } from "./ink";
import { text } from "./svg";

const WIDTH = 10;

/** @param height Of the bar, which begins at the top. */
export function scaleOf({ experiment, catalogue }: Shot, left: number, top: number, height: number): readonly string[] {
  const { ramp } = catalogue;
  const stops = ramp.map((colour, index) => `<stop offset="${index / (ramp.length - 1)}" stop-color="${colour}"/>`);
  const look = `font-size="12" fill="${INK_SOFT}"`;
  return [
    `<linearGradient id="losses" x1="0" y1="1" x2="0" y2="0">${stops.join("")}</linearGradient>`,
    `<rect x="${left}" y="${top}" width="${WIDTH}" height="${height}" fill="url(#losses)" stroke="${NEAT_LINE}"/>`,
    text(left, top - 8, "loss", look),
    ...lossTicks(experiment.landscape, catalogue).flatMap(({ rise, words }) => {
      const at = top + (1 - rise) * height;
      const tick = `<line x1="${left + WIDTH}" x2="${left + WIDTH + 4}" y1="${at}" y2="${at}" stroke="${NEAT_LINE}"/>`;
      return [tick, text(left + WIDTH + 7, at + 4, words, look)];
    }),
  ];
}
