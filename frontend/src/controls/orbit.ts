/**
 * The surface's own controls: drag, two fingers, wheel, keys, buttons.
 *
 * One finger turns it sideways only, as up and down belong to the page. It is moved along while "Pan" is pressed, and by the
 * mouse also with Shift, or by its middle or right button.
 */

import { type Camera, magnified, OPENING_CAMERA, panned, turned } from "../state/camera";
import type { Sheet } from "../views/sheet";
import { DIRECTIONS, TREMBLE } from "./start";
import { zoomByWheel } from "./wheel";

/** Degrees that one press of a button or key turns by, what it magnifies by, and the share of the view it moves by. */
const TURN = 10;
const ZOOM = 1.25;
const PAN = 0.1;

/** Degrees that a drag over the whole of the view turns by. */
const SWEEP = 180;

/** Where the surface is seen from, and how that is changed. */
export interface SurfaceCamera {
  readonly place: HTMLElement;
  now(): Camera;
  look(from: Camera): void;
}

export function orbiting(sheet: Sheet, camera: SurfaceCamera): void {
  const { place, now, look } = camera;
  const pan = sheet.find("#pan", HTMLButtonElement);
  byButtons(sheet, camera);
  byKeys(camera, pan);
  byHand(camera, () => pan?.getAttribute("aria-pressed") === "true");
  zoomByWheel(
    place,
    () => now().magnification > 1,
    (factor) => look(magnified(now(), factor)),
    sheet.gone,
  );
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

function byButtons(sheet: Sheet, { now, look }: SurfaceCamera): void {
  for (const [selector, move] of Object.entries(BUTTONS)) {
    sheet.part(selector, HTMLButtonElement).addEventListener("click", () => look(move(now())));
  }
}

function byKeys({ place, now, look }: SurfaceCamera, pan: HTMLButtonElement | null | undefined): void {
  function press(event: KeyboardEvent, move: Move | undefined): void {
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    look(move(now()));
  }
  place.addEventListener("keydown", (event) => press(event, event.shiftKey ? panBy(event.key) : KEYS[event.key]));
  pan?.addEventListener("keydown", (event) => {
    if (!place.hidden) press(event, panBy(event.key));
  });
}

/** What an arrow key that moves the view along makes of a camera; with Shift, a plus is one as well. */
function panBy(key: string): Move | undefined {
  const direction = DIRECTIONS[key];
  return direction ? (camera) => panned(camera, direction[0] * PAN, direction[1] * PAN) : KEYS[key];
}

interface Finger {
  x: number;
  y: number;
}

/** @param isPanned Whether the hand moves the view along, and does not turn it. */
function byHand({ place, now, look }: SurfaceCamera, isPanned: () => boolean): void {
  const fingers = new Map<number, Finger>();
  let panning = false;
  let travelled = 0;

  /** Moves so many CSS pixels along, as if the ground were held there. */
  function drag(across: number, down: number): void {
    const least = Math.min(place.clientWidth, place.clientHeight);
    look(panned(now(), -across / least, down / least));
  }
  /** Turns it as if the block were held there. */
  function turn(across: number, down: number): void {
    look(turned(now(), (-across / place.clientWidth) * SWEEP, (down / place.clientHeight) * SWEEP));
  }
  function magnify(before: number, after: number): void {
    if (before > 0 && after > 0) look(magnified(now(), after / before));
  }
  /** Brings what was clicked to the middle: to move the view along needs no dragging. */
  function centre({ clientX, clientY }: PointerEvent): void {
    const { left, top, width, height } = place.getBoundingClientRect();
    drag(left + width / 2 - clientX, top + height / 2 - clientY);
  }

  place.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    place.setPointerCapture(event.pointerId);
    panning = isPanned() || event.shiftKey || event.button !== 0;
    travelled = 0;
    // The middle button would begin to scroll.
    if (event.button === 1) event.preventDefault();
  });
  place.addEventListener("pointermove", (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const across = event.clientX - finger.x;
    const down = event.clientY - finger.y;
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    const move = panning ? drag : turn;
    if (other) {
      // Each finger carries half of the movement of their middle.
      move(across / 2, down / 2);
      const before = Math.hypot(finger.x - other.x, finger.y - other.y);
      magnify(before, Math.hypot(event.clientX - other.x, event.clientY - other.y));
    } else {
      move(across, event.pointerType === "touch" && !panning ? 0 : down);
    }
    finger.x = event.clientX;
    finger.y = event.clientY;
    travelled += Math.hypot(across, down);
  });
  place.addEventListener("pointerup", (event) => {
    const isClick = fingers.delete(event.pointerId) && fingers.size === 0 && travelled < TREMBLE;
    if (isClick && event.button === 0 && isPanned()) centre(event);
  });
  place.addEventListener("pointercancel", (event) => fingers.delete(event.pointerId));
  // The right button moves the view; a menu over it would be in the way.
  place.addEventListener("contextmenu", (event) => {
    if (event.button === 2) event.preventDefault();
  });
  // Two fingers would otherwise scroll the page.
  place.addEventListener(
    "touchmove",
    (event) => {
      if (event.touches.length > 1 && event.cancelable) event.preventDefault();
    },
    { passive: false },
  );
}
