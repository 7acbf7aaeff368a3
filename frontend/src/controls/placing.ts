/** Giving points of the landscape: by a click, by a tap, or by a cross that the arrow keys move and Enter sets. */

import type { Experiment, Point } from "../state/experiment";
import type { LandscapeMap } from "../views/map/map";
import { readablePoint } from "../views/numbers";
import { make } from "../views/page";
import type { Sheet } from "../views/sheet";
import { DIRECTIONS, LEAP, moveOn, onGrid, TREMBLE } from "./start";

export type PointListener = (x: number, y: number) => void;

export interface Placing {
  /** Hands over every point that is given, instead of moving the start there; nothing is taken where nobody listens. */
  onPoint(listener: PointListener | undefined): void;
  /** Keeps the cross where it is on a map that shows something else. */
  show(experiment: Experiment): void;
}

export interface PlacingNeeds {
  readonly sheet: Sheet;
  readonly map: LandscapeMap;
  readonly experiment: () => Experiment;
  readonly announce: (sentence: string) => void;
}

export function placing({ sheet, map, experiment, announce }: PlacingNeeds): Placing {
  const plot = sheet.part(".plot", HTMLElement);
  const cross = make("button", "cross");
  cross.type = "button";
  cross.hidden = true;
  cross.title = "Arrow keys move it, ten times as far with Shift; Enter takes the point";
  plot.append(cross);
  let listener: PointListener | undefined;
  let at: Point | undefined;
  let pressed: { readonly id: number; readonly left: number; readonly top: number } | undefined;

  function point(): Point {
    return at ?? experiment().start;
  }

  function place(): void {
    const { projection } = map;
    if (!projection) return;
    const { x, y } = point();
    cross.style.setProperty("left", `${(projection.toLeft(x) / projection.width) * 100}%`);
    cross.style.setProperty("top", `${(projection.toTop(y) / projection.height) * 100}%`);
    cross.setAttribute("aria-label", `Point at ${readablePoint(x, y)}; Enter takes it`);
  }

  function give({ x, y }: Point): void {
    at = { x, y };
    place();
    announce(`Point ${readablePoint(x, y)} taken.`);
    listener?.(x, y);
  }

  // These come before the start's own: what is meant for a point must not move it.
  const first = { capture: true };
  plot.addEventListener(
    "pointerdown",
    (event) => {
      if (!listener || event.button !== 0) return;
      pressed = { id: event.pointerId, left: event.clientX, top: event.clientY };
      event.stopImmediatePropagation();
    },
    first,
  );
  plot.addEventListener(
    "pointerup",
    (event) => {
      if (!listener || pressed?.id !== event.pointerId) return;
      const isStill = Math.hypot(event.clientX - pressed.left, event.clientY - pressed.top) < TREMBLE;
      const { left, top, width, height } = plot.getBoundingClientRect();
      const { projection } = map;
      pressed = undefined;
      event.stopImmediatePropagation();
      if (!isStill || !projection) return;
      const across = (event.clientX - left) / width;
      give(projection.toPoint(across * projection.width, ((event.clientY - top) / height) * projection.height));
    },
    first,
  );
  cross.addEventListener("keydown", (event) => {
    const direction = DIRECTIONS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") give(point());
    else if (direction) {
      const size = moveOn(map, experiment());
      const times = event.shiftKey ? LEAP : 1;
      const { x, y } = point();
      at = {
        x: onGrid(x + direction[0] * times * size.x, size.x),
        y: onGrid(y + direction[1] * times * size.y, size.y),
      };
      place();
      announce(readablePoint(at.x, at.y));
    } else return;
    event.preventDefault();
  });

  return {
    onPoint(wanted) {
      listener = wanted;
      cross.hidden = !wanted;
      plot.classList.toggle("is-placing", wanted !== undefined);
      place();
    },
    show: place,
  };
}
