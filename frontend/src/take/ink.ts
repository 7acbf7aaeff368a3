/** The colours of a picture: those that the page has by day, since a slide or a sheet of paper does not turn dark at night. */

import { make } from "../views/page";

const day = make("span", "by-day");
day.hidden = true;
document.body.append(day);
const colours = getComputedStyle(day);

export const PAPER = colours.getPropertyValue("--paper");
export const PAPER_SUNK = colours.getPropertyValue("--paper-sunk");
export const INK = colours.getPropertyValue("--ink");
export const INK_SOFT = colours.getPropertyValue("--ink-soft");
export const NEAT_LINE = colours.getPropertyValue("--neat-line");
export const LOW_GROUND = colours.getPropertyValue("--low-ground");

day.remove();
