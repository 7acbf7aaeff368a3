/**
 * The surface as the rest of the lab knows it: a place on the page that fetches what draws it when it is first looked at.
 *
 * Whoever never asks for it never loads it.
 */

import type { Catalogue } from "../engine/catalogue";
import type { Run } from "../engine/runs";
import { type Camera, OPENING_CAMERA } from "../state/camera";
import type { Experiment } from "../state/experiment";
import type { Domain } from "../state/frame";
import { whenResized } from "./look";
import type { Overdrawn, RoomIn } from "./outlook";
import { overlayIn, type Pointable } from "./overlay";
import { say } from "./page";
import { NO_SURFACE, SURFACE_LOST, SURFACE_UNLOADED } from "./sentences";
import type { Sheet } from "./sheet";
import type { Filmed, Surface } from "./surface/surface";

export interface SurfaceView extends Pointable, Overdrawn {
  showRuns(experiment: Experiment, runs: readonly Run[], step: number, domain: Domain): void;
  showStep(step: number): void;
  /** Looks at it from there. */
  look(from: Camera): void;
  /** Whether some of the paths is out of its sight. */
  cutsOff(): boolean;
  /** Takes pictures of what is seen of it, as soon as it can be shown. */
  filmed(across: number): Filmed | undefined;
}

/** @param ready Called when it can be shown, or has another size and has to be shown again. */
export function surfaceView(sheet: Sheet, catalogue: Catalogue, ready: () => void): SurfaceView {
  const place = sheet.part(".surface", HTMLElement);
  const note = sheet.part(".surface-note", HTMLElement);
  const overlay = overlayIn(place);
  let surface: Surface | undefined;
  let camera = OPENING_CAMERA;
  let asked = false;
  let roomIn: RoomIn | undefined;

  function tell(sentence: string): void {
    say(note, sentence);
    note.hidden = sentence === "";
  }

  /** Where nothing can be turned, nobody is told how. */
  function lieFlat(): void {
    place.setAttribute("role", "group");
    place.setAttribute("aria-label", "Surface");
    place.removeAttribute("aria-describedby");
    place.removeAttribute("tabindex");
  }

  async function open(): Promise<void> {
    asked = true;
    try {
      const { surfaceIn } = await import("./surface/surface");
      if (sheet.gone.aborted) return;
      const told = (isLost: boolean) => {
        place.dataset.ground = isLost ? "lost" : "webgl2";
        tell(isLost ? SURFACE_LOST : "");
      };
      surface = surfaceIn(place, overlay, catalogue, camera, told, sheet.gone);
    } catch (error) {
      // Asked for again, it may come: the network may have been gone, or a driver have refused a shader.
      asked = false;
      tell(SURFACE_UNLOADED);
      throw error;
    }
    place.dataset.ground = surface ? "webgl2" : "none";
    tell(surface ? "" : NO_SURFACE);
    if (!surface) return lieFlat();
    if (roomIn) surface.keepFree(roomIn);
    whenResized(
      place,
      () => {
        surface?.measure();
        ready();
      },
      sheet.gone,
    );
    ready();
  }

  return {
    place,
    showRuns(...shown) {
      if (!asked) open();
      surface?.showRuns(...shown);
    },
    showStep: (step) => surface?.showStep(step),
    showMark: (mark) => surface?.showMark(mark),
    markAt: (left, top) => surface?.markAt(left, top),
    cutsOff: () => surface?.cutsOff() ?? false,
    filmed: (across) => surface?.filmed(across),
    get outlook() {
      return surface?.outlook;
    },
    keepFree(room) {
      roomIn = room;
      surface?.keepFree(room);
    },
    look(from) {
      camera = from;
      surface?.look(from);
    },
  };
}
