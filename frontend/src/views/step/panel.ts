/** The panel that tells one step of one optimizer, line by line. */

import type { Optimizer, RuleLine } from "../../engine/catalogue";
import type { Told, ToldRuleLine } from "../../engine/explanation";
import type { Run } from "../../engine/runs";
import type { Projection } from "../map/projection";
import { scalesOf } from "../map/vectors";
import { counted, readable, readablePoint } from "../numbers";
import { make, say } from "../page";
import { type Arrow, drawnAfter, type Kind, STYLES, TRUE_TO_SCALE } from "../quantities";
import type { Sheet } from "../sheet";
import { sayResult, withNumbers } from "./mathematics";

export interface StepPanel {
  /** @param lines How many of the lines have been told; all, where it is more than there are. */
  show(told: Told | undefined, lines: number, projection: Projection | undefined): void;
  /** Offers the optimizers that are shown. */
  offer(runs: readonly Run[], chosen: Run | undefined): void;
}

export function stepPanel(sheet: Sheet): StepPanel {
  const title = sheet.part(".step-title", HTMLElement);
  const change = sheet.part(".step-change", HTMLElement);
  const list = sheet.part(".step-lines", HTMLOListElement);
  const legend = sheet.part(".step-legend", HTMLUListElement);
  const box = sheet.part(".step-told", HTMLElement);
  const head = sheet.part(".step-head", HTMLElement);
  let line = 0;
  let explained: Optimizer | undefined;
  let items: readonly Item[] = [];

  /** The lines of a rule stay while its numbers change. */
  function itemsFor({ run: { optimizer }, lines }: Told): readonly Item[] {
    if (optimizer !== explained) {
      explained = optimizer;
      items = lines.map(({ line }) => itemOf(line));
      list.replaceChildren(...items.map(({ element }) => element));
    }
    return items;
  }

  return {
    show(told, asked, projection) {
      if (!told) {
        say(title, "No step to explain.");
        say(change, "This run ended where it started.");
        list.replaceChildren();
        explained = undefined;
        legend.replaceChildren();
        return;
      }
      const lines = Math.min(asked, told.lines.length);
      say(title, titleOf(told));
      say(change, changeIn(told));
      for (const [index, item] of itemsFor(told).entries()) fill(item, told.lines[index], index + 1, lines);
      if (line !== lines) showInside(box, head, list.children[lines - 1]);
      line = lines;
      legend.replaceChildren(...(projection ? legendOf(told, lines, projection) : []));
    },
    offer(runs, chosen) {
      const select = sheet.part("#explain", HTMLSelectElement);
      fillChoice(select, runs, chosen);
    },
  };
}

/** Scrolls a box, and nothing around it, to what it holds; below its head, which stays where it is. */
function showInside(box: HTMLElement, { offsetHeight: head }: HTMLElement, item: Element | undefined): void {
  if (!item) return;
  const { top, bottom } = item.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  if (top < frame.top + head) box.scrollTop -= frame.top + head - top;
  else if (bottom > frame.bottom) box.scrollTop += bottom - frame.bottom;
}

/** Fills a choice among the optimizers that are shown; leaves it alone where it is right, as somebody may be in it. */
export function fillChoice(select: HTMLSelectElement, runs: readonly Run[], chosen: Run | undefined): void {
  const keys = runs.map(({ optimizer }) => optimizer.key);
  const offered = Array.from(select.options, ({ value }) => value);
  if (keys.join() !== offered.join()) select.replaceChildren(...runs.map(({ optimizer }) => optionFor(optimizer)));
  select.value = chosen?.optimizer.key ?? "";
  select.disabled = runs.length === 0;
}

function optionFor({ title, key }: Optimizer): HTMLOptionElement {
  return new Option(title, key);
}

function titleOf({ run, from }: Told): string {
  return `${run.optimizer.title}, from step ${counted(from)} to ${counted(from + 1)}`;
}

function changeIn({ here, there, loss }: Told): string {
  return `From ${readablePoint(here.x, here.y, 5)} to ${readablePoint(there.x, there.y, 5)}; the loss goes from ${readable(loss.here, 5)} to ${readable(loss.there, 5)}.`;
}

