/** A stroke in the colour and the dash of an optimizer: what its path looks like. */

import type { Optimizer } from "../engine/catalogue";

const SVG = "http://www.w3.org/2000/svg";
const LENGTH = 34;
const THICKNESS = 3;

/**
 * Made of one rectangle a dash: a dashed line would be the same to look at, but browsers paint it as an outline, and where the
 * graphics card is emulated that costs more than everything else on the page.
 */
export function swatch({ colour, dash }: Optimizer): SVGSVGElement {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", "swatch");
  picture.setAttribute("viewBox", `0 0 ${LENGTH} ${THICKNESS}`);
  picture.setAttribute("aria-hidden", "true");
  picture.style.setProperty("--on-light", colour.on_light);
  picture.style.setProperty("--on-dark", colour.on_dark);
  picture.append(...strokesOf(dash).map(([from, to]) => rectangle(from, to - from)));
  return picture;
}

/** Where the strokes of a dash pattern begin and end; the whole length where there is no pattern. */
function strokesOf(dash: readonly number[]): readonly (readonly [from: number, to: number])[] {
  const strokes: (readonly [number, number])[] = [];
  let from = 0;
  for (let index = 0; from < LENGTH; index++) {
    const length = dash[index % dash.length] ?? LENGTH;
    if (index % 2 === 0) strokes.push([from, Math.min(from + length, LENGTH)]);
    from += length;
  }
  return strokes;
}

function rectangle(x: number, width: number): SVGRectElement {
  const element = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ x, y: 0, width, height: THICKNESS }))
    element.setAttribute(name, String(value));
  return element;
}
