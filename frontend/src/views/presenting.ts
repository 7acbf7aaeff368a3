/** Shows the page to a room where its link asks for it: large type, and nothing that was asked to be hidden. */

import type { Experiment } from "../state/experiment";
import { PARTS, presentation } from "../state/presentation";
import type { Scene } from "../state/scene";
import { plainLink } from "../take/take";
import { part } from "./page";

export function presenting(experiment: () => Experiment, scene: () => Scene): void {
  document.documentElement.classList.toggle("is-presenting", presentation.isOn);
  for (const name of presentation.hidden) {
    for (const each of document.querySelectorAll<HTMLElement>(PARTS[name] ?? "")) each.hidden = true;
  }
  const leave = part("#leave-presentation", HTMLAnchorElement);
  leave.hidden = !presentation.isOn && presentation.hidden.length === 0;
  leave.addEventListener("click", () => {
    leave.href = plainLink(experiment(), scene());
  });
}
