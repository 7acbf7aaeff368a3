/** Keeps the link in the address bar the link to what is on screen. */

import { settled } from "../state/pace";
import { presentation, presentationInLink } from "../state/presentation";
import { tooLong } from "../views/address";

/**
 * To write the address takes the whole browser, and a frame of a drag with it; some refuse to more often than about 3 times a
 * second.
 */
const QUIET_MS = 350;

export interface Address {
  /** Shows the link, with how it is presented. */
  show(link: string): void;
}

export interface AddressOptions {
  /** Most characters of a link; a longer one could not be opened, and the last that can stays where it is. */
  readonly longest: number;
  /** Is given the link that "Back" or "Forward" led to, where it is another one. */
  readonly restore: (query: string) => void;
  /** Says that there is no link, once until there is one again. */
  readonly notice: (sentence: string) => void;
}

export function address({ longest, restore, notice }: AddressOptions): Address {
  let wanted = "";
  let isLeftBehind = false;
  const writing = settled(QUIET_MS, () => {
    if (location.search !== wanted) history.replaceState(null, "", `${wanted}${location.hash}`);
  });

  // A jump to a heading comes by here too; what was changed just before must not be undone by it.
  addEventListener("popstate", () => {
    if (!writing.isDue && location.search !== wanted) restore(location.search);
  });

  return {
    show(link) {
      const query = `${link}${presentationInLink(presentation)}`;
      const refusal = tooLong(query, longest);
      if (refusal && !isLeftBehind) notice(`${refusal}; the address bar keeps the last link that fits.`);
      isLeftBehind = refusal !== "";
      if (isLeftBehind) return;
      wanted = query;
      writing.request();
    },
  };
}
