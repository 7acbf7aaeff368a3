/** One toggle button an optimizer: its name plate, its switch and its legend. */

import type { Catalogue, Optimizer } from "../engine/catalogue";
import type { Experiment } from "../state/experiment";
import { part } from "../views/page";
import { swatch } from "../views/swatch";

export function optimizerToggles(
  catalogue: Catalogue,
  toggled: (optimizer: Optimizer) => void,
): { show(experiment: Experiment): void } {
  const place = part(".optimizers", HTMLElement);
  const buttons = new Map(catalogue.optimizers.map((optimizer) => [optimizer, plateOf(optimizer)]));
  place.replaceChildren(...buttons.values());
  for (const [optimizer, button] of buttons) button.addEventListener("click", () => toggled(optimizer));

  return {
    show({ optimizers }) {
      for (const [optimizer, button] of buttons)
        button.setAttribute("aria-pressed", String(optimizers.includes(optimizer)));
    },
  };
}

function plateOf(optimizer: Optimizer): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plate";
  button.title = optimizer.summary;
  button.append(swatch(optimizer), optimizer.title);
  return button;
}
