/** The ticks around the map, and the scale of its colours. */

import type { Catalogue, Landscape } from "../../engine/catalogue";
import type { Domain } from "../../state/frame";
import { readable } from "../numbers";
import { make } from "../page";
import { linearTicks } from "../ticks";
import { lossTicks } from "./loss-ticks";

/** CSS pixels between two ticks, at least about. */
const APART = 70;

/** Ticks are round numbers, and written in full: near a point they differ only in their last digits. */
export const DIGITS = 12;

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

/** Shows which colour stands for which loss. */
export function drawScale({ scale }: AxisPlaces, landscape: Landscape, catalogue: Catalogue): void {
  const bar = make("span", "scale-bar");
  bar.style.setProperty("background", `linear-gradient(to top, ${catalogue.ramp.join(", ")})`);
  const losses = lossTicks(landscape, catalogue);
  scale.style.setProperty("--letters", String(Math.max(0, ...losses.map(({ words }) => words.length))));
  const ticks = losses.map(({ rise, words }) => {
    const tick = make("span", "tick", words);
    tick.style.setProperty("bottom", `${rise * 100}%`);
    return tick;
  });
  scale.replaceChildren(bar, ...ticks);
}
