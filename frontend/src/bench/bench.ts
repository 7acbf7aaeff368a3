/** What lies below the lab: everything that looks beyond the runs on screen. */

import { basinToggle } from "../controls/basins";
import type { Catalogue } from "../engine/catalogue";
import type { Experiment } from "../state/experiment";
import { sweepStrip } from "../views/sweep/sweep";

export interface Bench {
  show(experiment: Experiment): void;
}

export interface BenchNeeds {
  readonly catalogue: Catalogue;
  readonly change: (changes: Partial<Experiment>) => void;
}

export function bench({ catalogue, change }: BenchNeeds): Bench {
  const sweep = sweepStrip(catalogue, (lr) => change({ lr }));
  const basins = basinToggle(catalogue);
  return {
    show(experiment) {
      basins.show(experiment);
      sweep.show(experiment);
    },
  };
}
