/**
 * Going nearer to the landscape, farther from it, and along it: by wheel, by two fingers, by keys, by buttons.
 *
 * One finger and the plain mouse belong to the start. They move the map while "Pan" is pressed, and the mouse also with Shift
 * or by its middle button.
 */

import type { Landscape } from "../engine/catalogue";
import type { Run } from "../engine/runs";
import type { Point } from "../state/experiment";
import { canBeSeen, centreOf, type Domain, fittedTo, panned, zoomed } from "../state/frame";
import type { LandscapeMap } from "../views/map/map";
import type { Sheet } from "../views/sheet";
import { DIRECTIONS } from "./start";
import { zoomByWheel } from "./wheel";

/** What one press of a button or key magnifies by, and moves by as a share of the map. */
const ZOOM = 1.6;
const PAN = 0.1;

export interface Looked {
  readonly landscape: Landscape;
  readonly domain: Domain;
  readonly runs: readonly Run[];
  readonly isMap: boolean;
}

/**
 * @param look Is given the part of the landscape to look at.
 * @param fit Is given one that is to be seen as a whole, on the map and on the surface.
 */
export function navigation(
  sheet: Sheet,
  map: LandscapeMap,
  now: () => Looked,
  look: (domain: Domain) => void,
  fit: (domain: Domain) => void,
): void {
  const plot = map.place;
  const pan = sheet.part("#pan", HTMLButtonElement);

  function go(domain: Domain): void {
    const { landscape } = now();
    if (canBeSeen(domain, landscape)) look(domain);
  }
  function zoom(magnification: number, about: Point = centreOf(now().domain)): void {
    const { domain, landscape } = now();
    go(zoomed(domain, magnification, about, landscape));
  }
  function fitTo(domain: Domain): void {
    if (canBeSeen(domain, now().landscape)) fit(domain);
  }
  function fitLandscape(): void {
    fit(now().landscape.domain);
  }
  /** The point under a place of the window, exactly: rounded to pixels it would creep. */
  function pointAt(clientX: number, clientY: number): Point {
    const { left, top, width, height } = plot.getBoundingClientRect();
    const { x, y } = now().domain;
    return {
      x: x[0] + ((clientX - left) / width) * (x[1] - x[0]),
      y: y[1] - ((clientY - top) / height) * (y[1] - y[0]),
    };
  }
  function panBy(across: number, down: number): void {
    const { width, height } = plot.getBoundingClientRect();
    go(panned(now().domain, -across / width, down / height));
  }

  sheet.part("#zoom-in", HTMLButtonElement).addEventListener("click", () => zoom(ZOOM));
  sheet.part("#zoom-out", HTMLButtonElement).addEventListener("click", () => zoom(1 / ZOOM));
  sheet.part("#fit-landscape", HTMLButtonElement).addEventListener("click", fitLandscape);
  sheet
    .part("#fit-paths", HTMLButtonElement)
    .addEventListener("click", () => fitTo(fittedTo(now().runs, now().landscape)));
  pan.addEventListener("click", () => {
    const pressed = pan.getAttribute("aria-pressed") !== "true";
    pan.setAttribute("aria-pressed", String(pressed));
    for (const view of [plot, sheet.part(".surface", HTMLElement)]) view.classList.toggle("is-panned", pressed);
  });
  pan.addEventListener("keydown", (event) => {
    const direction = DIRECTIONS[event.key];
    if (!direction || event.ctrlKey || event.metaKey || event.altKey || !now().isMap) return;
    event.preventDefault();
    go(panned(now().domain, direction[0] * PAN, direction[1] * PAN));
  });
  sheet.part(".map", HTMLElement).addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isSurface(event.target)) return;
    if (event.key === "+" || event.key === "=") zoom(ZOOM);
    else if (event.key === "-") zoom(1 / ZOOM);
    else if (event.key === "0") fitLandscape();
    else return;
    event.preventDefault();
  });

  zoomByWheel(
    plot,
    () => isNear(now()),
    (magnification, clientX, clientY) => zoom(magnification, pointAt(clientX, clientY)),
    sheet.gone,
  );
  byHand(plot, pan, { panBy, zoom, pointAt, centre: (point) => go(centredOn(point, now().domain)) });
}