/** A line of a rule on the page. */
interface Item {
  readonly element: HTMLLIElement;
  /** One for each coordinate. */
  readonly rows: readonly Row[];
}

interface Row {
  readonly template: string;
  readonly formula: HTMLElement;
  readonly result: HTMLDataElement;
}

function itemOf({ mathml, sentence, numbers }: RuleLine): Item {
  const element = make("li");
  const rule = make("div", "step-rule");
  // Generated from a checked rule and served from our own origin, as code is.
  rule.innerHTML = mathml;
  const place = make("div", "step-numbers");
  const rows = numbers.map((template) => {
    const row = { template, formula: make("span", "step-formula"), result: make("data", "result") };
    const line = make("div", "step-row");
    line.append(row.formula, make("span", "equals", "="), row.result);
    place.append(line);
    return row;
  });
  element.append(rule, make("p", "step-sentence", sentence), place);
  return { element, rows };
}

/** Puts the numbers of a step into a line, and marks it as told, as told now, or as yet to come. */
function fill({ element, rows }: Item, told: ToldRuleLine | undefined, number: number, lines: number): void {
  element.className = number < lines ? "is-told" : number === lines ? "is-now" : "is-later";
  if (number === lines) element.setAttribute("aria-current", "step");
  else element.removeAttribute("aria-current");
  for (const [axis, { template, formula, result }] of rows.entries()) {
    formula.innerHTML = withNumbers(template, told?.reads ?? {});
    sayResult(result, told?.results[axis] ?? Number.NaN);
  }
}

function legendOf(told: Told, lines: number, projection: Projection): readonly HTMLLIElement[] {
  const drawn = drawnAfter(told, lines);
  const scales = scalesOf(drawn, projection);
  const arrows = drawn.arrows
    .filter(({ move }) => Math.hypot(move.x, move.y) > 0)
    .map((arrow) => entry(arrow.kind, arrow.name, `${arrow.says}${scaleOf(arrow, scales.get(arrow.group))}`));
  const areas = drawn.areas.map(({ name }) =>
    entry("area", `√${name}`, `as an area: the size of the gradient along x and y${times(scales.get(name))}`),
  );
  const ghost = drawn.hasStepped ? [entry("step", "next point", "", true)] : [];
  return [...arrows, ...areas, ...ghost];
}

function scaleOf({ group, move }: Arrow, scale: number | undefined): string {
  if (group !== TRUE_TO_SCALE) return times(scale);
  return `, ${readable(Math.hypot(move.x, move.y), 3)} long`;
}

function times(scale: number | undefined): string {
  return scale === undefined || !Number.isFinite(scale) ? "" : `, ×\u202f${readable(scale, 2)}`;
}

const SVG = "http://www.w3.org/2000/svg";

function entry(kind: Kind, name: string, says: string, isRing = false): HTMLLIElement {
  const item = make("li");
  item.append(sample(kind, isRing), make("b", "", name), ` ${says}`);
  return item;
}

function sample(kind: Kind, isRing: boolean): SVGSVGElement {
  const { colour, dash, width } = STYLES[kind];
  const isRound = isRing || kind === "area";
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 34 16");
  picture.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, isRound ? "ellipse" : "path");
  const attributes = isRound
    ? { cx: "17", cy: "8", rx: isRing ? "5" : "12", ry: "5", fill: kind === "area" ? `${colour}33` : "none" }
    : { d: "M3 8h22", fill: "none" };
  const pattern = (isRing ? [3, 3] : dash).join(" ");
  const drawn = {
    ...attributes,
    stroke: colour,
    "stroke-width": String(isRing ? 2 : width),
    "stroke-dasharray": pattern,
  };
  for (const [name, value] of Object.entries(drawn)) shape.setAttribute(name, value);
  picture.append(shape);
  if (!isRound) {
    const head = document.createElementNS(SVG, "path");
    head.setAttribute("d", "M32 8 23 3.500v9z");
    head.setAttribute("fill", colour);
    picture.append(head);
  }
  return picture;
}
