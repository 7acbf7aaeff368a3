/** The field of one coordinate. */

import { readNumber } from "../../grading/number";

/** Digits of a coordinate that was pointed at: finer than a pixel of the map. */
const DIGITS = 4;

export function axisInput(form: HTMLFormElement, axis: "x" | "y"): HTMLInputElement {
  const input = form.querySelector(`input[name="${axis}"]`);
  if (input instanceof HTMLInputElement) return input;
  throw new Error(`The form has no field for ${axis}.`);
}

/** What is typed as a number; undefined where it is none. */
export function coordinate(text: string): number | undefined {
  const read = readNumber(text);
  return typeof read === "number" ? read : undefined;
}

/** A coordinate that was pointed at, as somebody would type it. */
export function typed(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}

/** Marks a field whose text cannot be read, and lets the verdict say why; or takes the mark away. */
export function refuse(input: HTMLInputElement, refused: boolean): void {
  const verdict = input.closest("[data-question]")?.querySelector(".verdict")?.id ?? "";
  if (refused) {
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", verdict);
  } else {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
}
