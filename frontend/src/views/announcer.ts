/** What a lab says to those who listen: at most a message a second, and only the latest. */

/** How long the page has to have been quiet before it speaks, so that a drag is one message. */
const QUIET_MS = 1000;

export interface Announcer {
  /** Says a sentence, once nothing newer has come for a while. */
  announce(sentence: string): void;
  /** Says a sentence in front of what is said next: the reason of what has changed. */
  preface(sentence: string): void;
  /** Forgets what was about to be said. */
  hush(): void;
}

/** @param speak Says a sentence at once, in the live region of the page. */
export function announcer(speak: (sentence: string) => void, gone: AbortSignal): Announcer {
  let waiting = 0;
  let reason = "";
  function hush(): void {
    clearTimeout(waiting);
    reason = "";
  }
  gone.addEventListener("abort", hush);
  return {
    announce(sentence) {
      clearTimeout(waiting);
      waiting = window.setTimeout(() => {
        speak(`${reason} ${sentence}`.trimStart());
        reason = "";
      }, QUIET_MS);
    },
    preface(sentence) {
      reason = sentence;
    },
    hush,
  };
}
