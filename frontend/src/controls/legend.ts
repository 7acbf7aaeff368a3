/** What the paths are, where there are no name plates: colour, dash, name, and how each run ended. */

import type { Catalogue, Optimizer } from "../engine/catalogue";
import type { Run } from "../engine/runs";
import { conventionsOf } from "../state/conventions";
import type { Experiment } from "../state/experiment";
import { counted } from "../views/numbers";
import { make, say } from "../views/page";
import { verdict } from "../views/sentences";
import type { Sheet } from "../views/sheet";
import { swatch } from "../views/swatch";

/**
 * @param beside What stands beside a name: the button of its settings, where there are any.
 */
export function legend(
  sheet: Sheet,
  catalogue: Catalogue,
  beside: ((leading: Optimizer) => Element) | undefined,
): { show(experiment: Experiment, runs: readonly Run[]): void } {
  const list = sheet.part(".legend", HTMLUListElement);
  const endings = new Map<Optimizer, HTMLElement>();
  let listed: readonly Optimizer[] = [];

  function itemFor(optimizer: Optimizer): HTMLLIElement {
    const item = make("li");
    const ending = make("span", "ending");
    endings.set(optimizer, ending);
    const leading = catalogue.optimizers.find((each) => conventionsOf(each).includes(optimizer)) ?? optimizer;
    item.append(swatch(optimizer), make("b", "", optimizer.title), " ", ending, ...(beside ? [beside(leading)] : []));
    return item;
  }

  return {
    show({ optimizers }, runs) {
      if (optimizers !== listed) list.replaceChildren(...optimizers.map(itemFor));
      listed = optimizers;
      for (const optimizer of optimizers) {
        const run = runs.find((each) => each.optimizer === optimizer);
        const ending = endings.get(optimizer);
        if (ending) say(ending, run ? endingOf(run, catalogue) : "");
      }
    },
  };
}

/** How a run ended, in fewer words than the table of results has room for: "converged, 50 steps". */
function endingOf(run: Run, catalogue: Catalogue): string {
  const { diverged_at, steps } = run.ending;
  if (diverged_at >= 0) return verdict(run, catalogue);
  const [outcome] = verdict(run, catalogue).split(" by ");
  return `${outcome}, ${counted(steps)} steps`;
}
