/** The numbers that an own rule declares, each as a field: changing one changes the rule's own line. */

import type { Optimizer } from "../engine/catalogue";
import { make } from "../views/page";
import type { Sheet } from "../views/sheet";

export interface HyperparameterFields {
  show(optimizer: Optimizer): void;
}

/** @param changed Is given the optimizer with the other number, its text included. */
export function hyperparameterFields(sheet: Sheet, changed: (optimizer: Optimizer) => void): HyperparameterFields {
  const place = sheet.part(".own-hyperparameters", HTMLElement);
  let optimizer: Optimizer | undefined;
  let names = "";

  function fieldFor(name: string): HTMLElement {
    const label = make("label");
    const input = make("input");
    input.type = "number";
    input.step = "any";
    input.name = name;
    label.append(`${name} of the own rule`, input);
    label.className = "field";
    input.addEventListener("input", () => {
      const value = input.valueAsNumber;
      input.toggleAttribute("aria-invalid", !Number.isFinite(value));
      if (!Number.isFinite(value) || !optimizer) return;
      optimizer = withNumber(optimizer, name, value);
      changed(optimizer);
    });
    return label;
  }

  return {
    show(shown) {
      optimizer = shown;
      const declared = shown.hyperparameters.filter(({ name }) => lineOf(name).test(shown.rule));
      const now = declared.map(({ name }) => name).join();
      if (now !== names) place.replaceChildren(...declared.map(({ name }) => fieldFor(name)));
      names = now;
      for (const { name, default: value } of declared) {
        const input = place.querySelector(`input[name="${name}"]`);
        if (input instanceof HTMLInputElement && input.valueAsNumber !== value) input.value = String(value);
      }
    },
  };
}

function withNumber(optimizer: Optimizer, name: string, value: number): Optimizer {
  return {
    ...optimizer,
    rule: optimizer.rule.replace(lineOf(name), (_, before: string) => `${before}${value}`),
    hyperparameters: optimizer.hyperparameters.map((each) => (each.name === name ? { ...each, default: value } : each)),
  };
}

/** The line that declares a number, such as `beta = 0.9`. */
function lineOf(name: string): RegExp {
  return new RegExp(`^(\\s*${name}\\s*=\\s*)[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?(?=\\s*(?:#.*)?$)`, "m");
}
