/** Elements of the page: made, filled and measured. */

/**
 * How many CSS pixels the page now uses where a laptop uses one. The style sheet enlarges the text on large screens; what is
 * drawn keeps its proportion to it.
 */
export function sheetScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}

/** Sets a text only where it differs, so that nothing is laid out again, or read out again, for nothing. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Whether an element can be seen and not be used, as a link may ask. */
export function isLocked(element: Element): boolean {
  return element.closest("[inert]") !== null;
}

/** Scrolls a box, and nothing around it, to what it holds; below its head, which stays where it is. */
export function showInside(box: HTMLElement, { offsetHeight: head }: HTMLElement, item: Element): void {
  const { top, bottom } = item.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  if (top < frame.top + head) box.scrollTop -= frame.top + head - top;
  else if (bottom > frame.bottom) box.scrollTop += bottom - frame.bottom;
}

/** A new element with a class and a text. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = "",
  text = "",
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

/** Sets a canvas's size; even setting the same one would clear it. */
export function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
