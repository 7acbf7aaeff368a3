/** One toggle button an optimizer: its name plate, its switch and its legend. */

import type { Catalogue, Optimizer } from "../engine/catalogue";
import { conventionsOf, shownConvention } from "../state/conventions";
import type { Experiment } from "../state/experiment";
import { make, part } from "../views/page";
import { swatch } from "../views/swatch";

/** @param beside What stands beside a name plate: the button of its settings. */
export function optimizerToggles(
  catalogue: Catalogue,
  toggled: (optimizer: Optimizer) => void,
  beside: (optimizer: Optimizer) => Element,
): { show(experiment: Experiment): void } {
  const place = part(".optimizers", HTMLElement);
  const buttons = new Map(catalogue.optimizers.map((optimizer) => [optimizer, plateOf(optimizer)]));
  const named = new Map<HTMLButtonElement, Optimizer>();
  for (const [optimizer, button] of buttons) {
    button.addEventListener("click", () => toggled(optimizer));
    const pair = make("span", "plate-pair");
    pair.append(button, beside(optimizer));
    place.append(pair);
  }

  return {
    show(experiment) {
      for (const [leading, button] of buttons) {
        const isShown = experiment.optimizers.some((each) => conventionsOf(leading).includes(each));
        button.setAttribute("aria-pressed", String(isShown));
        const convention = shownConvention(leading, experiment);
        if (named.get(button) === convention) continue;
        named.set(button, convention);
        name(button, convention);
      }
    },
  };
}

function plateOf(leading: Optimizer): HTMLButtonElement {
  const button = make("button", "plate");
  button.type = "button";
  name(button, leading);
  return button;
}

function name(button: HTMLButtonElement, optimizer: Optimizer): void {
  button.title = optimizer.summary;
  button.replaceChildren(swatch(optimizer), optimizer.title);
}
