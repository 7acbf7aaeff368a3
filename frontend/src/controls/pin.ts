/** Pins the runs on screen as A, so that what is changed from here on is B. */

import type { Experiment } from "../state/experiment";
import { say } from "../views/page";
import type { Sheet } from "../views/sheet";

const PIN = "Pin as A";
const UNPIN = "Unpin A";

export function pinControl(
  sheet: Sheet,
  experiment: () => Experiment,
  change: (changes: Partial<Experiment>) => void,
): { show(experiment: Experiment): void } {
  const button = sheet.part("#pin", HTMLButtonElement);
  button.addEventListener("click", () => {
    const now = experiment();
    change({ pinned: now.pinned ? undefined : now });
  });
  return { show: ({ pinned }) => say(button, pinned ? UNPIN : PIN) };
}
