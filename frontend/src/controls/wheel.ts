/**
 * The wheel over a figure: turning it forwards goes nearer; turning it back goes back, as far as the whole, and from there
 * scrolls the page as anywhere else. A page that is being scrolled is not stopped by a figure passing under the pointer.
 */

/** What a wheel that is turned so many CSS pixels magnifies by: e times. */
const WHEEL = 500;
/** A trackpad reports two fingers as a wheel with Ctrl, in smaller numbers. */
const PINCH = 100;
/** Wheels that report lines turn about so many CSS pixels a line. */
const LINE = 30;

/** Turns nearer in time than this belong together: they go on scrolling the page, or zooming the figure. */
const TOGETHER_MS = 300;

/** @param isNear Whether less than the whole is seen. */
export function zoomByWheel(
  place: HTMLElement,
  isNear: () => boolean,
  zoom: (magnification: number, clientX: number, clientY: number) => void,
  gone: AbortSignal,
): void {
  let last = Number.NEGATIVE_INFINITY;
  let zooming = false;

  function isZooming(event: WheelEvent): boolean {
    const isHere = event.target instanceof Node && place.contains(event.target);
    if (event.ctrlKey) return isHere;
    const begins = event.timeStamp - last > TOGETHER_MS;
    return isHere && (begins ? event.deltaY < 0 || isNear() : zooming);
  }

  document.addEventListener(
    "wheel",
    (event) => {
      zooming = isZooming(event);
      last = event.timeStamp;
      if (!zooming) return;
      event.preventDefault();
      const turned = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE : event.deltaY;
      const magnification = Math.exp(-turned / (event.ctrlKey ? PINCH : WHEEL));
      if (event.ctrlKey || magnification > 1 || isNear()) zoom(magnification, event.clientX, event.clientY);
    },
    { passive: false, signal: gone },
  );
}
