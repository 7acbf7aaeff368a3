/** What is drawn of a step, by colour, dash and name; and what of it cannot be seen. */

import type { Figure } from "../../state/scene";
import { readable } from "../numbers";
import type { Outlook } from "../outlook";
import { make, say } from "../page";
import { type Area, type Arrow, type Drawn, STEP, type Style, scale } from "../quantities";
import type { Sheet } from "../sheet";
import { areApart, isInView, wayTo } from "../vectors/seen";

export interface StepLegend {
  show(drawn: Drawn | undefined, figure: Figure, outlook: Outlook | undefined): void;
}

/** What there is to say of one thing that is drawn. */
interface Said {
  readonly style: Style;
  readonly shape: Shape;
  readonly name: string;
  readonly says: string;
}

type Shape = "arrow" | "area" | "ring";

export function stepLegend(sheet: Sheet): StepLegend {
  const list = sheet.part(".step-legend", HTMLUListElement);
  const entries: Entry[] = [];

  return {
    show(drawn, figure, outlook) {
      const told = drawn && outlook ? saidOf(drawn, figure, outlook) : [];
      list.setAttribute("aria-label", `Vectors on the ${figure}`);
      for (const [index, said] of told.entries()) {
        const entry = entries[index] ?? entryIn(list);
        entries[index] = entry;
        entry.show(said);
      }
      for (const entry of entries.splice(told.length)) entry.element.remove();
    },
  };
}

function saidOf(drawn: Drawn, figure: Figure, outlook: Outlook): readonly Said[] {
  const { told, arrows, areas, hasStepped } = drawn;
  if (!isInView(outlook, told.here)) {
    const says = `lies ${off(figure, outlook, told.here)}, and with it all that is drawn at it`;
    return [{ style: STEP, shape: "ring", name: "this point", says }];
  }
  scale(drawn, outlook.domain);
  return [
    ...arrows
      .filter(({ move }) => Math.hypot(move.x, move.y) > 0)
      .map((arrow) => ({ ...arrow, shape: "arrow" as const, says: saidOfArrow(arrow, drawn, figure, outlook) })),
    ...areas.map((area) => ({ ...area, shape: "area" as const, says: saidOfArea(area, drawn, outlook) })),
    ...(hasStepped ? [ghost(drawn, figure, outlook)] : []),
  ];
}

function saidOfArrow(arrow: Arrow, { told }: Drawn, figure: Figure, outlook: Outlook): string {
  const { says, move, group } = arrow;
  const isSeen = areApart(outlook, told.here, move, group.scale);
  const long = `${readable(Math.hypot(move.x, move.y), 3)} long`;
  if (group.visible) return isSeen ? `${says}${times(group.scale)}` : `${says}: too short to see here`;
  if (!isSeen) return `${long}: too short to see here`;
  if (isInView(outlook, told.there)) return `${says}, ${long}`;
  return `${says}, ${long}, ends ${off(figure, outlook, told.there)}`;
}

function saidOfArea({ group, halfAxes }: Area, { told }: Drawn, outlook: Outlook): string {
  if (!areApart(outlook, told.here, halfAxes, group.scale)) return "too small to see here";
  return `as an area, half-axes along x and y${times(group.scale)}`;
}

function ghost({ told }: Drawn, figure: Figure, outlook: Outlook): Said {
  const isSeen = isInView(outlook, told.there);
  const says = !isSeen
    ? off(figure, outlook, told.there)
    : areApart(outlook, told.here, told.move, 1)
      ? ""
      : "too near to see here";
  return { style: STEP, shape: "ring", name: "next point", says };
}

/** The map lies as its axes do; the surface may be turned. */
function off(figure: Figure, { domain }: Outlook, point: { readonly x: number; readonly y: number }): string {
  const way = figure === "map" ? wayTo(domain, point) : "";
  return `off the ${figure}${way && `, ${way}`}`;
}

function times(scale: number): string {
  return Number.isFinite(scale) ? `, ×\u202f${readable(scale, 2)}` : "";
}

interface Entry {
  readonly element: HTMLLIElement;
  show(said: Said): void;
}

/** An entry at the end of the list; its picture is drawn again only for another style. */
function entryIn(list: HTMLUListElement): Entry {
  const element = make("li");
  const name = make("b");
  const says = make("span");
  let shown: Said | undefined;
  element.append(name, " ", says);
  list.append(element);
  return {
    element,
    show(said) {
      if (said.style !== shown?.style || said.shape !== shown.shape) {
        element.querySelector("svg")?.remove();
        element.prepend(sample(said));
      }
      say(name, said.name);
      say(says, said.says);
      shown = said;
    },
  };
}

const SVG = "http://www.w3.org/2000/svg";

function sample({ style: { colour, dash, width }, shape: kind }: Said): SVGSVGElement {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 34 16");
  picture.setAttribute("aria-hidden", "true");
  const isRing = kind === "ring";
  const shape = document.createElementNS(SVG, kind === "arrow" ? "path" : "ellipse");
  const attributes =
    kind === "arrow"
      ? { d: "M3 8h22", fill: "none" }
      : { cx: "17", cy: "8", rx: isRing ? "5" : "12", ry: "5", fill: isRing ? "none" : `${colour}33` };
  const drawn = {
    ...attributes,
    stroke: colour,
    "stroke-width": String(isRing ? 2 : width),
    "stroke-dasharray": (isRing ? [3, 3] : dash).join(" "),
  };
  for (const [name, value] of Object.entries(drawn)) shape.setAttribute(name, value);
  picture.append(shape);
  if (kind === "arrow") {
    const head = document.createElementNS(SVG, "path");
    head.setAttribute("d", "M32 8 23 3.500v9z");
    head.setAttribute("fill", colour);
    picture.append(head);
  }
  return picture;
}
