/** Which landscape the runs walk on. */

import type { Catalogue, Landscape } from "../engine/catalogue";
import { type Experiment, onLandscape, type Whereabouts } from "../state/experiment";
import type { Sheet } from "../views/sheet";

export function landscapeChoice(
  sheet: Sheet,
  { landscapes }: Catalogue,
  now: () => Experiment,
  open: (experiment: Experiment) => void,
): { show(experiment: Experiment): void } {
  const choice = sheet.part("#landscape", HTMLSelectElement);
  // Who looks at another landscape and comes back finds this one as it was left.
  const left = new WeakMap<Landscape, Whereabouts>();
  choice.addEventListener("change", () => {
    const chosen = landscapes.find(({ key }) => key === choice.value);
    const { landscape, start, pinned } = now();
    left.set(landscape, { start, pinned });
    if (chosen) open(onLandscape(now(), chosen, left.get(chosen)));
  });

  return {
    show({ landscape }) {
      // One of one's own comes later.
      const more = landscapes.slice(choice.options.length);
      choice.append(...more.map(({ key, title }) => new Option(title, key)));
      choice.value = landscape.key;
    },
  };
}
