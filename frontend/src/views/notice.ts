/** A note above the figures that stays until it is put away. */

import { make, part, say } from "./page";

export function notice(sentence: string, details: readonly string[] = []): void {
  const place = part(".notice", HTMLElement);
  say(part(".notice p", HTMLElement), sentence);
  part(".notice ul", HTMLElement).replaceChildren(...details.map((detail) => make("li", "", detail)));
  place.hidden = false;
  part(".notice button", HTMLButtonElement).addEventListener("click", () => {
    place.hidden = true;
  });
}
