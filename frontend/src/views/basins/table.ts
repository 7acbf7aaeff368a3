/** A map of many runs as a table: a few of its rows and columns, and what came of the run in each cell. */

import type { Field } from "../../engine/basins/field";
import { readable } from "../numbers";
import { make, say } from "../page";
import { endWords } from "./words";

/** Columns, and rows; more are not read. */
const SAMPLED = 8;

/** What the columns and the rows of a map stand for. */
export interface FieldAxes {
  readonly caption: string;
  /** Of the corner: the name of what varies down, then of what varies across. */
  readonly corner: string;
  across(column: number): number;
  up(row: number): number;
}

/** @param fields One map, or two that are compared. */
export function fillField(table: HTMLTableElement, fields: readonly Field[], axes: FieldAxes): void {
  const size = fields[0]?.size ?? 0;
  const places = Array.from({ length: SAMPLED }, (_, index) => Math.floor(((index + 0.5) / SAMPLED) * size));
  const head = make("tr");
  head.append(...[axes.corner, ...places.map((column) => readable(axes.across(column), 3))].map(columnHead));
  // The picture has its highest row at the top.
  const rows = places.toReversed().map((row) => {
    const element = make("tr");
    const name = make("th", "number", readable(axes.up(row), 3));
    name.scope = "row";
    element.append(name, ...places.map((column) => make("td", "", cellWords(fields, column, row))));
    return element;
  });
  if (table.caption) say(table.caption, axes.caption);
  table.tHead?.replaceChildren(head);
  table.tBodies[0]?.replaceChildren(...rows);
}

function columnHead(text: string): HTMLTableCellElement {
  const cell = make("th", "number", text);
  cell.scope = "col";
  return cell;
}

function cellWords(fields: readonly Field[], column: number, row: number): string {
  const ends = fields.map((field) => endWords(field, row * field.size + column));
  if (ends.length < 2) return ends[0] ?? "";
  return fields.map(({ optimizer }, index) => `${optimizer.title} ${ends[index]}`).join("; ");
}
