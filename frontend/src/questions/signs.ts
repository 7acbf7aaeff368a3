/** Signs that are told apart by their shape; a word stands beside each. */

import type { Verdict } from "../grading/verdict";

const SHAPES: Readonly<Record<Verdict["verdict"] | "open", string>> = {
  correct: "M2.5 8.5l3.500 3.500 7.500-8",
  partial: "M8 2.500a5.500 5.500 0 1 0 0 11zM8 2.500a5.500 5.500 0 0 1 0 11",
  incorrect: "M3.500 3.500l9 9m0-9l-9 9",
  invalid: "M8 2.500v7.500m0 3v.01",
  open: "M3 3h10v10H3z",
};

const SVG = "http://www.w3.org/2000/svg";

export function sign(of: keyof typeof SHAPES): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", SHAPES[of]);
  svg.append(shape);
  return svg;
}
