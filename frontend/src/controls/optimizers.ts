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
  const plates = new Map<string, HTMLButtonElement>();

  /** Optimizers of one's own come later, and change under their plate. */
  function addPlates(): void {
    for (const optimizer of catalogue.optimizers) {
      if (plates.has(optimizer.key)) continue;
      const plate = plateOf(optimizer);
      plate.addEventListener("click", () => {
        const now = catalogue.optimizers.find(({ key }) => key === optimizer.key);
        if (now) toggled(now);
      });
      plates.set(optimizer.key, plate);
      place.append(plate);
    }
  }
  place.replaceChildren();
  addPlates();

  return {
    show({ optimizers }) {
      addPlates();
      for (const [key, plate] of plates)
        plate.setAttribute("aria-pressed", String(optimizers.some((each) => each.key === key)));
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
