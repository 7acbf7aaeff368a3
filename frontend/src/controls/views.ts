/** Map or surface; and the surface's own controls: drag, two fingers, wheel, keys, buttons. */

import type { View } from "../state/scene";
import { VIEWS } from "../state/scene";
import type { Sheet } from "../views/sheet";
import type { SurfaceView } from "../views/surface-view";
import { zoomByWheel } from "./wheel";

/** Degrees that one press of a button or key turns by, and what it magnifies by. */
const TURN = 10;
const ZOOM = 1.25;

/** Degrees that a drag over the whole of the view turns by. */
const SWEEP = 180;

/** @param chosen Is told the view somebody chose. */
export function viewChoice(sheet: Sheet, chosen: (view: View) => void): { show(view: View): void } {
  const choices = VIEWS.map((view) => [view, sheet.part(`#view-${view}`, HTMLInputElement)] as const);
  for (const [view, choice] of choices) choice.addEventListener("change", () => chosen(view));
  return {
    show(now) {
      for (const [view, choice] of choices) choice.checked = view === now;
    },
  };
}

/** Lays the surface over the map, or takes it away, with the tools of whichever is seen. */
export function surfaceOverMap(sheet: Sheet, surface: SurfaceView): { show(view: View): void } {
  const covered = [".plot", ".axis-x", ".axis-y"].map((selector) => sheet.part(selector, HTMLElement));
  const mapTools = sheet.find(".map-tools", HTMLElement);
  const surfaceTools = sheet.part(".surface-tools", HTMLElement);
  surfaceButtons(sheet, surface);
  surfaceKeys(surface);
  surfaceHand(surface);
  zoomByWheel(
    surface.place,
    () => surface.magnification > 1,
    (factor) => surface.magnify(factor),
    sheet.gone,
  );

  return {
    show(now) {
      const isMap = now === "map";
      // The map keeps its size, and with it everything that is measured on it.
      for (const each of covered) each.classList.toggle("is-covered", !isMap);
      surface.place.hidden = isMap;
      surfaceTools.hidden = isMap;
      if (mapTools) mapTools.hidden = !isMap;
    },
  };
}

function surfaceButtons(sheet: Sheet, surface: SurfaceView): void {
  const actions: Readonly<Record<string, () => void>> = {
    "#rotate-left": () => surface.turn(-TURN, 0),
    "#rotate-right": () => surface.turn(TURN, 0),
    "#rotate-up": () => surface.turn(0, TURN),
    "#rotate-down": () => surface.turn(0, -TURN),
    "#surface-nearer": () => surface.magnify(ZOOM),
    "#surface-farther": () => surface.magnify(1 / ZOOM),
    "#reset-view": () => surface.reset(),
  };
  for (const [selector, action] of Object.entries(actions)) {
    sheet.part(selector, HTMLButtonElement).addEventListener("click", action);
  }
}

function surfaceKeys(surface: SurfaceView): void {
  const actions: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => surface.turn(-TURN, 0),
    ArrowRight: () => surface.turn(TURN, 0),
    ArrowUp: () => surface.turn(0, TURN),
    ArrowDown: () => surface.turn(0, -TURN),
    "+": () => surface.magnify(ZOOM),
    "=": () => surface.magnify(ZOOM),
    "-": () => surface.magnify(1 / ZOOM),
    "0": () => surface.reset(),
  };
  surface.place.addEventListener("keydown", (event) => {
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  });
}

/** One finger, or the pressed mouse, turns the block as if it were held there; two fingers magnify it. */
function surfaceHand(surface: SurfaceView): void {
  const { place } = surface;
  const fingers = new Map<number, { x: number; y: number }>();

  place.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    place.setPointerCapture(event.pointerId);
  });
  place.addEventListener("pointermove", (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const across = event.clientX - finger.x;
    const down = event.clientY - finger.y;
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const before = Math.hypot(finger.x - other.x, finger.y - other.y);
      const after = Math.hypot(event.clientX - other.x, event.clientY - other.y);
      if (before > 0 && after > 0) surface.magnify(after / before);
    } else {
      surface.turn((-across / place.clientWidth) * SWEEP, (down / place.clientHeight) * SWEEP);
    }
    finger.x = event.clientX;
    finger.y = event.clientY;
  });
  for (const end of ["pointerup", "pointercancel"] as const) {
    place.addEventListener(end, (event) => fingers.delete(event.pointerId));
  }
}
