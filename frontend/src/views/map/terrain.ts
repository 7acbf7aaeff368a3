/** The ground of the map: drawn by the graphics card where it can, by the processor where it cannot. */

import type { Catalogue, Landscape } from "../../engine/catalogue";
import type { Domain } from "../../state/frame";
import { resize } from "../page";
import { drawTerrain } from "./terrain-canvas";
import { type WebglTerrain, webglTerrain } from "./terrain-webgl";

export interface Terrain {
  /** Draws a part of a landscape at a size in device pixels; its lines are drawn for so many of them to a pixel of the sheet. */
  draw(landscape: Landscape, domain: Domain, width: number, height: number, pixelRatio: number): void;
}

export function terrainIn(plot: HTMLElement, catalogue: Catalogue): Terrain {
  // A canvas keeps its first kind of context for life, so each way of drawing has one of its own.
  const byCard = groundCanvas();
  const byProcessor = groundCanvas();
  plot.prepend(byCard, byProcessor);
  let card: WebglTerrain | undefined = webglTerrain(byCard, catalogue);
  let wanted:
    | readonly [landscape: Landscape, domain: Domain, width: number, height: number, pixelRatio: number]
    | undefined;

  function drawByCard(landscape: Landscape, domain: Domain, pixelRatio: number): boolean {
    try {
      card?.draw(landscape, domain, pixelRatio);
    } catch {
      // A driver that cannot compile one landscape must not cost the reader the map.
      return false;
    }
    return card !== undefined;
  }

  function draw(): void {
    if (!wanted) return;
    const [landscape, domain, width, height, pixelRatio] = wanted;
    resize(byCard, width, height);
    const drawn = drawByCard(landscape, domain, pixelRatio);
    if (!drawn) {
      resize(byProcessor, width, height);
      drawTerrain(byProcessor, landscape, domain, catalogue, pixelRatio);
    }
    byCard.hidden = !drawn;
    byProcessor.hidden = drawn;
    plot.dataset.ground = drawn ? "webgl2" : "canvas";
  }

  byCard.addEventListener("webglcontextlost", (event) => {
    // Without this the browser would never give the context back.
    event.preventDefault();
    card = undefined;
    draw();
  });
  byCard.addEventListener("webglcontextrestored", () => {
    card = webglTerrain(byCard, catalogue);
    draw();
  });

  return {
    draw(...asked) {
      wanted = asked;
      draw();
    },
  };
}

function groundCanvas(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.className = "ground";
  canvas.setAttribute("aria-hidden", "true");
  return canvas;
}
