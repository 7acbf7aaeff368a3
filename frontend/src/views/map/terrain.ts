/** The ground of the map: drawn by the graphics card where it can, by the processor where it cannot. */

import type { Catalogue, Landscape } from "../../engine/catalogue";
import type { Domain } from "../../state/frame";
import { resize } from "../page";
import type { Sheet } from "../sheet";
import { drawTerrain } from "./terrain-canvas";
import { groundCanvas, groundCard } from "./terrain-webgl";

export interface Terrain {
  /** Draws a part of a landscape at a size in device pixels; its lines are drawn for so many of them to a pixel of the sheet. */
  draw(landscape: Landscape, domain: Domain, width: number, height: number, pixelRatio: number): void;
}

export function terrainIn(plot: HTMLElement, catalogue: Catalogue, { isPage, gone }: Sheet): Terrain {
  const card = groundCard(catalogue);
  // Where there is one map, the card's own canvas is shown, and nothing has to be copied.
  const byCard = isPage ? card.canvas : groundCanvas();
  // A canvas keeps its first kind of context for life, so each way of drawing has one of its own.
  const byProcessor = groundCanvas();
  plot.prepend(byCard, byProcessor);
  let again: () => void = () => undefined;
  card.whenChanged(() => again(), gone);

  return {
    draw(landscape, domain, width, height, pixelRatio) {
      again = () => {
        resize(byCard, width, height);
        const drawn = card.paint(byCard, landscape, domain, pixelRatio);
        if (!drawn) {
          resize(byProcessor, width, height);
          drawTerrain(byProcessor, landscape, domain, catalogue, pixelRatio);
        }
        byCard.hidden = !drawn;
        byProcessor.hidden = drawn;
        plot.dataset.ground = drawn ? "webgl2" : "canvas";
      };
      again();
    },
  };
}
