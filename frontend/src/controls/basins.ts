/** The switch that lays basins of attraction over the map; what they need is loaded when it is first used. */

import type { Experiment } from "../state/experiment";
import type { BasinNeeds, BasinPanel } from "../views/basins/panel";

export interface BasinToggle {
  /** @param keys Of the optimizers whose basins are shown; undefined, where none are. */
  show(experiment: Experiment, keys: readonly string[] | undefined, opacity: number): void;
}

export interface BasinToggleNeeds extends Omit<BasinNeeds, "choose"> {
  /** Is given the optimizers whose basins somebody wants to see; undefined, where none. */
  readonly choose: (keys: readonly string[] | undefined) => void;
}

export function basinToggle(needs: BasinToggleNeeds): BasinToggle {
  const { sheet, choose } = needs;
  const button = sheet.part("#basins", HTMLButtonElement);
  let panel: BasinPanel | undefined;
  let isComing = false;
  let isOn = false;
  let showNow: () => void = () => undefined;

  async function load(): Promise<void> {
    const { basinPanel } = await import("../views/basins/panel");
    if (sheet.gone.aborted) return;
    panel = basinPanel(needs);
    // Whoever pressed twice while it was loading wants it no more.
    if (isOn) showNow();
  }

  button.addEventListener("click", () => choose(isOn ? undefined : firstOf(needs)));

  return {
    show(experiment, keys, opacity) {
      isOn = keys !== undefined;
      button.setAttribute("aria-pressed", String(isOn));
      showNow = () => panel?.show(experiment, keys ?? [], opacity);
      if (!isOn) panel?.hide();
      else if (panel) showNow();
      else if (!isComing) {
        isComing = true;
        void load();
      }
    },
  };
}

function firstOf({ runs }: BasinToggleNeeds): readonly string[] {
  return runs()
    .slice(0, 1)
    .map(({ optimizer }) => optimizer.key);
}
