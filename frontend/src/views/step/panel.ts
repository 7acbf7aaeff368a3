/** The panel that tells one step of one optimizer, line by line. */

import type { Optimizer, RuleLine } from "../../engine/catalogue";
import type { Told, ToldRuleLine } from "../../engine/explanation";
import type { Run } from "../../engine/runs";
import { counted, readable, readablePoint } from "../numbers";
import { make, say, showInside } from "../page";
import type { Sheet } from "../sheet";
import { type Formula, formulaIn, sayResult } from "./mathematics";

export interface StepPanel {
  /** @param lines How many of the lines have been told; all, where it is more than there are. */
  show(told: Told | undefined, lines: number): void;
  /** Shows where it begins, as whoever opens it will read it from there. */
  open(): void;
  /** Offers the optimizers that are shown. */
  offer(runs: readonly Run[], chosen: Run | undefined): void;
}

export function stepPanel(sheet: Sheet): StepPanel {
  const title = sheet.part(".step-title", HTMLElement);
  const change = sheet.part(".step-change", HTMLElement);
  const list = sheet.part(".step-lines", HTMLOListElement);
  const box = sheet.part(".step-told", HTMLElement);
  const head = sheet.part(".step-head", HTMLElement);
  /** The line that is told; none, as long as nobody has stepped through the lines that are shown. */
  let line: number | undefined;
  let explained: Optimizer | undefined;
  let items: readonly Item[] = [];

  function open(): void {
    line = undefined;
    box.scrollTop = 0;
  }

  /** The lines of a rule stay while its numbers change. */
  function itemsFor({ run: { optimizer }, lines }: Told): readonly Item[] {
    if (optimizer !== explained) {
      explained = optimizer;
      items = lines.map(({ line }) => itemOf(line));
      list.replaceChildren(...items.map(({ element }) => element));
      open();
    }
    return items;
  }

  return {
    show(told, asked) {
      if (!told) {
        say(title, "No step to explain.");
        say(change, "This run ended where it started.");
        list.replaceChildren();
        explained = undefined;
        return;
      }
      const lines = Math.min(asked, told.lines.length);
      say(title, titleOf(told));
      say(change, changeIn(told));
      for (const [index, item] of itemsFor(told).entries()) fill(item, told.lines[index], index + 1, lines);
      const toldNow = list.children[lines - 1];
      if (line !== undefined && line !== lines && toldNow) {
        showInside(box, head, toldNow);
        // In a low window the box may reach below its edge.
        toldNow.scrollIntoView({ block: "nearest" });
      }
      line = lines;
    },
    open,
    offer(runs, chosen) {
      const select = sheet.part("#explain", HTMLSelectElement);
      fillChoice(select, runs, chosen);
    },
  };
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
  readonly formula: Formula;
  readonly result: HTMLDataElement;
}

function itemOf({ mathml, sentence, numbers }: RuleLine): Item {
  const element = make("li");
  const rule = make("div", "step-rule");
  // Generated from a checked rule and served from our own origin, as code is.
  rule.innerHTML = mathml;
  const place = make("div", "step-numbers");
  const rows = numbers.map((template) => {
    const formula = make("span", "step-formula");
    const result = make("data", "result");
    const line = make("div", "step-row");
    line.append(formula, make("span", "equals", "="), result);
    place.append(line);
    return { formula: formulaIn(formula, template), result };
  });
  element.append(rule, make("p", "step-sentence", sentence), place);
  return { element, rows };
}

/** Puts the numbers of a step into a line, and marks it as told, as told now, or as yet to come. */
function fill({ element, rows }: Item, told: ToldRuleLine | undefined, number: number, lines: number): void {
  const stage = number < lines ? "is-told" : number === lines ? "is-now" : "is-later";
  if (element.className !== stage) {
    element.className = stage;
    if (number === lines) element.setAttribute("aria-current", "step");
    else element.removeAttribute("aria-current");
  }
  for (const [axis, { formula, result }] of rows.entries()) {
    formula.show(told?.reads ?? {});
    sayResult(result, told?.results[axis] ?? Number.NaN);
  }
}
