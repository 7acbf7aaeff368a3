/** Runs as a table: a row a step, a column a number that is told of a run. Its rows can be pointed at, and the marked one is shown. */

import { lastStep, type Run } from "../engine/runs";
import { bestAt, type Mark } from "../state/scene";
import { counted, readable } from "./numbers";
import { make, say, showInside } from "./page";

/** More rows than this are not read. */
const MOST = 50;

/** How far the keys move among the rows; to either end where that is farther than there are rows. */
const KEYS: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -10,
  PageDown: 10,
  Home: -MOST,
  End: MOST,
};

export interface StepsColumn {
  readonly run: Run;
  readonly title: string;
  at(step: number): number;
}

export interface StepsTable {
  readonly body: HTMLTableSectionElement;
  fill(caption: string, columns: readonly StepsColumn[]): void;
  /** The step whose row holds an element: of the run whose column it is in, or else of the run with the lowest loss there. */
  markIn(element: Element): Mark | undefined;
  /** Marks the row of a step, which is added where the table leaves it out, and brings it into sight. */
  showMark(mark: Mark | undefined): void;
}

export function stepsTable(table: HTMLTableElement): StepsTable {
  const head = table.tHead ?? table.createTHead();
  const body = table.tBodies[0] ?? table.createTBody();
  const box = table.closest<HTMLElement>(".scrolling");
  let columns: readonly StepsColumn[] = [];
  let marked: Mark | undefined;
  /** The row of a marked step that is not among the chosen ones. */
  let added: HTMLTableRowElement | undefined;
  /** The row that the Tab key comes to; the arrow keys lead from it to the others. */
  let entry: HTMLTableRowElement | undefined;

  function enterAt(row: HTMLTableRowElement | undefined): void {
    if (entry) entry.tabIndex = -1;
    entry = row;
    if (entry) entry.tabIndex = 0;
  }

  function nextTo(step: number): HTMLTableRowElement | undefined {
    return Array.from(body.rows).find((row) => stepOf(row) >= step);
  }

  function rowAt(step: number): HTMLTableRowElement {
    const next = nextTo(step);
    if (next && stepOf(next) === step) return next;
    added = rowOf(step, columns);
    body.insertBefore(added, next ?? null);
    return added;
  }

  function unmark(): void {
    body.querySelector("[aria-current]")?.removeAttribute("aria-current");
    added?.remove();
    added = undefined;
  }

  function drawMark(): void {
    unmark();
    if (!marked || columns.length === 0) return;
    const row = rowAt(marked.step);
    row.setAttribute("aria-current", "step");
    // What is under the pointer, or under the focus, is in sight, and would go on under a pointer that stays.
    if (box && !row.matches(":hover, :focus")) showInside(box, head, row);
  }

  body.addEventListener("focusin", ({ target }) => enterAt(rowAround(target)));
  body.addEventListener("keydown", (event) => {
    const move = KEYS[event.code];
    const row = rowAround(event.target);
    if (!move || !row || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const to = Math.min(Math.max(row.sectionRowIndex + move, 0), body.rows.length - 1);
    body.rows[to]?.focus();
  });

  return {
    body,
    fill(caption, filled) {
      const focused = body.contains(document.activeElement) ? rowAround(document.activeElement) : undefined;
      const names = make("tr");
      columns = filled;
      added = undefined;
      names.append(...["Step", ...columns.map(({ title }) => title)].map(headOf));
      if (table.caption) say(table.caption, caption);
      head.replaceChildren(names);
      const last = lastStep(columns.map(({ run }) => run));
      body.replaceChildren(...chosenSteps(last).map((step) => rowOf(step, columns)));
      enterAt(body.rows[0]);
      // Whoever was in a row goes on from it, or from the next one that there is.
      if (focused) (nextTo(stepOf(focused)) ?? body.rows[0])?.focus({ preventScroll: true });
      drawMark();
    },
    markIn(element) {
      const row = rowAround(element);
      if (!row) return undefined;
      const step = stepOf(row);
      const cell = element.closest("td");
      const run = cell ? columns[cell.cellIndex - 1]?.run : undefined;
      if (run && step <= run.ending.steps) return { step, optimizer: run.optimizer };
      return bestAt(
        step,
        columns.map((column) => column.run),
      );
    },
    showMark(mark) {
      if (mark?.step === marked?.step) return;
      marked = mark;
      drawMark();
    },
  };
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
  row.dataset.step = String(step);
  row.tabIndex = -1;
  row.append(name, ...cells);
  return row;
}

function stepOf(row: HTMLTableRowElement): number {
  return Number(row.dataset.step);
}

function rowAround(target: EventTarget | null): HTMLTableRowElement | undefined {
  return (target instanceof Element ? target.closest("tr") : undefined) ?? undefined;
}
