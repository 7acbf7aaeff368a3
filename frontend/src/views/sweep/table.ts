/** The sweep as a table: a row a learning rate, a column an optimizer. */

import type { Catalogue } from "../../engine/catalogue";
import type { Swept } from "../../engine/sweep";
import { counted, readable } from "../numbers";
import { make } from "../page";

export function fillTable(table: HTMLTableElement, swept: readonly Swept[], { rates, outcomes }: Catalogue): void {
  const head = make("tr");
  head.append(columnHead("Learning rate"), ...swept.map(({ optimizer }) => columnHead(optimizer.title)));
  const rows = rates.map((rate, index) => {
    const row = make("tr");
    const name = make("th", "number", readable(rate));
    name.scope = "row";
    row.append(name, ...swept.map((each) => cellOf(each, index, outcomes)));
    return row;
  });
  table.tHead?.replaceChildren(head);
  table.tBodies[0]?.replaceChildren(...rows);
}

function columnHead(text: string): HTMLTableCellElement {
  const cell = make("th", "", text);
  cell.scope = "col";
  return cell;
}

/** Loss, outcome and steps; the exact loss is the cell's value for whoever reads it by machine. */
function cellOf(swept: Swept, index: number, outcomes: readonly string[]): HTMLTableCellElement {
  const cell = make("td");
  if (index >= swept.done) return cell;
  const loss = swept.loss[index] ?? Number.NaN;
  const value = make("data", "", readable(loss));
  value.value = String(loss);
  const steps = counted(swept.steps[index] ?? 0);
  cell.append(value, make("span", "aside", `${outcomes[swept.outcome[index] ?? 0] ?? ""}, ${steps} steps`));
  return cell;
}
