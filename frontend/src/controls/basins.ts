/** The switch that lays basins of attraction over the map; what they need is loaded when it is first used. */

import type { Experiment } from "../state/experiment";
import type { BasinNeeds, BasinPanel } from "../views/basins/panel";

export interface BasinToggle {
  show(experiment: Experiment): void;
}

export function basinToggle(needs: BasinNeeds): BasinToggle {
  const { sheet } = needs;
  const button = sheet.part("#basins", HTMLButtonElement);
  let panel: BasinPanel | undefined;
  let now: Experiment | undefined;
  let isOn = false;

  async function toggle(): Promise<void> {
    isOn = !isOn;
    button.setAttribute("aria-pressed", String(isOn));
    const { basinPanel } = await import("../views/basins/panel");
    if (sheet.gone.aborted) return;
    panel ??= basinPanel(needs);
    // Whoever pressed twice while it was loading wants it no more.
    if (!isOn) panel.hide();
    else if (now) panel.show(now);
  }

  button.addEventListener("click", () => void toggle());

  return {
    show(experiment) {
      now = experiment;
      if (isOn) panel?.show(experiment);
    },
  };
}
