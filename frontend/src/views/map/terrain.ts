/** The ground of the map: drawn by the graphics card where it can, by the processor where it cannot. */

import type { Catalogue, Landscape } from "../../engine/catalogue";
import type { Domain } from "../../state/frame";
import { make, resize } from "../page";
import { drawTerrain } from "./terrain-canvas";
import { groundCard } from "./terrain-webgl";

export interface Terrain {
  /** Draws a part of a landscape at a size in device pixels; its lines are drawn for so many of them to a pixel of the sheet. */
  draw(landscape: Landscape, domain: Domain, width: number, height: number, pixelRatio: number): void;
}

export function terrainIn(plot: HTMLElement, catalogue: Catalogue, gone: AbortSignal): Terrain {
  const canvas = make("canvas", "ground");
  canvas.setAttribute("aria-hidden", "true");
  plot.prepend(canvas);
  const card = groundCard(catalogue);
  let again: () => void = () => undefined;
  card.whenChanged(() => again(), gone);

  return {
    draw(landscape, domain, width, height, pixelRatio) {
      again = () => {
        resize(canvas, width, height);
        const drawn = card.paint(canvas, landscape, domain, pixelRatio);
        if (!drawn) drawTerrain(canvas, landscape, domain, catalogue, pixelRatio);
        plot.dataset.ground = drawn ? "webgl2" : "canvas";
      };
      again();
    },
  };
}
