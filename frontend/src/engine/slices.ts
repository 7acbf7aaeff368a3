/** Long work, a few milliseconds at a time between frames, so that no hand that drags something waits for it. */

/** How long a slice of work may take. */
const SLICE_MS = 5;

/** How long the page has to have been left alone before the work begins. */
const QUIET_MS = 80;

export interface SlicedWork {
  /** Begins anew, once nothing newer has come for a moment. */
  restart(): void;
  stop(): void;
}

/**
 * @param piece Does a small piece of the work, and says whether there is more.
 * @param progressed Is told after every slice.
 */
export function sliced(piece: () => boolean, progressed: () => void): SlicedWork {
  let timer = 0;
  let frame = 0;

  function stop(): void {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  }

  function slice(): void {
    const end = performance.now() + SLICE_MS;
    let more = true;
    while (more && performance.now() < end) more = piece();
    progressed();
    if (more) afterNextFrame();
  }

  function afterNextFrame(): void {
    frame = requestAnimationFrame(() => {
      timer = window.setTimeout(slice);
    });
  }

  return {
    restart() {
      stop();
      timer = window.setTimeout(slice, QUIET_MS);
    },
    stop,
  };
}
