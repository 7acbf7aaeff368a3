/** One toggle button an optimizer: its name plate, its switch and its legend. */

import type { Catalogue, Optimizer } from "../engine/catalogue";
import { conventionsOf, shownConvention } from "../state/conventions";
import type { Experiment } from "../state/experiment";
import { make } from "../views/page";
import type { Sheet } from "../views/sheet";
import { swatch } from "../views/swatch";

/** @param beside What stands beside a name plate: the button of its settings, where there are any. */
export function optimizerToggles(
  sheet: Sheet,
  catalogue: Catalogue,
  toggled: (optimizer: Optimizer) => void,
  beside: ((optimizer: Optimizer) => Element) | undefined,
): { show(experiment: Experiment): void } {
  const place = sheet.part(".optimizers", HTMLElement);
  const plates = new Map<string, HTMLButtonElement>();
  const named = new Map<HTMLButtonElement, Optimizer>();

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
      const pair = make("span", "plate-pair");
      pair.append(plate, ...(beside ? [beside(optimizer)] : []));
      place.append(pair);
    }
  }
  place.replaceChildren();
  addPlates();

  return {
    show(experiment) {
      addPlates();
      for (const leading of catalogue.optimizers) {
        const plate = plates.get(leading.key);
        if (!plate) continue;
        const isShown = experiment.optimizers.some((each) => conventionsOf(leading).includes(each));
        plate.setAttribute("aria-pressed", String(isShown));
        const convention = shownConvention(leading, experiment);
        if (named.get(plate) === convention) continue;
        named.set(plate, convention);
        name(plate, convention);
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
