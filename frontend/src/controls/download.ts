/** The link that hands over every step of every run. */

import { csvOf } from "../engine/csv";
import type { Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import type { Sheet } from "../views/sheet";

export function csvDownload(sheet: Sheet, experiment: () => Experiment, runs: () => readonly Run[]): void {
  const link = sheet.part("#download-csv", HTMLAnchorElement);
  // The text is made when it is asked for, and not on every frame of a drag.
  link.addEventListener("click", () => {
    URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([csvOf(runs())], { type: "text/csv" }));
    link.download = `thalweg-${experiment().landscape.key}.csv`;
  });
}
