/** A note above the figures that stays until it is put away. */

import { part, say } from "./page";

export function notice(sentence: string): void {
  const place = part(".notice", HTMLElement);
  say(part(".notice p", HTMLElement), sentence);
  place.hidden = false;
  part(".notice button", HTMLButtonElement).addEventListener("click", () => {
    place.hidden = true;
  });
}
