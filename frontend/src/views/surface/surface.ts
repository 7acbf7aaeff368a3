/** The landscape as a surface in space, with the same paths lying on it. Drawn when something changes, and only then. */

import type { Catalogue } from "../../engine/catalogue";
import type { Run } from "../../engine/runs";
import type { Camera } from "../../state/camera";
import type { Experiment } from "../../state/experiment";
import type { Domain } from "../../state/frame";
import { settled } from "../../state/pace";
import type { Mark } from "../../state/scene";
import { card } from "../card";
import { drawingContext } from "../drawing";
import { isOn } from "../map/heads";
import { nearestStep } from "../map/nearest";
import { type Polyline, walker } from "../map/polyline";
import { type Projection, projectionOf } from "../map/projection";
import type { Outlook, Overdrawn, RoomIn } from "../outlook";
import type { Overlay } from "../overlay";
import { make, resize } from "../page";
import { reading } from "../sentences";
import { drawGhosts, landmarksOn, type Stage } from "./landmarks";
import { lyingOn } from "./lying";
import { reliefs } from "./relief";
import { seeing } from "./seen";
import { type Sight, sightIn } from "./sight";
import { type Solid, solidIn } from "./solid";

/** Changes that follow each other faster than this are one movement. */
const QUIET_MS = 150;

export interface Surface extends Overdrawn {
  showRuns(experiment: Experiment, runs: readonly Run[], step: number, domain: Domain): void;
  showStep(step: number): void;
  showMark(mark: Mark | undefined): void;
  markAt(left: number, top: number): Mark | undefined;
  /** Whether some of the paths is out of sight, as it is seen now. */
  cutsOff(): boolean;
  /** Looks at it from there. */
  look(from: Camera): void;
  /** Draws it again at the size its place has now. */
  measure(): void;
  /** Takes pictures of what is seen now, so many pixels wide; nothing while there is no card to draw them. */
  filmed(across: number): Filmed | undefined;
}

/** What was seen when it began, whatever is looked at meanwhile. */
export interface Filmed {
  /** As it is at a step, with axes in the ink of the paper that the picture is for. */
  at(step: number, ink: string): HTMLCanvasElement;
  /** Where the points of the landscape are on it. */
  readonly outlook: Outlook;
}

/** All that decides what is drawn. */
interface Shown {
  readonly stage: Stage | undefined;
  readonly sight: Sight;
  readonly standing: number;
  /** Of the canvases, in pixels. */
  readonly width: number;
  readonly height: number;
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
  const gl = ground.getContext("webgl2", {
    antialias: false,
    depth: false,
    stencil: true,
    powerPreference: "low-power",
  });
  if (!gl || !pen || gl.isContextLost()) return undefined;

  const reliefOf = reliefs(catalogue);
  const walk = walker();
  const seenWalks = seeing();
  const landmarks = landmarksOn(pen, gone);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let solid: Solid | undefined;
  let camera = opening;
  let stage: Stage | undefined;
  let sight = sightIn(place, camera);
  let standing = 0;
  let marked: Mark | undefined;
  let frame = 0;
  const smoothing = settled(QUIET_MS, () => place.hidden || paint(), gone);
  let lying: { readonly stage: Stage; readonly sight: Sight; readonly outlook: Outlook } | undefined;
  let roomIn: RoomIn | undefined;

  function outlook(): Outlook | undefined {
    if (stage && (lying?.stage !== stage || lying.sight !== sight))
      lying = { stage, sight, outlook: lyingOn(stage, sight, () => landmarks.names) };
    return lying?.outlook;
  }

  function takeCard(gl: WebGL2RenderingContext): void {
    solid = solidIn(gl, catalogue);
    if (stage) solid.take(stage);
  }

  /** However often something changes, it is drawn once a frame. */
  function request(): void {
    frame ||= requestAnimationFrame(draw);
  }

  function draw(): void {
    frame = 0;
    if (place.hidden) return;
    if (card().isEmulated) drawInTime();
    else paint();
  }

  /** A program is not quick enough for smooth edges on every frame: while something moves they are rough. */
  function drawInTime(): void {
    smoothing.request();
    if (smoothing.isDue) paint(true);
  }

  /** @param isRough Whether edges may be rough. */
  function paint(isRough = false): void {
    if (!stage) return;
    // Without the card there is no ground for anything to stand on.
    if (solid) {
      solid.draw(sight, standing, isRough);
      place.dataset.edges = isRough ? "rough" : "smooth";
      const seen = outlook();
      landmarks.draw(sight, standing, (seen && roomIn?.(seen)) ?? []);
      drawMark();
    } else {
      clear();
    }
  }

  function shown(): Shown {
    return { stage, sight, standing, width: ground.width, height: ground.height };
  }

