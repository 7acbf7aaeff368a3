/** The chart as a table: a column a line of the chart. Made when somebody opens it. */

import type { Run } from "../../engine/runs";
import type { Experiment } from "../../state/experiment";
import type { Chart } from "../../state/scene";
import type { Sheet } from "../sheet";
import { type StepsColumn, type StepsTable, stepsTable } from "../steps-table";
import { MEASURES } from "./measure";
import { chartTitle, measuredAt } from "./sentences";

export interface ChartNumbers {
  readonly table: StepsTable;
  show(chart: Chart, experiment: Experiment, runs: readonly Run[]): void;
}

export function chartNumbers(sheet: Sheet): ChartNumbers {
  const details = sheet.part(".numbers", HTMLDetailsElement);
  const table = stepsTable(sheet.part(".numbers table", HTMLTableElement));
  let fill: () => void = () => undefined;
  details.addEventListener("toggle", () => fill());

  return {
    table,
    show(chart, experiment, runs) {
      fill = () => {
        if (details.open) table.fill(chartTitle(chart), columnsOf(chart, experiment, runs));
      };
      fill();
    },
  };
}

function columnsOf(chart: Chart, { landscape }: Experiment, runs: readonly Run[]): readonly StepsColumn[] {
  return runs.flatMap((run) =>
    MEASURES[chart].lines.map((coordinate, line) => ({
      run,
      title: coordinate ? `${run.optimizer.title} ${coordinate}` : run.optimizer.title,
      at: (step: number) => measuredAt(chart, run, step, line, landscape),
    })),
  );
}