function isSurface(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(".surface") !== null;
}

function centredOn(point: Point, domain: Domain): Domain {
  const centre = centreOf(domain);
  const across = (point.x - centre.x) / (domain.x[1] - domain.x[0]);
  return panned(domain, across, (point.y - centre.y) / (domain.y[1] - domain.y[0]));
}

function isNear({ domain, landscape }: Looked): boolean {
  return domain.x[1] - domain.x[0] < (landscape.domain.x[1] - landscape.domain.x[0]) * 0.999;
}

interface Moves {
  panBy(across: number, down: number): void;
  zoom(magnification: number, about: Point): void;
  pointAt(clientX: number, clientY: number): Point;
  centre(point: Point): void;
}

/** A hand that moves less than this between pressing and letting go, in CSS pixels, has clicked. */
const TREMBLE = 6;

function byHand(plot: HTMLElement, pan: HTMLButtonElement, { panBy, zoom, pointAt, centre }: Moves): void {
  const fingers = new Map<number, { x: number; y: number }>();
  let moving = false;
  let travelled = 0;

  /** Keeps an event from the control of the start, which listens on the same element. */
  function take(event: PointerEvent): void {
    event.stopImmediatePropagation();
    event.preventDefault();
  }
  function wantsToMove(event: PointerEvent): boolean {
    if (event.pointerType === "touch" && fingers.size > 0) return true;
    if (event.button === 1) return true;
    return event.button === 0 && (event.shiftKey || pan.getAttribute("aria-pressed") === "true");
  }

  plot.addEventListener(
    "pointerdown",
    (event) => {
      const moves = wantsToMove(event);
      if (event.pointerType === "touch" || moves) fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (!moves) return;
      moving = true;
      travelled = 0;
      for (const finger of fingers.keys()) plot.setPointerCapture(finger);
      plot.classList.add("is-moved");
      take(event);
    },
    { capture: true },
  );
  plot.addEventListener(
    "pointermove",
    (event) => {
      const finger = fingers.get(event.pointerId);
      if (!finger) return;
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      const across = event.clientX - finger.x;
      const down = event.clientY - finger.y;
      if (moving && other) {
        // Each finger carries half of the movement of their middle.
        const before = Math.hypot(finger.x - other.x, finger.y - other.y);
        const after = Math.hypot(event.clientX - other.x, event.clientY - other.y);
        panBy(across / 2, down / 2);
        const middle = pointAt((event.clientX + other.x) / 2, (event.clientY + other.y) / 2);
        if (before > 0 && after > 0) zoom(after / before, middle);
      } else if (moving) {
        panBy(across, down);
      }
      finger.x = event.clientX;
      finger.y = event.clientY;
      travelled += Math.hypot(across, down);
      if (moving) take(event);
    },
    { capture: true },
  );
  function letGo(event: PointerEvent): void {
    const touched = fingers.delete(event.pointerId);
    if (!moving || !touched) return;
    take(event);
    // With "Pan" a click needs no dragging to move the map: what was clicked comes to its middle.
    if (event.type === "pointerup" && travelled < TREMBLE && fingers.size === 0 && event.button === 0) {
      centre(pointAt(event.clientX, event.clientY));
    }
    // A finger that stays must not begin to drag the start.
    moving = fingers.size > 0;
    plot.classList.toggle("is-moved", moving);
  }
  plot.addEventListener("pointerup", letGo, { capture: true });
  plot.addEventListener("pointercancel", letGo, { capture: true });

  // Two fingers would otherwise scroll or magnify the page.
  plot.addEventListener(
    "touchmove",
    (event) => {
      if (event.touches.length > 1 && event.cancelable) event.preventDefault();
    },
    { passive: false },
  );
}
