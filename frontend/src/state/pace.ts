/** What need not be done on every frame. */

export interface Paced {
  /** Asks for it: done at once, or, if it was done a moment ago, when its time has come. */
  request(): void;
  /** Whether it has been asked for and not yet been done. */
  readonly isDue: boolean;
}

/**
 * Does something as often as it is asked for, but never twice within so many milliseconds, and always a last time.
 *
 * @param gone Aborted when it is not to be done any more.
 */
export function paced(apart: number, act: () => void, gone?: AbortSignal): Paced {
  let waiting = 0;
  let done = Number.NEGATIVE_INFINITY;

  function perform(): void {
    waiting = 0;
    done = performance.now();
    act();
  }

  gone?.addEventListener("abort", () => clearTimeout(waiting));
  return {
    request() {
      const wait = done + apart - performance.now();
      if (wait <= 0) perform();
      else waiting ||= window.setTimeout(perform, wait);
    },
    get isDue() {
      return waiting !== 0;
    },
  };
}

/**
 * Does something at the first of many requests, and once more when there has been none for so many milliseconds.
 *
 * @param gone Aborted when it is not to be done any more.
 */
export function settled(quiet: number, act: () => void, gone?: AbortSignal): Paced {
  let waiting = 0;
  let last = Number.NEGATIVE_INFINITY;

  function perform(): void {
    waiting = 0;
    act();
  }

  gone?.addEventListener("abort", () => clearTimeout(waiting));
  return {
    request() {
      const isFirst = performance.now() - last >= quiet;
      last = performance.now();
      clearTimeout(waiting);
      if (isFirst) perform();
      else waiting = window.setTimeout(perform, quiet);
    },
    get isDue() {
      return waiting !== 0;
    },
  };
}
