/** The switch that lays basins of attraction over the map; what they need is loaded when it is first used. */

import type { Catalogue } from "../engine/catalogue";
import type { Experiment } from "../state/experiment";
import type { BasinPanel } from "../views/basins/panel";
import type { Sheet } from "../views/sheet";

export interface BasinToggle {
  show(experiment: Experiment): void;
}

export function basinToggle(sheet: Sheet, catalogue: Catalogue): BasinToggle {
  const button = sheet.part("#basins", HTMLButtonElement);
  let panel: BasinPanel | undefined;
  let now: Experiment | undefined;
  let isOn = false;

  async function toggle(): Promise<void> {
    isOn = !isOn;
    button.setAttribute("aria-pressed", String(isOn));
    const { basinPanel } = await import("../views/basins/panel");
    if (sheet.gone.aborted) return;
    panel ??= basinPanel(sheet, catalogue);
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
