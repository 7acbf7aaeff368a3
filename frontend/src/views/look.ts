/** The page's own colours and type, for what is drawn on a canvas. */

import type { Optimizer } from "../engine/catalogue";

export interface Look {
  readonly font: string;
  readonly paper: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly hairline: string;
  readonly alarm: string;
  readonly water: string;
  readonly dark: boolean;
}

const darkness = matchMedia("(prefers-color-scheme: dark)");

export function lookOf(place: HTMLElement): Look {
  const style = getComputedStyle(place);
  return {
    font: style.fontFamily,
    paper: style.getPropertyValue("--paper"),
    ink: style.getPropertyValue("--ink"),
    inkSoft: style.getPropertyValue("--ink-soft"),
    hairline: style.getPropertyValue("--hairline"),
    alarm: style.getPropertyValue("--alarm"),
    water: style.getPropertyValue("--water"),
    dark: darkness.matches,
  };
}

/** The colour that an optimizer has on the paper of the page. */
export function colourOf({ colour }: Optimizer, { dark }: Look): string {
  return dark ? colour.on_dark : colour.on_light;
}

/** Calls back when a place has another size, or the page another look. */
export function whenItLooksDifferent(place: HTMLElement, changed: () => void, gone: AbortSignal): void {
  whenResized(place, changed, gone);
  darkness.addEventListener("change", changed, { signal: gone });
}

/** Calls back when a place has another size, and once at the beginning. */
export function whenResized(place: HTMLElement, changed: () => void, gone: AbortSignal): void {
  const observer = new ResizeObserver(changed);
  observer.observe(place);
  gone.addEventListener("abort", () => observer.disconnect());
}
