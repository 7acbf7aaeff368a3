/** Which landscape the runs walk on. */

import type { Catalogue } from "../engine/catalogue";
import { type Experiment, onLandscape } from "../state/experiment";
import type { Sheet } from "../views/sheet";

export function landscapeChoice(
  sheet: Sheet,
  { landscapes }: Catalogue,
  now: () => Experiment,
  open: (experiment: Experiment) => void,
): { show(experiment: Experiment): void } {
  const choice = sheet.part("#landscape", HTMLSelectElement);
  choice.addEventListener("change", () => {
    const chosen = landscapes.find(({ key }) => key === choice.value);
    if (chosen) open(onLandscape(now(), chosen));
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
