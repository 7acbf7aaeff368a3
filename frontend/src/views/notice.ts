/** A note over the foot of the window, where it moves nothing, that stays until it is put away. */

import { make, say } from "./page";
import type { Sheet } from "./sheet";

export type Notice = (sentence: string, details?: readonly string[]) => void;

/** @param announce Says it to those who listen. */
export function noticeOn(sheet: Sheet, announce: (sentence: string) => void): Notice {
  const place = sheet.part(".notice", HTMLElement);
  sheet.part(".notice button", HTMLButtonElement).addEventListener("click", () => {
    place.hidden = true;
    // The focus was on what is gone; it goes to what the page is about, and not back to its top.
    sheet.find("main", HTMLElement)?.focus({ preventScroll: true });
  });
  return (sentence, details = []) => {
    say(sheet.part(".notice p", HTMLElement), sentence);
    sheet.part(".notice ul", HTMLElement).replaceChildren(...details.map((detail) => make("li", "", detail)));
    place.hidden = false;
    announce([sentence, ...details].join(" "));
  };
}
