/** The learning rate, on a logarithmic slider and in a field: the slider for the hand, the field for every number there is. */

import type { Catalogue } from "../engine/catalogue";
import type { Experiment } from "../state/experiment";
import { readable } from "../views/numbers";
import type { Sheet } from "../views/sheet";
import { numberField } from "./number-field";

/** The slider's ends and its notch, as powers of ten: 50 notches a decade, each 5 % above the one before. */
const LOWEST = -5;
const HIGHEST = 1;
const NOTCHES = 50;

export function learningRate(
  sheet: Sheet,
  catalogue: Catalogue,
  changed: (lr: number) => void,
): { show(experiment: Experiment): void } {
  const slider = sheet.part("#lr-slider", HTMLInputElement);
  slider.min = String(LOWEST);
  slider.max = String(HIGHEST);
  slider.step = String(1 / NOTCHES);
  const [low, high] = catalogue.limits.lr;
  const field = numberField(sheet, {
    selector: "#lr",
    low,
    high,
    nudged: (value, direction) => atNotch(Math.round(Math.log10(value) * NOTCHES) + direction),
    changed,
  });
  slider.addEventListener("input", () => changed(atNotch(Math.round(slider.valueAsNumber * NOTCHES))));

  return {
    show({ lr }) {
      field.show(lr);
      slider.value = String(Math.log10(lr));
      slider.setAttribute("aria-valuetext", readable(lr));
    },
  };
}

/** Where a learning rate stands on the slider, from 0 to 1. */
export function shareOfSlider(lr: number): number {
  return Math.min(Math.max((Math.log10(lr) - LOWEST) / (HIGHEST - LOWEST), 0), 1);
}

/** The learning rate at a notch, to the three digits worth writing down. */
function atNotch(notch: number): number {
  return Number((10 ** (notch / NOTCHES)).toPrecision(3));
}
