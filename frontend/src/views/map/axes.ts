/** The ticks around the map, and the scale of its colours. */

import type { Catalogue, Landscape } from "../../engine/catalogue";
import type { Domain } from "../../state/frame";
import { powerOfTen, readable } from "../numbers";
import { make } from "../page";
import { linearTicks } from "../ticks";

/** CSS pixels between two ticks, at least about. */
const APART = 70;

/** Ticks are round numbers, and written in full: near a point they differ only in their last digits. */
const DIGITS = 12;

export interface AxisPlaces {
  readonly below: HTMLElement;
  readonly beside: HTMLElement;
  readonly scale: HTMLElement;
}

export function drawAxes({ below, beside }: AxisPlaces, domain: Domain, size: number): void {
  const about = Math.max(2, Math.round(size / APART));
  below.replaceChildren(...ticksOf(domain.x, about, "left", "x"));
  beside.replaceChildren(...ticksOf(domain.y, about, "bottom", "y"));
}

function ticksOf(
  [low, high]: readonly [number, number],
  about: number,
  side: "left" | "bottom",
  name: string,
): Element[] {
  const ticks = linearTicks(low, high, about).map((value) => {
    const tick = make("span", "tick", readable(value, DIGITS));
    tick.style.setProperty(side, `${((value - low) / (high - low)) * 100}%`);
    return tick;
  });
  return [...ticks, make("span", "axis-name", name)];
}

/** Shows which colour stands for which loss: the ramp, with the powers of ten that lie in it. */
export function drawScale({ scale }: AxisPlaces, { terrain }: Landscape, catalogue: Catalogue): void {
  const { low, high, unit } = terrain;
  const bar = make("span", "scale-bar");
  bar.style.setProperty("background", `linear-gradient(to top, ${catalogue.ramp.join(", ")})`);
  const ticks: HTMLElement[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const value of scaleValues(low, high)) {
    const rise = catalogue.height(value, low, high, unit);
    // Labels nearer than this would touch.
    if (rise - last < 0.06) continue;
    last = rise;
    const tick = make(
      "span",
      "tick",
      Number.isInteger(Math.log10(Math.abs(value))) ? powerOf(value) : readable(value, 2),
    );
    tick.style.setProperty("bottom", `${rise * 100}%`);
    ticks.push(tick);
  }
  scale.replaceChildren(bar, ...ticks);
}

function scaleValues(low: number, high: number): readonly number[] {
  const top = Math.floor(Math.log10(Math.max(Math.abs(high), Number.MIN_VALUE)));
  const powers = Array.from({ length: 12 }, (_, index) => 10 ** (top - 11 + index));
  const values = [low, ...powers.map((power) => -power), 0, ...powers];
  return values.filter((value) => value >= low && value <= high).sort((one, other) => one - other);
}

function powerOf(value: number): string {
  const text = powerOfTen(Math.round(Math.log10(Math.abs(value))));
  return value < 0 ? `−${text}` : text;
}
