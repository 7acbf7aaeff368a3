/** What lies below the lab: everything that looks beyond the runs on screen. */

import { basinToggle } from "../controls/basins";
import { presetChoice } from "../controls/presets";
import type { Catalogue } from "../engine/catalogue";
import type { Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import type { Scene } from "../state/scene";
import { take } from "../take/take";
import { presenting } from "../views/presenting";
import { sweepStrip } from "../views/sweep/sweep";

export interface Bench {
  show(experiment: Experiment): void;
}

export interface BenchNeeds {
  readonly catalogue: Catalogue;
  readonly experiment: () => Experiment;
  readonly scene: () => Scene;
  readonly runs: () => readonly Run[];
  /** The step the markers stand at. */
  readonly step: () => number;
  readonly open: (experiment: Experiment) => void;
}

export function bench({ catalogue, experiment, scene, runs, step, open }: BenchNeeds): Bench {
  const sweep = sweepStrip(catalogue, (lr) => open({ ...experiment(), lr }));
  const basins = basinToggle(catalogue);
  const presets = presetChoice(catalogue, open);
  take({ catalogue, experiment, scene, runs, step });
  presenting(experiment, scene);
  return {
    show(now) {
      basins.show(now);
      presets.show(now);
      sweep.show(now);
    },
  };
}
