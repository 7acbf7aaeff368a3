/** The landscape as a surface in space, with the same paths lying on it. Drawn when something changes, and only then. */

import type { Catalogue } from "../../engine/catalogue";
import type { Run } from "../../engine/runs";
import type { Camera } from "../../state/camera";
import type { Experiment } from "../../state/experiment";
import type { Domain } from "../../state/frame";
import type { Mark } from "../../state/scene";
import { drawingContext } from "../drawing";
import { nearestStep } from "../map/nearest";
import { polylineOf } from "../map/polyline";
import { projectionOf } from "../map/projection";
import type { Overlay } from "../overlay";
import { make, resize, sheetScale } from "../page";
import { reading } from "../sentences";
import { type Block, blockIn } from "./block";
import { type Eye, eyeOf, lensOf, turnOf } from "./camera";
import { drawGhosts, drawLandmarks, type Stage } from "./landmarks";
import { reliefs } from "./relief";
import { type Ribbons, ribbonsIn } from "./ribbons";
import { seeing } from "./seen";

export interface Surface {
  showRuns(experiment: Experiment, runs: readonly Run[], step: number, domain: Domain): void;
  showStep(step: number): void;
  showMark(mark: Mark | undefined): void;
  markAt(left: number, top: number): Mark | undefined;
  /** Looks at it from there. */
  look(from: Camera): void;
  /** Draws it again at the size its place has now. */
  measure(): void;
}

/**
 * Sets a surface up in its place.
 *
 * @param opening Where it is seen from at first.
 * @param troubled Is told whether the graphics card is lost, each time that changes.
 * @param gone Aborted when the surface is not wanted any more.
 * @returns Nothing where there is no WebGL2.
 */
export function surfaceIn(
  place: HTMLElement,
  overlay: Overlay,
  catalogue: Catalogue,
  opening: Camera,
  troubled: (isLost: boolean) => void,
  gone: AbortSignal,
): Surface | undefined {
  const marks = canvasIn(place, "landmarks");
  const ground = canvasIn(place, "relief");
  const pen = drawingContext(marks);
  const gl = ground.getContext("webgl2", { antialias: true, stencil: true, powerPreference: "low-power" });
  if (!gl || !pen || gl.isContextLost()) return undefined;

  const reliefOf = reliefs(catalogue);
  const seenWalks = seeing();
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let card: { readonly block: Block; readonly ribbons: Ribbons } | undefined;
  let camera = opening;
  let stage: Stage | undefined;
  let eye: Eye | undefined;
  let standing = 0;
  let marked: Mark | undefined;
  let frame = 0;

  function takeCard(gl: WebGL2RenderingContext): void {
    card = { block: blockIn(gl, catalogue), ribbons: ribbonsIn(gl) };
    hand();
  }

  /** Hands what is shown to the graphics card. */
  function hand(): void {
    if (!card || !stage) return;
    const { experiment, flat, relief, walks } = stage;
    card.block.take(experiment.landscape, flat.domain, relief);
    card.ribbons.take(walks, flat, relief, experiment.landscape);
  }

  /** However often something changes, it is drawn once a frame. */
  function request(): void {
    frame ||= requestAnimationFrame(draw);
  }

  function draw(): void {
    frame = 0;
    if (!stage || !gl || !pen || place.hidden) return;
    const scale = sheetScale();
    const width = place.clientWidth / scale;
    const height = place.clientHeight / scale;
    const ratio = scale * devicePixelRatio;
    eye = eyeOf(camera, width, height);
    drawByCard(gl, ratio);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const style = getComputedStyle(place);
    const look = { ink: style.getPropertyValue("--ink-soft"), font: style.fontFamily };
    drawLandmarks(pen, stage, eye, standing, { width, height }, look);
    drawMark();
  }

  function drawByCard(gl: WebGL2RenderingContext, ratio: number): void {
    const turn = turnOf(camera);
    const lens = lensOf(camera, ground.width, ground.height);
    gl.viewport(0, 0, ground.width, ground.height);
    gl.clearColor(0, 0, 0, 0);
    gl.enable(gl.DEPTH_TEST);
    gl.depthFunc(gl.LEQUAL);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT | gl.STENCIL_BUFFER_BIT);
    card?.block.draw(turn, lens, ratio);
    card?.ribbons.draw(turn, lens, [ground.width, ground.height], ratio, standing);
  }

  function drawMark(): void {
    overlay.clear();
    if (!marked || !stage || !eye) return;
    const at = drawGhosts(overlay.pen, marked, stage, eye);
    if (at) overlay.read(reading(at.run, marked.step), at.spot.left, at.spot.top);
  }

  function measure(): void {
    const width = Math.round(place.clientWidth * devicePixelRatio);
    const height = Math.round(place.clientHeight * devicePixelRatio);
    for (const canvas of [ground, marks]) resize(canvas, width, height);
    overlay.resize();
    // At once: what has another size has been cleared.
    draw();
  }

  function look(from: Camera): void {
    camera = from;
    place.dataset.camera = `${Math.round(from.azimuth)} ${Math.round(from.elevation)} ${from.magnification.toFixed(2)}`;
    draw();
  }

  const listening = { signal: gone };
  ground.addEventListener(
    "webglcontextlost",
    (event) => {
      // Without this the browser would never give the context back.
      event.preventDefault();
      card = undefined;
      troubled(true);
    },
    listening,
  );
  ground.addEventListener(
    "webglcontextrestored",
    () => {
      takeCard(gl);
      request();
      troubled(false);
    },
    listening,
  );
  dark.addEventListener("change", request, listening);
  gone.addEventListener("abort", () => {
    cancelAnimationFrame(frame);
    // Browsers lend out only a few cards at a time.
    gl.getExtension("WEBGL_lose_context")?.loseContext();
  });
  takeCard(gl);
  measure();
  look(opening);

  return {
    showRuns(experiment, runs, step, domain) {
      const scale = sheetScale();
      const flat = projectionOf(domain, place.clientWidth / scale, place.clientHeight / scale);
      const walks = runs.map((run) => ({ run, line: polylineOf(run, flat) }));
      stage = { experiment, walks, flat, relief: reliefOf(experiment.landscape, domain) };
      standing = step;
      hand();
      draw();
    },
    showStep(step) {
      standing = step;
      draw();
    },
    showMark(mark) {
      if (mark === marked) return;
      marked = mark;
      drawMark();
    },
    markAt(left, top) {
      return stage && eye && nearestStep(seenWalks(stage, eye), left, top);
    },
    look(from) {
      if (from !== camera) look(from);
    },
    measure,
  };
}

function canvasIn(place: HTMLElement, name: string): HTMLCanvasElement {
  const canvas = make("canvas", name);
  canvas.setAttribute("aria-hidden", "true");
  place.prepend(canvas);
  return canvas;
}
