/** The one voice of the page for those who listen: at most a message a second, and only the latest. */

import { part, say } from "./page";

/** How long the page has to have been quiet before it speaks, so that a drag is one message. */
const QUIET_MS = 1000;

export interface Announcer {
  /** Says a sentence, once nothing newer has come for a while. */
  announce(sentence: string): void;
  /** Forgets what was about to be said. */
  hush(): void;
}

export function announcer(): Announcer {
  const region = part("[role=status]", HTMLElement);
  let waiting = 0;
  function hush(): void {
    clearTimeout(waiting);
  }
  return {
    announce(sentence) {
      hush();
      waiting = window.setTimeout(() => say(region, sentence), QUIET_MS);
    },
    hush,
  };
}
