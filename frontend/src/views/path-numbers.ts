/** The paths on the map as a table: two columns a run, x and y. Made when somebody opens it. */

import { type Run, xAt, yAt } from "../engine/runs";
import type { Sheet } from "./sheet";
import { type StepsColumn, type StepsTable, stepsTable } from "./steps-table";

const CAPTION = "Where each run is, by step";

export interface PathNumbers {
  readonly table: StepsTable;
  show(runs: readonly Run[]): void;
}

export function pathNumbers(sheet: Sheet): PathNumbers {
  const button = sheet.part("#path-numbers", HTMLButtonElement);
  const place = sheet.part("#paths", HTMLElement);
  const table = stepsTable(sheet.part("#paths table", HTMLTableElement));
  let fill: () => void = () => undefined;

  button.addEventListener("click", () => {
    place.hidden = !place.hidden;
    button.setAttribute("aria-expanded", String(!place.hidden));
    fill();
  });

  return {
    table,
    show(runs) {
      fill = () => {
        if (!place.hidden) table.fill(CAPTION, runs.flatMap(columnsOf));
      };
      fill();
    },
  };
}

function columnsOf(run: Run): readonly StepsColumn[] {
  const { title } = run.optimizer;
  return [
    { run, title: `${title} x`, at: (step) => xAt(run, step) },
    { run, title: `${title} y`, at: (step) => yAt(run, step) },
  ];
}
