/** Runs as a table: a row a step, a column a number that is told of a run. */

import { lastStep, type Run } from "../engine/runs";
import { counted, readable } from "./numbers";
import { make, say } from "./page";

/** More rows than this are not read. */
const MOST = 50;

export interface StepsColumn {
  readonly run: Run;
  readonly title: string;
  at(step: number): number;
}

export function fillSteps(table: HTMLTableElement, caption: string, columns: readonly StepsColumn[]): void {
  const names = make("tr");
  names.append(...["Step", ...columns.map(({ title }) => title)].map(headOf));
  if (table.caption) say(table.caption, caption);
  table.tHead?.replaceChildren(names);
  const last = lastStep(columns.map(({ run }) => run));
  table.tBodies[0]?.replaceChildren(...chosenSteps(last).map((step) => rowOf(step, columns)));
}

/** At most so many steps, the first and the last among them, as evenly as whole numbers can be. */
function chosenSteps(last: number): readonly number[] {
  const count = Math.min(last + 1, MOST);
  return Array.from({ length: count }, (_, index) => (count === 1 ? 0 : Math.round((index / (count - 1)) * last)));
}

function headOf(text: string): HTMLTableCellElement {
  const cell = make("th", "number", text);
  cell.scope = "col";
  return cell;
}

function rowOf(step: number, columns: readonly StepsColumn[]): HTMLTableRowElement {
  const row = make("tr");
  const name = make("th", "number", counted(step));
  name.scope = "row";
  // A run that has ended has no more numbers.
  const cells = columns.map(({ run, at }) => make("td", "number", step > run.ending.steps ? "" : readable(at(step))));
  row.append(name, ...cells);
  return row;
}
