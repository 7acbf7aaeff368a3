/** The start: a handle on the map for the hand and the arrow keys, and two fields for every number there is. */

import type { Catalogue } from "../engine/catalogue";
import type { Experiment, Point } from "../state/experiment";
import type { LandscapeMap } from "../views/map/map";
import type { Sheet } from "../views/sheet";
import { roundUp } from "../views/ticks";
import { numberField } from "./number-field";

/** Arrow keys cross the map in so many moves, and in a tenth of them with Shift. */
const MOVES = 100;
export const LEAP = 10;

/** A finger that moves less than this between touching and leaving, in CSS pixels, has tapped. */
export const TREMBLE = 10;

export const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

export interface StartControl {
  show(experiment: Experiment): void;
}

/** What both ways of moving the start have to know. */
export interface StartNeeds {
  readonly sheet: Sheet;
  readonly catalogue: Catalogue;
  readonly map: LandscapeMap;
  readonly experiment: () => Experiment;
  readonly changed: (start: Point) => void;
}

/** The two fields. */
export function startFields({ sheet, catalogue, map, experiment, changed }: StartNeeds): StartControl {
  const limit = catalogue.limits.coordinate;
  const move = () => moveOn(map, experiment());
  const fieldX = numberField(sheet, {
    selector: "#start-x",
    low: -limit,
    high: limit,
    nudged: (x, direction) => moved(x, direction, move().x),
    changed: (x) => changed({ ...experiment().start, x }),
  });
  const fieldY = numberField(sheet, {
    selector: "#start-y",
    low: -limit,
    high: limit,
    nudged: (y, direction) => moved(y, direction, move().y),
    changed: (y) => changed({ ...experiment().start, y }),
  });
  return {
    show({ start }) {
      fieldX.show(start.x);
      fieldY.show(start.y);
    },
  };
}

/** How far a key moves the start along each axis. */
export function moveOn({ projection }: LandscapeMap, { landscape }: Experiment): Point {
  const { x, y } = projection?.domain ?? landscape.domain;
  return { x: roundUp((x[1] - x[0]) / MOVES), y: roundUp((y[1] - y[0]) / MOVES) };
}

/** The handle on the map. */
export function startHandle({ sheet, catalogue, map, experiment, changed }: StartNeeds): StartControl {
  const handle = sheet.part(".start", HTMLButtonElement);
  const plot = sheet.part(".plot", HTMLElement);
  const limit = catalogue.limits.coordinate;

  handle.addEventListener("keydown", (event) => {
    const direction = DIRECTIONS[event.key];
    if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const { start } = experiment();
    const size = moveOn(map, experiment());
    const [across, up] = direction;
    const times = event.shiftKey ? LEAP : 1;
    changed({
      x: within(moved(start.x, across * times, size.x), limit),
      y: within(moved(start.y, up * times, size.y), limit),
    });
  });

  /** The point of the map under a pointer; a drag that runs off the map keeps to its edge, as the hand can see. */
  function pointUnder(event: PointerEvent): Point | undefined {
    const frame = plot.getBoundingClientRect();
    const { projection } = map;
    const left = within01((event.clientX - frame.left) / frame.width);
    const top = within01((event.clientY - frame.top) / frame.height);
    return projection?.toPoint(left * projection.width, top * projection.height);
  }
  function follow(event: PointerEvent): void {
    const point = pointUnder(event);
    if (point) changed(point);
  }

  let tap: { readonly left: number; readonly top: number } | undefined;
  plot.addEventListener("pointerdown", (event) => {
    const onHandle = event.target instanceof Node && handle.contains(event.target);
    // A finger beside the handle may be scrolling the page; it moves the start by a tap.
    tap = event.pointerType === "touch" && !onHandle ? { left: event.clientX, top: event.clientY } : undefined;
    if (event.button !== 0 || tap) return;
    plot.setPointerCapture(event.pointerId);
    plot.classList.add("is-dragging");
    if (!onHandle) follow(event);
  });
  plot.addEventListener("pointermove", (event) => {
    if (plot.hasPointerCapture(event.pointerId)) follow(event);
  });
  plot.addEventListener("lostpointercapture", () => plot.classList.remove("is-dragging"));
  // A finger that scrolled is cancelled by the browser; one that only trembled has tapped.
  plot.addEventListener("pointercancel", () => {
    tap = undefined;
  });
  plot.addEventListener("pointerup", (event) => {
    if (tap && Math.hypot(event.clientX - tap.left, event.clientY - tap.top) < TREMBLE) follow(event);
    tap = undefined;
  });

  return {
    show({ start }) {
      const { projection } = map;
      if (!projection) return;
      const left = projection.toLeft(start.x) / projection.width;
      const top = projection.toTop(start.y) / projection.height;
      handle.style.setProperty("left", `${within01(left) * 100}%`);
      handle.style.setProperty("top", `${within01(top) * 100}%`);
      handle.classList.toggle("is-outside", left !== within01(left) || top !== within01(top));
    },
  };
}

/** A coordinate so many steps on; one that a key does not move stays exactly as it is. */
export function moved(value: number, steps: number, step: number): number {
  return steps === 0 ? value : onGrid(value + steps * step, step);
}

/** The nearest multiple of a step, without the dust of binary fractions. */
export function onGrid(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toPrecision(12));
}

function within(value: number, limit: number): number {
  return Math.min(Math.max(value, -limit), limit);
}

function within01(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}
