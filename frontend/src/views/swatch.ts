/** A stroke in the colour and the dash of an optimizer: what its path looks like. */

import type { Optimizer } from "../engine/catalogue";

const SVG = "http://www.w3.org/2000/svg";
const LENGTH = 34;

export function swatch({ colour, dash }: Optimizer): SVGSVGElement {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", "swatch");
  picture.setAttribute("viewBox", `0 0 ${LENGTH} 8`);
  picture.setAttribute("aria-hidden", "true");
  picture.style.setProperty("--on-light", colour.on_light);
  picture.style.setProperty("--on-dark", colour.on_dark);
  const stroke = document.createElementNS(SVG, "line");
  for (const [name, value] of Object.entries({
    x1: 1,
    x2: LENGTH - 1,
    y1: 4,
    y2: 4,
    "stroke-dasharray": dash.join(" "),
  })) {
    stroke.setAttribute(name, String(value));
  }
  picture.append(stroke);
  return picture;
}
