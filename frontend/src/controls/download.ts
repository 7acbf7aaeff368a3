/** The link that hands over every step of every run. */

import { csvOf } from "../engine/csv";
import type { Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import { part } from "../views/page";

export function csvDownload(experiment: () => Experiment, runs: () => readonly Run[]): void {
  const link = part("#download-csv", HTMLAnchorElement);
  // The text is made when it is asked for, and not on every frame of a drag.
  link.addEventListener("click", () => {
    URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([csvOf(runs())], { type: "text/csv" }));
    link.download = `thalweg-${experiment().landscape.key}.csv`;
  });
}
