/** The chart as a table: a row a step, a column a line of the chart. Made when somebody opens it. */

import { lastStep, type Run } from "../../engine/runs";
import type { Experiment } from "../../state/experiment";
import type { Chart } from "../../state/scene";
import { counted, readable } from "../numbers";
import { make, say } from "../page";
import type { Sheet } from "../sheet";
import { MEASURES } from "./measure";
import { chartTitle, measuredAt } from "./sentences";

/** More rows than this are not read. */
const MOST = 50;

export interface ChartNumbers {
  show(chart: Chart, experiment: Experiment, runs: readonly Run[]): void;
}

interface Column {
  readonly run: Run;
  readonly line: number;
  readonly title: string;
}

export function chartNumbers(sheet: Sheet): ChartNumbers {
  const details = sheet.part(".numbers", HTMLDetailsElement);
  const caption = sheet.part(".numbers caption", HTMLElement);
  const head = sheet.part(".numbers thead", HTMLTableSectionElement);
  const body = sheet.part(".numbers tbody", HTMLTableSectionElement);
  let fill: () => void = () => undefined;
  details.addEventListener("toggle", () => fill());

  return {
    show(chart, experiment, runs) {
      fill = () => {
        if (!details.open) return;
        const columns = columnsOf(chart, runs);
        const names = make("tr");
        names.append(...["Step", ...columns.map(({ title }) => title)].map(headOf));
        say(caption, chartTitle(chart));
        head.replaceChildren(names);
        body.replaceChildren(...chosenSteps(lastStep(runs)).map((step) => rowOf(step, columns, chart, experiment)));
      };
      fill();
    },
  };
}

/** At most so many steps, the first and the last among them, as evenly as whole numbers can be. */
function chosenSteps(last: number): readonly number[] {
  const count = Math.min(last + 1, MOST);
  return Array.from({ length: count }, (_, index) => (count === 1 ? 0 : Math.round((index / (count - 1)) * last)));
}

function columnsOf(chart: Chart, runs: readonly Run[]): readonly Column[] {
  return runs.flatMap((run) =>
    MEASURES[chart].lines.map((coordinate, line) => ({
      run,
      line,
      title: coordinate ? `${run.optimizer.title} ${coordinate}` : run.optimizer.title,
    })),
  );
}

function headOf(text: string): HTMLTableCellElement {
  const cell = make("th", "number", text);
  cell.scope = "col";
  return cell;
}

function rowOf(step: number, columns: readonly Column[], chart: Chart, { landscape }: Experiment): HTMLTableRowElement {
  const row = make("tr");
  const name = make("th", "number", counted(step));
  name.scope = "row";
  const cells = columns.map(({ run, line }) => {
    // A run that has ended has no more numbers.
    const isOver = step > run.ending.steps;
    return make("td", "number", isOver ? "" : readable(measuredAt(chart, run, step, line, landscape)));
  });
  row.append(name, ...cells);
  return row;
}
