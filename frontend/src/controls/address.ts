/** Keeps the link in the address bar the link to what is on screen. */

import { settled } from "../state/pace";
import { presentation, presentationInLink } from "../state/presentation";

/**
 * To write the address takes the whole browser, and a frame of a drag with it; some refuse to more often than about 3 times a
 * second.
 */
const QUIET_MS = 350;

export interface Address {
  /** Shows the link, with how it is presented. */
  show(link: string): void;
}

/** @param restore Is given the link that "Back" or "Forward" led to, where it is another one. */
export function address(restore: (query: string) => void): Address {
  let wanted = "";
  const writing = settled(QUIET_MS, () => {
    if (location.search !== wanted) history.replaceState(null, "", `${wanted}${location.hash}`);
  });

  // A jump to a heading comes by here too; what was changed just before must not be undone by it.
  addEventListener("popstate", () => {
    if (!writing.isDue && location.search !== wanted) restore(location.search);
  });

  return {
    show(link) {
      wanted = `${link}${presentationInLink(presentation)}`;
      writing.request();
    },
  };
}
