/**
 * A number that somebody types. While what stands there is no number one can use, the picture stays as it was, the field says
 * what is allowed, and what was typed stays too.
 */

import { readable } from "../views/numbers";
import { say } from "../views/page";
import type { Sheet } from "../views/sheet";
import { keepRefused } from "./refused";

export interface NumberFieldOptions {
  readonly selector: string;
  readonly low: number;
  readonly high: number;
  readonly whole?: boolean;
  /** What is allowed, where "from low to high" does not say it. */
  readonly range?: { readonly words: string; allows(value: number): boolean };
  /** Where nothing may stand in the field. */
  readonly emptied?: () => void;
  /** The number an arrow key leads to; the browser's own steps of 1 are too coarse for most of ours. */
  readonly nudged?: (value: number, direction: 1 | -1) => number;
  readonly changed: (value: number) => void;
}

export interface NumberField {
  /** Shows the number in force, or none, and leaves "0.10" alone where that is 0.1. */
  show(value: number | undefined): void;
}

export function numberField(sheet: Sheet, options: NumberFieldOptions): NumberField {
  const { selector, low, high, whole = false, range, nudged, emptied, changed } = options;
  const input = sheet.part(selector, HTMLInputElement);
  const refusal = sheet.part(`${selector}-refusal`, HTMLElement);
  /** The number that was shown or typed last. */
  let inForce: number | undefined;
  /** What was refused here before the page was loaded anew. */
  let before = keepRefused(sheet, selector, () => (input.hasAttribute("aria-invalid") ? input.value : undefined));
  /** Whether it stands here again, and nobody has done anything since. */
  let isTakenUp = false;
  if (Number.isFinite(low)) input.min = String(low);
  if (Number.isFinite(high)) input.max = String(high);
  input.step = whole ? "1" : "any";

  function allowed(value: number): boolean {
    if (range) return range.allows(value);
    return value >= low && value <= high && (!whole || Number.isInteger(value));
  }

  function refuse(refused: boolean): void {
    const words = range?.words ?? `${whole ? "a whole number" : "a number"} from ${readable(low)} to ${readable(high)}`;
    input.toggleAttribute("aria-invalid", refused);
    if (refused) input.setAttribute("aria-invalid", "true");
    say(refusal, refused ? `Takes ${words}.` : "");
  }

  function read(): void {
    const value = input.valueAsNumber;
    if (emptied && input.value === "" && !input.validity.badInput) {
      refuse(false);
      emptied();
      return;
    }
    refuse(!allowed(value));
    if (!allowed(value)) return;
    inForce = value;
    changed(value);
  }

  /** Goes on where somebody was before the page was loaded anew, as if the field still had the focus. */
  function takeUp(typed: string): void {
    const leave = () => {
      isTakenUp = false;
    };
    for (const act of ["pointerdown", "keydown"]) sheet.keyboard.addEventListener(act, leave, { signal: sheet.gone });
    isTakenUp = true;
    before = undefined;
    input.value = typed;
    refuse(true);
  }

  input.addEventListener("input", read);
  input.addEventListener("keydown", (event) => {
    const direction = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : undefined;
    if (!nudged || !direction || !allowed(input.valueAsNumber)) return;
    event.preventDefault();
    const value = nudged(input.valueAsNumber, direction);
    if (!allowed(value)) return;
    input.value = String(value);
    read();
  });

  return {
    show(value) {
      // Shown again, as it may be on any frame, the same number is no reason to take away what somebody is typing.
      const isBeingTyped = isTakenUp || input === document.activeElement;
      if (isBeingTyped && input.hasAttribute("aria-invalid") && value === inForce) return;
      inForce = value;
      if (value === undefined) input.value = "";
      else if (input.valueAsNumber !== value) input.value = String(value);
      refuse(false);
      if (before !== undefined) takeUp(before);
    },
  };
}
