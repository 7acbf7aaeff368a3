/** The map: ground, paths, axes and the handle of the start, at whatever size the page gives it. */

import type { Catalogue, Landscape } from "../../engine/catalogue";
import { type Run, xAt, yAt } from "../../engine/runs";
import type { Experiment } from "../../state/experiment";
import type { Domain } from "../../state/frame";
import type { Mark } from "../../state/scene";
import { whenResized } from "../look";
import type { Outlook, Overdrawn, RoomIn } from "../outlook";
import { ghost, overlayIn, type Pointable, ringAround } from "../overlay";
import { resize, sheetScale } from "../page";
import { reading } from "../sentences";
import type { Sheet } from "../sheet";
import { type AxisPlaces, drawAxes, drawScale } from "./axes";
import { flat } from "./flat";
import { isOn } from "./heads";
import { CASING } from "./marks";
import { nearestStep } from "./nearest";
import { type Projection, projectionOf } from "./projection";
import { terrainIn } from "./terrain";
import { trajectoriesOn } from "./trajectories";

export interface LandscapeMap extends Pointable, Overdrawn {
  /** Draws the paths of new runs on a part of the landscape, and the ground beneath them where it has changed. */
  showRuns(experiment: Experiment, runs: readonly Run[], step: number, domain: Domain): void;
  /** Draws the same paths at another step. */
  showStep(step: number): void;
  /** How the map is projected now. */
  readonly projection: Projection | undefined;
}

/** Where a run stood at the marked step. */
interface Ring {
  readonly run: Run;
  readonly left: number;
  readonly top: number;
}

/** @param resized Called when the map has another size and has to be shown again. */
export function landscapeMap(sheet: Sheet, catalogue: Catalogue, resized: () => void): LandscapeMap {
  const plot = sheet.part(".plot", HTMLElement);
  const canvas = sheet.part(".trajectories", HTMLCanvasElement);
  const places: AxisPlaces = {
    below: sheet.part(".axis-x", HTMLElement),
    beside: sheet.part(".axis-y", HTMLElement),
    scale: sheet.part(".scale", HTMLElement),
  };
  const terrain = terrainIn(plot, catalogue, sheet);
  const trajectories = trajectoriesOn(canvas, sheet.gone);
  const overlay = overlayIn(plot);
  let projection: Projection | undefined;
  let drawn: Landscape | undefined;
  let marked: Mark | undefined;
  let outlook: Outlook | undefined;
  let roomIn: RoomIn | undefined;

  function drawRuns(step: number): void {
    trajectories.draw(step, outlook && roomIn?.(outlook));
  }

  /** Ghosts where the runs stood at the marked step, and the reading beside the one it is of. */
  function drawMark(): void {
    overlay.clear();
    if (!marked || !projection) return;
    const { step, optimizer } = marked;
    const rings = ringsAt(step, projection);
    for (const { run, left, top } of rings) ghost(overlay.pen, left, top, run.optimizer.colour.on_dark, CASING);
    const read = rings.find(({ run }) => run.optimizer === optimizer);
    const taken = [...trajectories.names, ...rings.map(({ left, top }) => ringAround(left, top))];
    if (read) overlay.read(reading(read.run, step), read.left, read.top, taken);
  }

  /** Where the runs stood at a step, or ended before it; of those on the map. */
  function ringsAt(step: number, projection: Projection): readonly Ring[] {
    return trajectories.walks.flatMap(({ run }) => {
      const at = Math.min(step, run.ending.steps);
      const ring = { run, left: projection.toLeft(xAt(run, at)), top: projection.toTop(yAt(run, at)) };
      return isOn(projection, ring.left, ring.top) ? [ring] : [];
    });
  }

  function measure(): void {
    const { clientWidth, clientHeight } = plot;
    resize(canvas, Math.round(clientWidth * devicePixelRatio), Math.round(clientHeight * devicePixelRatio));
    overlay.resize();
    drawn = undefined;
  }

  function fit(): void {
    measure();
    resized();
  }
  whenResized(plot, fit, sheet.gone);
  whenPixelRatioChanges(fit, sheet.gone);
  measure();

  return {
    place: plot,
    get projection() {
      return projection;
    },
    get outlook() {
      return outlook;
    },
    keepFree(room) {
      roomIn = room;
    },
    markAt: (left, top) => nearestStep(trajectories.walks, left, top),
    showMark(mark) {
      marked = mark;
      drawMark();
    },
    showRuns(experiment, runs, step, domain) {
      const { landscape } = experiment;
      if (landscape !== drawn || domain !== projection?.domain) {
        const scale = sheetScale();
        projection = projectionOf(domain, plot.clientWidth / scale, plot.clientHeight / scale);
        outlook = flat(projection, canvas.width / projection.width, () => trajectories.names);
        terrain.draw(landscape, domain, canvas.width, canvas.height, scale * devicePixelRatio);
        drawAxes(places, domain, projection.width);
        if (landscape !== drawn) drawScale(places, landscape, catalogue);
        drawn = landscape;
      }
      if (projection) trajectories.take(experiment, runs, projection);
      drawRuns(step);
    },
    showStep: drawRuns,
  };
}

/** A window dragged to another screen keeps its size and changes its pixels; no resize tells of it. */
function whenPixelRatioChanges(changed: () => void, gone: AbortSignal): void {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
    "change",
    () => {
      changed();
      whenPixelRatioChanges(changed, gone);
    },
    { once: true, signal: gone },
  );
}
