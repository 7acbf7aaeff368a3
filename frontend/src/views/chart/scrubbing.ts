/** Choosing a step by pressing on the chart, or by drawing along it. */

/** A finger that moves less than this between touching and leaving, in CSS pixels, has tapped. */
const TREMBLE = 10;

/**
 * Reports where a pointer is held down, from the left edge.
 *
 * A finger that comes down may be about to scroll the page, and is then taken away from the chart: it reports once it moves
 * along the chart, or has tapped.
 */
export function scrubOn(place: HTMLElement, scrub: (left: number) => void): void {
  let touched: { readonly left: number; readonly top: number } | undefined;

  function report({ clientX }: PointerEvent): void {
    touched = undefined;
    scrub(clientX - place.getBoundingClientRect().left);
  }
  place.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    place.setPointerCapture(event.pointerId);
    if (event.pointerType === "touch") touched = { left: event.clientX, top: event.clientY };
    else report(event);
  });
  place.addEventListener("pointermove", (event) => {
    if (!place.hasPointerCapture(event.pointerId)) return;
    const [across, down] = touched ? [event.clientX - touched.left, event.clientY - touched.top] : [TREMBLE, 0];
    if (Math.abs(across) >= TREMBLE && Math.abs(across) > Math.abs(down)) report(event);
  });
  place.addEventListener("pointerup", (event) => {
    if (touched && Math.hypot(event.clientX - touched.left, event.clientY - touched.top) < TREMBLE) report(event);
    touched = undefined;
  });
}