  /** Draws other things than are on screen, or these again; in the same turn of the loop, so that nobody sees the others. */
  function put(other: Shown): void {
    const isOtherStage = other.stage !== stage;
    ({ stage, sight, standing } = other);
    for (const canvas of [ground, marks]) resize(canvas, other.width, other.height);
    if (isOtherStage && stage) {
      landmarks.take(stage);
      solid?.take(stage);
    }
  }

  function copied(): HTMLCanvasElement {
    const copy = make("canvas");
    resize(copy, ground.width, ground.height);
    for (const canvas of [ground, marks]) drawingContext(copy)?.drawImage(canvas, 0, 0);
    return copy;
  }

  function clear(): void {
    landmarks.clear();
    overlay.clear();
  }

  /** A card forgets what it has drawn as soon as that is on screen; in the place of its canvas stays one that does not. */
  function leaveCopy(): void {
    paint();
    const copy = canvasIn(place, "relief");
    resize(copy, ground.width, ground.height);
    if (ground.width > 0) drawingContext(copy)?.drawImage(ground, 0, 0);
    ground.remove();
  }

  function drawMark(): void {
    overlay.clear();
    if (!marked || !stage || !solid) return;
    const at = drawGhosts(overlay.pen, marked, stage, sight.eye);
    if (at) overlay.read(reading(at.run, marked.step), at.spot.left, at.spot.top, landmarks.names);
  }

  function measure(): void {
    const width = Math.round(place.clientWidth * devicePixelRatio);
    const height = Math.round(place.clientHeight * devicePixelRatio);
    for (const canvas of [ground, marks]) resize(canvas, width, height);
    overlay.resize();
    sight = sightIn(place, camera);
    // At once: what has another size has been cleared.
    draw();
  }

  function look(from: Camera): void {
    camera = from;
    sight = sightIn(place, camera);
    place.dataset.camera = `${Math.round(from.azimuth)} ${Math.round(from.elevation)} ${from.magnification.toFixed(2)}`;
    place.dataset.circled = `${from.east.toFixed(2)} ${from.north.toFixed(2)}`;
    draw();
  }

  const listening = { signal: gone };
  ground.addEventListener(
    "webglcontextlost",
    (event) => {
      // Without this the browser would never give the context back.
      event.preventDefault();
      solid = undefined;
      clear();
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
  dark.addEventListener("change", measure, listening);
  gone.addEventListener("abort", () => {
    cancelAnimationFrame(frame);
    leaveCopy();
    // Browsers lend out only a few cards at a time.
    gl.getExtension("WEBGL_lose_context")?.loseContext();
  });
  takeCard(gl);
  measure();
  look(opening);

  return {
    showRuns(experiment, runs, step, domain) {
      // What was hidden has had no size.
      if (sight.width === 0) sight = sightIn(place, camera);
      const flat = projectionOf(domain, sight.width, sight.height);
      stage = { experiment, walks: walk(runs, flat), flat, relief: reliefOf(experiment.landscape, domain) };
      landmarks.take(stage);
      solid?.take(stage);
      standing = step;
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
      return solid && stage && nearestStep(seenWalks(stage, sight.eye), left, top);
    },
    cutsOff() {
      if (!stage) return false;
      const { walks, flat } = stage;
      return seenWalks(stage, sight.eye).some(({ line }, index) => {
        const lying = walks[index]?.line;
        return lying !== undefined && reachesBeyond(line, lying, flat, sight);
      });
    },
    look(from) {
      if (from !== camera) look(from);
    },
    measure,
    get outlook() {
      return outlook();
    },
    keepFree(room) {
      roomIn = room;
    },
    filmed(across) {
      if (!solid || !stage || sight.width === 0) return undefined;
      const ratio = across / sight.width;
      const larger = { ...sight, ratio };
      const kept: Shown = { ...shown(), sight: larger, width: across, height: Math.round(sight.height * ratio) };
      return {
        at(step, ink) {
          const before = shown();
          put({ ...kept, sight: { ...larger, ink }, standing: step });
          paint();
          const picture = copied();
          put(before);
          paint();
          return picture;
        },
        outlook: lyingOn(stage, larger, () => landmarks.names),
      };
    },
  };
}

/** Whether some of a line that lies on the block is seen outside the view. */
function reachesBeyond(seen: Polyline, { left, top }: Polyline, flat: Projection, view: Sight): boolean {
  for (let index = 0; index < seen.length; index++) {
    const [across = 0, down = 0] = [seen.left[index], seen.top[index]];
    const isOutside = across < 0 || across > view.width || down < 0 || down > view.height;
    if (isOutside && isOn(flat, left[index] ?? 0, top[index] ?? 0)) return true;
  }
  return false;
}

function canvasIn(place: HTMLElement, name: string): HTMLCanvasElement {
  const canvas = make("canvas", name);
  canvas.setAttribute("aria-hidden", "true");
  place.prepend(canvas);
  return canvas;
}
