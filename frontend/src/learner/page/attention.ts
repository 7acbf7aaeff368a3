/** Time on task: seconds with the page in view and somebody there, by the section that is being read. */

/** Somebody who has not touched anything for so long is taken to be elsewhere. */
const ATTENTIVE_MS = 60_000;

/** Time is noted this often, and no note is longer. */
const TICK_MS = 15_000;

const SIGNS_OF_LIFE = ["pointerdown", "pointermove", "keydown", "wheel", "scroll", "touchmove"];

/**
 * Reports time as it passes.
 *
 * @param spent Is given the seconds that were spent since the last report.
 */
export function attention(spent: (seconds: number) => void): void {
  let begun = 0;
  let alive = Number.NEGATIVE_INFINITY;
  let timer = 0;

  /** Reports what has passed since the last report, as far as somebody was there. */
  function report(): void {
    const now = performance.now();
    const seconds = (Math.min(now, alive + ATTENTIVE_MS, begun + 2 * TICK_MS) - begun) / 1000;
    begun = now;
    if (seconds >= 0.5) spent(seconds);
    if (now - alive >= ATTENTIVE_MS || document.visibilityState === "hidden") {
      clearInterval(timer);
      timer = 0;
    }
  }

  function notice(): void {
    if (document.visibilityState === "hidden") return;
    alive = performance.now();
    if (timer) return;
    begun = alive;
    timer = window.setInterval(report, TICK_MS);
  }

  for (const sign of SIGNS_OF_LIFE) addEventListener(sign, notice, { passive: true, capture: true });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") notice();
    else if (timer) report();
  });
}
