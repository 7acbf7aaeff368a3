/** The table of results: how each run ended, where, and with which loss. */

import type { Catalogue, Optimizer } from "../engine/catalogue";
import { lossAt, type Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import type { Domain } from "../state/frame";
import { counted, readable } from "./numbers";
import { outing } from "./outings";
import { make, say } from "./page";
import { verdict, whereabouts } from "./sentences";
import type { Sheet } from "./sheet";
import { swatch } from "./swatch";

export interface Results {
  /** @param domain What is seen of the landscape. */
  show(experiment: Experiment, runs: readonly Run[], domain: Domain): void;
}

interface Row {
  readonly element: HTMLTableRowElement;
  readonly outcome: HTMLElement;
  readonly aside: HTMLElement;
  readonly loss: HTMLDataElement;
  readonly steps: HTMLDataElement;
}

export function resultsTable(sheet: Sheet, catalogue: Catalogue): Results {
  const body = sheet.part(".results tbody", HTMLTableSectionElement);
  const rows = new Map<string, Row>();
  let shown: readonly Optimizer[] = [];

  function rowFor(optimizer: Optimizer): Row {
    const row = rows.get(optimizer.key) ?? rowOf(optimizer);
    rows.set(optimizer.key, row);
    return row;
  }

  return {
    show(experiment, runs, domain) {
      const optimizers = runs.map(({ optimizer }) => optimizer);
      if (optimizers.length !== shown.length || optimizers.some((each, index) => each !== shown[index])) {
        shown = optimizers;
        body.replaceChildren(...shown.map((optimizer) => rowFor(optimizer).element));
      }
      for (const run of runs) fill(rowFor(run.optimizer), run, experiment, domain, catalogue);
    },
  };
}

function rowOf(optimizer: Optimizer): Row {
  const name = make("th");
  name.scope = "row";
  name.append(swatch(optimizer), optimizer.title);
  const told = make("td");
  const row = {
    element: make("tr"),
    outcome: make("span"),
    aside: make("span", "aside"),
    loss: make("data"),
    steps: make("data"),
  };
  told.append(row.outcome, row.aside);
  row.element.append(name, told, numberCell(row.loss), numberCell(row.steps));
  return row;
}

function numberCell(number: HTMLDataElement): HTMLTableCellElement {
  const cell = make("td", "number");
  cell.append(number);
  return cell;
}

function fill(row: Row, run: Run, experiment: Experiment, domain: Domain, catalogue: Catalogue): void {
  row.element.classList.toggle("diverged", run.ending.diverged_at >= 0);
  say(row.outcome, verdict(run, catalogue));
  const places = [whereabouts(run, experiment, catalogue), outing(run, experiment.landscape, domain)];
  say(row.aside, places.filter(Boolean).join("; "));
  const loss = lossAt(run, run.ending.steps);
  sayNumber(row.loss, loss, readable(loss));
  sayNumber(row.steps, run.ending.steps, counted(run.ending.steps));
}

/** The number as people read it, and in full for whoever wants to know. */
function sayNumber(element: HTMLDataElement, value: number, text: string): void {
  element.value = String(value);
  say(element, text);
}
