/** Shows the page to a room where its link asks for it: large type, and nothing that was asked to be hidden. */

import { presentation } from "../state/presentation";
import { labAt } from "./address";
import type { Sheet } from "./sheet";

/** @param link The link to what is shown, without a word about presenting it. */
export function presenting(sheet: Sheet, link: () => string): void {
  document.documentElement.classList.toggle("is-presenting", presentation.isOn);
  for (const name of presentation.hidden) {
    for (const each of sheet.root.querySelectorAll<HTMLElement>(`[data-part="${name}"]`)) each.hidden = true;
  }
  const leave = sheet.part("#leave-presentation", HTMLAnchorElement);
  leave.hidden = !presentation.isOn && presentation.hidden.length === 0;
  leave.addEventListener("click", () => {
    leave.href = labAt(link());
  });
}
