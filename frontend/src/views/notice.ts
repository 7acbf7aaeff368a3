/** A note above the figures that stays until it is put away. */

import { make, say } from "./page";
import type { Sheet } from "./sheet";

export type Notice = (sentence: string, details?: readonly string[]) => void;

export function noticeOn(sheet: Sheet): Notice {
  const place = sheet.part(".notice", HTMLElement);
  sheet.part(".notice button", HTMLButtonElement).addEventListener("click", () => {
    place.hidden = true;
  });
  return (sentence, details = []) => {
    say(sheet.part(".notice p", HTMLElement), sentence);
    sheet.part(".notice ul", HTMLElement).replaceChildren(...details.map((detail) => make("li", "", detail)));
    place.hidden = false;
  };
}
