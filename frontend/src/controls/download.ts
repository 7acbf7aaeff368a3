/** The link that hands over every step of every run. */

import type { Catalogue } from "../engine/catalogue";
import { csvOf } from "../engine/csv";
import type { Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import { handOver } from "../views/hand-over";
import { comparisonsShown } from "../views/protocol";
import type { Sheet } from "../views/sheet";

export function csvDownload(
  sheet: Sheet,
  catalogue: Catalogue,
  experiment: () => Experiment,
  shown: () => readonly Run[],
): void {
  const link = sheet.part("#download-csv", HTMLAnchorElement);
  link.addEventListener("click", () => {
    const comparisons = comparisonsShown(experiment(), shown(), catalogue);
    handOver(link, csvOf(comparisons), `thalweg-${experiment().landscape.key}.csv`);
  });
}
