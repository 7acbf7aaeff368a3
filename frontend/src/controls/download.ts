/** The link that hands over every step of every run. */

import type { Catalogue } from "../engine/catalogue";
import { csvOf } from "../engine/csv";
import type { Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import { comparisonsShown } from "../views/protocol";
import type { Sheet } from "../views/sheet";

export function csvDownload(
  sheet: Sheet,
  catalogue: Catalogue,
  experiment: () => Experiment,
  shown: () => readonly Run[],
): void {
  const link = sheet.part("#download-csv", HTMLAnchorElement);
  // The text is made when it is asked for, and not on every frame of a drag.
  link.addEventListener("click", () => {
    URL.revokeObjectURL(link.href);
    const comparisons = comparisonsShown(experiment(), shown(), catalogue);
    link.href = URL.createObjectURL(new Blob([csvOf(comparisons)], { type: "text/csv" }));
    link.download = `thalweg-${experiment().landscape.key}.csv`;
  });
}
