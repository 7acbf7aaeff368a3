/** Points that somebody laid over the map, joined by a line: what was expected, beside what happens. */

import type { Point } from "../../state/experiment";
import { penOn } from "../drawing";
import { make, resize } from "../page";
import type { Sheet } from "../sheet";
import { CASING, disc } from "./marks";
import type { Projection } from "./projection";

const INK = "#fff";
const RADIUS = 4;
const DASH = [2, 5];

export interface Sketch {
  draw(points: readonly Point[], projection: Projection | undefined): void;
}

export function sketchOnMap(sheet: Sheet): Sketch {
  const canvas = make("canvas", "sketch");
  canvas.setAttribute("aria-hidden", "true");
  const paths = sheet.part(".trajectories", HTMLCanvasElement);
  paths.after(canvas);
  const context = penOn(canvas);
  let isEmpty = true;

  return {
    draw(points, projection) {
      if (!projection || (points.length === 0 && isEmpty)) return;
      const ratio = paths.width / projection.width;
      resize(canvas, paths.width, paths.height);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, projection.width, projection.height);
      isEmpty = points.length === 0;
      for (const [colour, width, dash] of [
        [CASING, 5, []],
        [INK, 2.25, DASH],
      ] as const) {
        context.strokeStyle = colour;
        context.fillStyle = colour;
        context.lineWidth = width;
        context.lineCap = "round";
        context.setLineDash([...dash]);
        trace(context, points, projection);
        context.setLineDash([]);
        for (const { x, y } of points) {
          disc(context, projection.toLeft(x), projection.toTop(y), RADIUS + width / 4);
          context.fill();
        }
      }
    },
  };
}

function trace(context: CanvasRenderingContext2D, points: readonly Point[], { toLeft, toTop }: Projection): void {
  context.beginPath();
  for (const { x, y } of points) context.lineTo(toLeft(x), toTop(y));
  context.stroke();
}
