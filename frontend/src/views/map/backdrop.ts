/** What lies behind the trails: the landmarks, and faintly where the paths will go. It is drawn once, and shown on every frame. */

import type { Landscape } from "../../engine/catalogue";
import { layerBehind } from "./layer";
import { SHADOW_STRENGTH } from "./marks";
import type { Walk } from "./polyline";
import type { Projection } from "./projection";
import { drawStationary, stationaryIn } from "./stationary";
import { FAINT, inkOf, type Stroke, strokeCasing, strokeColour, strokePieces } from "./strokes";

export interface Backdrop {
  take(landscape: Landscape, walks: readonly Walk[], projection: Projection, ratio: number): void;
  /** Draws it; without the paths where all of them have been walked. */
  draw(pen: CanvasRenderingContext2D, isWhole: boolean): void;
}

interface Scene {
  readonly landscape: Landscape;
  readonly walks: readonly Walk[];
  readonly projection: Projection;
  readonly ratio: number;
}

export function backdropBehind(canvas: HTMLCanvasElement, gone: AbortSignal): Backdrop {
  const layer = layerBehind(canvas, gone);
  const paths = layerBehind(canvas, gone);
  let scene: Scene | undefined;
  let holds: "nothing" | "landmarks" | "paths" = "nothing";

  function drawLandmarks({ landscape, projection, ratio }: Scene): void {
    const { width, height, domain, toLeft, toTop } = projection;
    layer.cover({ left: 0, top: 0, width, height }, ratio);
    for (const mark of stationaryIn(landscape, domain)) {
      drawStationary(layer.pen, mark, toLeft(mark.x), toTop(mark.y));
    }
  }

  /** Opaque, in pieces, and then made faint: no piece shows where it meets the next. */
  function drawFaintly(stroke: Stroke, strength: number, { walks, projection, ratio }: Scene): void {
    const { width, height } = projection;
    paths.cover({ left: 0, top: 0, width, height }, ratio);
    for (const { run, line } of walks) strokePieces(stroke, paths.pen, line, 0, line.length, inkOf(run.optimizer));
    layer.pen.globalAlpha = strength;
    paths.show(layer.pen);
    layer.pen.globalAlpha = 1;
  }

  return {
    take(landscape, walks, projection, ratio) {
      const isSameGround = landscape === scene?.landscape && projection === scene.projection && ratio === scene.ratio;
      if (!isSameGround || holds === "paths") holds = "nothing";
      scene = { landscape, walks, projection, ratio };
    },
    draw(pen, isWhole) {
      if (!scene) return;
      const wanted = isWhole ? "landmarks" : "paths";
      if (holds !== wanted) {
        drawLandmarks(scene);
        if (!isWhole) {
          drawFaintly(strokeCasing, FAINT * SHADOW_STRENGTH, scene);
          drawFaintly(strokeColour, FAINT, scene);
          paths.release();
        }
        holds = wanted;
      }
      layer.show(pen);
    },
  };
}
