/** The buttons that open the explanation of a step and lead through its lines, forwards and back. */

import type { Told } from "../engine/explanation";
import { lastStep, type Run } from "../engine/runs";
import type { Domain } from "../state/frame";
import { type Lab, stepAt, steppedBy } from "../state/lab";
import { END } from "../state/moment";
import type { Store } from "../state/store";
import { say } from "../views/page";
import type { Sheet } from "../views/sheet";

export interface StepControl {
  /** @param fitted What to look at to see the step; nothing, where it cannot be seen. */
  show(lab: Lab, told: Told | undefined, fitted: Domain | undefined): void;
}

/** @param look Is given the part of the landscape to look at. */
export function stepControl(
  sheet: Sheet,
  store: Store<Lab>,
  runs: () => readonly Run[],
  told: () => Told | undefined,
  look: (domain: Domain) => void,
): StepControl {
  const lab = sheet.part(".lab", HTMLElement);
  const section = sheet.part("#step-told", HTMLElement);
  const open = sheet.part("#explain-step", HTMLButtonElement);
  const choice = sheet.part("#explain", HTMLSelectElement);
  const reading = sheet.part(".line-reading", HTMLElement);
  // It stands beside the other ways of looking nearer, and is there where they are.
  const fit = sheet.part("#fit-step", HTMLButtonElement);
  fit.hidden = !sheet.has("zoom");
  const ends = () => lastStep(runs());
  let fitted: Domain | undefined;

  /** One line on or back; before the first line comes the last of the step before, and after the last the next step's. */
  function move(by: 1 | -1): void {
    const now = told();
    if (!now) return;
    const count = now.lines.length;
    const line = Math.min(store.now.lines, count) + by;
    if (line >= 1 && line <= count) store.change({ lines: line, playing: false });
    else {
      const from = Math.min(stepAt(store.now.playhead, ends()), now.run.ending.steps - 1);
      const next = steppedBy(by, from, now.run.ending.steps - 1);
      store.change({
        playhead: next === END ? now.run.ending.steps - 1 : next,
        lines: by > 0 ? 1 : END,
        playing: false,
      });
    }
  }

  open.addEventListener("click", () => store.change({ explaining: !store.now.explaining }));
  choice.addEventListener("change", () =>
    store.change({ scene: { ...store.now.scene, chosen: choice.value }, lines: END }),
  );
  sheet.part("#line-forward", HTMLButtonElement).addEventListener("click", () => move(1));
  sheet.part("#line-back", HTMLButtonElement).addEventListener("click", () => move(-1));
  fit.addEventListener("click", () => {
    if (fitted) look(fitted);
  });

  return {
    show({ explaining, lines }, now, domain) {
      fitted = domain;
      fit.disabled = !domain;
      section.hidden = !explaining;
      lab.classList.toggle("is-explaining", explaining);
      open.setAttribute("aria-expanded", String(explaining));
      const count = now?.lines.length ?? 0;
      say(reading, count > 0 ? `line ${Math.min(lines, count)} of ${count}` : "");
    },
  };
}
