/** The table of results: how each run ended, where, and with which loss. */

import type { Catalogue } from "../engine/catalogue";
import { lossAt, type Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import { counted, readable } from "./numbers";
import { make, part } from "./page";
import { excursion, verdict, whereabouts } from "./sentences";
import { swatch } from "./swatch";

export interface Results {
  show(experiment: Experiment, runs: readonly Run[]): void;
}

export function resultsTable(catalogue: Catalogue): Results {
  const body = part(".results tbody", HTMLTableSectionElement);
  return {
    show(experiment, runs) {
      body.replaceChildren(...runs.map((run) => row(run, experiment, catalogue)));
    },
  };
}

function row(run: Run, experiment: Experiment, catalogue: Catalogue): HTMLTableRowElement {
  const name = make("th");
  name.scope = "row";
  name.append(swatch(run.optimizer), run.optimizer.title);
  const outcome = make("td", "", verdict(run, catalogue));
  outcome.append(
    make(
      "span",
      "aside",
      [whereabouts(run, experiment, catalogue), excursion(run, experiment)].filter(Boolean).join("; "),
    ),
  );
  const made = make("tr", run.ending.diverged_at >= 0 ? "diverged" : "");
  const loss = lossAt(run, run.ending.steps);
  made.append(name, outcome, numberCell(loss, readable(loss)), numberCell(run.ending.steps, counted(run.ending.steps)));
  return made;
}

/** The number as people read it, and in full for whoever wants to know. */
function numberCell(value: number, text: string): HTMLTableCellElement {
  const exact = make("data", "", text);
  exact.value = String(value);
  const cell = make("td", "number");
  cell.append(exact);
  return cell;
}
