/** Keeps the link in the address bar the link to what is on screen. */

import type { Experiment } from "../state/experiment";
import { linkTo } from "../state/link";

/** Browsers refuse to write the address more often than about 3 times a second. */
const APART_MS = 350;

export interface Address {
  show(experiment: Experiment): void;
}

export function address(): Address {
  let wanted = "";
  let _waiting = 0;

  function write(): void {
    _waiting = 0;
    if (location.search !== wanted) history.replaceState(null, "", `${wanted}${location.hash}`);
  }

  return {
    show(experiment) {
      wanted = linkTo(experiment);
      _waiting ||= window.setTimeout(write, APART_MS);
    },
  };
}
