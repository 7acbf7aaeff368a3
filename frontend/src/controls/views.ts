/** Map or surface; and the surface's own controls: drag, two fingers, wheel, keys, buttons. */

import { type Camera, magnified, OPENING_CAMERA, turned } from "../state/camera";
import type { View } from "../state/scene";
import { VIEWS } from "../state/scene";
import type { Sheet } from "../views/sheet";
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

/** Where the surface is seen from, and how that is changed. */
export interface SurfaceCamera {
  readonly place: HTMLElement;
  now(): Camera;
  look(from: Camera): void;
}

/** Lays the surface over the map, or takes it away, with the tools of whichever is seen. */
export function surfaceOverMap(sheet: Sheet, camera: SurfaceCamera): { show(view: View): void } {
  const { place, now, look } = camera;
  const covered = [".plot", ".axis-x", ".axis-y"].map((selector) => sheet.part(selector, HTMLElement));
  const mapTools = sheet.find(".map-tools", HTMLElement);
  const surfaceTools = sheet.part(".surface-tools", HTMLElement);
  surfaceButtons(sheet, camera);
  surfaceKeys(camera);
  surfaceHand(camera);
  zoomByWheel(
    place,
    () => now().magnification > 1,
    (factor) => look(magnified(now(), factor)),
    sheet.gone,
  );

  return {
    show(view) {
      const isMap = view === "map";
      // The map keeps its size, and with it everything that is measured on it.
      for (const each of covered) each.classList.toggle("is-covered", !isMap);
      place.hidden = isMap;
      surfaceTools.hidden = isMap;
      if (mapTools) mapTools.hidden = !isMap;
    },
  };
}

/** What a button or a key makes of a camera. */
type Move = (camera: Camera) => Camera;

const LEFT: Move = (camera) => turned(camera, -TURN, 0);
const RIGHT: Move = (camera) => turned(camera, TURN, 0);
const UP: Move = (camera) => turned(camera, 0, TURN);
const DOWN: Move = (camera) => turned(camera, 0, -TURN);
const NEARER: Move = (camera) => magnified(camera, ZOOM);
const FARTHER: Move = (camera) => magnified(camera, 1 / ZOOM);
const BACK: Move = () => OPENING_CAMERA;

const BUTTONS: Readonly<Record<string, Move>> = {
  "#rotate-left": LEFT,
  "#rotate-right": RIGHT,
  "#rotate-up": UP,
  "#rotate-down": DOWN,
  "#surface-nearer": NEARER,
  "#surface-farther": FARTHER,
  "#reset-view": BACK,
};

const KEYS: Readonly<Record<string, Move>> = {
  ArrowLeft: LEFT,
  ArrowRight: RIGHT,
  ArrowUp: UP,
  ArrowDown: DOWN,
  "+": NEARER,
  "=": NEARER,
  "-": FARTHER,
  "0": BACK,
};

function surfaceButtons(sheet: Sheet, { now, look }: SurfaceCamera): void {
  for (const [selector, move] of Object.entries(BUTTONS)) {
    sheet.part(selector, HTMLButtonElement).addEventListener("click", () => look(move(now())));
  }
}

function surfaceKeys({ place, now, look }: SurfaceCamera): void {
  place.addEventListener("keydown", (event) => {
    const move = KEYS[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    look(move(now()));
  });
}

/** One finger, or the pressed mouse, turns the block as if it were held there; two fingers magnify it. */
function surfaceHand({ place, now, look }: SurfaceCamera): void {
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
      if (before > 0 && after > 0) look(magnified(now(), after / before));
    } else {
      look(turned(now(), (-across / place.clientWidth) * SWEEP, (down / place.clientHeight) * SWEEP));
    }
    finger.x = event.clientX;
    finger.y = event.clientY;
  });
  for (const end of ["pointerup", "pointercancel"] as const) {
    place.addEventListener(end, (event) => fingers.delete(event.pointerId));
  }
}
