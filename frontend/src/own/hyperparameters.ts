/** The numbers that an own rule declares, each as a slider and a field: changing one changes the rule's own line. */

import { type NumberField, numberField } from "../controls/number-field";
import type { Optimizer } from "../engine/catalogue";
import { readable } from "../views/numbers";
import { make } from "../views/page";
import type { Sheet } from "../views/sheet";
import { numbersIn, withNumber } from "./numbers";
import { type Span, spanOf } from "./span";

/** Notches of a slider. */
const NOTCHES = 200;

/** The largest number that every target reads back as it was written. */
const LARGEST = 1e300;

export interface HyperparameterFields {
  show(optimizer: Optimizer): void;
}

interface Control {
  show(value: number): void;
}

/** @param changed Is given the optimizer with the other number, its text included. */
export function hyperparameterFields(sheet: Sheet, changed: (optimizer: Optimizer) => void): HyperparameterFields {
  const place = sheet.part(".own-hyperparameters", HTMLElement);
  const controls = new Map<string, Control>();
  let optimizer: Optimizer | undefined;

  function change(name: string, value: number): void {
    if (!optimizer) return;
    optimizer = withNumber(optimizer, name, value);
    controls.get(name)?.show(value);
    changed(optimizer);
  }

  function controlOf(name: string): Control {
    const slider = sliderOf(sheet, name);
    const field: NumberField = numberField(sheet, {
      selector: `#${idOf(name)}`,
      low: -LARGEST,
      high: LARGEST,
      changed: (value) => change(name, value),
    });
    let span: Span | undefined;
    slider.addEventListener("input", () => {
      if (span) change(name, span.valueAt(slider.valueAsNumber / NOTCHES));
    });
    return {
      show(value) {
        // A slider that was moved keeps its ends; they follow a number that was typed beyond them.
        if (!span?.holds(value)) span = spanOf(value);
        slider.valueAsNumber = Math.round(span.shareOf(value) * NOTCHES);
        slider.setAttribute("aria-valuetext", readable(value));
        field.show(value);
      },
    };
  }

  return {
    show(shown) {
      optimizer = shown;
      const declared = numbersIn(shown);
      if (declared.join() !== [...controls.keys()].join()) {
        controls.clear();
        place.replaceChildren(...declared.map((name) => elementFor(sheet, name)));
        for (const name of declared) controls.set(name, controlOf(name));
      }
      for (const { name, default: value } of shown.hyperparameters) controls.get(name)?.show(value);
    },
  };
}

function idOf(name: string): string {
  return `own-${name}`;
}

function sliderOf(sheet: Sheet, name: string): HTMLInputElement {
  return sheet.part(`#${idOf(name)}-slider`, HTMLInputElement);
}

function elementFor(sheet: Sheet, name: string): HTMLElement {
  const id = sheet.id(idOf(name));
  const element = make("div", "field own-number");
  const label = make("label", "", `${name} of the own rule`);
  label.id = `${id}-name`;
  label.htmlFor = id;
  const slider = make("input");
  slider.type = "range";
  slider.id = `${id}-slider`;
  slider.max = String(NOTCHES);
  slider.setAttribute("aria-labelledby", label.id);
  const input = make("input");
  input.type = "number";
  input.id = id;
  const refusal = make("p", "refusal");
  refusal.id = `${id}-refusal`;
  input.setAttribute("aria-describedby", refusal.id);
  for (const each of [slider, input]) each.autocomplete = "off";
  element.append(label, slider, input, refusal);
  return element;
}
