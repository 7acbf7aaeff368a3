/** Noise in the gradients: how much, how large a batch, and which of the possible noises. */

import type { Catalogue } from "../engine/catalogue";
import type { Noise } from "../engine/noise";
import type { Experiment } from "../state/experiment";
import type { Sheet } from "../views/sheet";
import { numberField } from "./number-field";

export interface NoiseNeeds {
  readonly sheet: Sheet;
  readonly catalogue: Catalogue;
  readonly experiment: () => Experiment;
  readonly changed: (noise: Noise) => void;
}

export interface NoiseControl {
  show(experiment: Experiment): void;
}

export function noiseControl({ sheet, catalogue, experiment, changed }: NoiseNeeds): NoiseControl {
  const { most } = catalogue.noise;
  const group = sheet.part(".noise-fields", HTMLElement);
  const change = (changes: Partial<Noise>) => changed({ ...experiment().noise, ...changes });
  const spread = numberField(sheet, {
    selector: "#noise",
    low: 0,
    high: most.spread,
    changed: (value) => change({ spread: value }),
  });
  const batch = numberField(sheet, {
    selector: "#batch",
    low: 1,
    high: most.batch,
    whole: true,
    // Noise falls with the root of the batch: by doubling it one sees it fall.
    nudged: (value, direction) =>
      direction > 0 ? Math.min(most.batch, value * 2) : Math.max(1, Math.floor(value / 2)),
    changed: (value) => change({ batch: value }),
  });
  const seed = numberField(sheet, {
    selector: "#seed",
    low: 1,
    high: most.seed,
    whole: true,
    changed: (value) => change({ seed: value }),
  });
  sheet.part("#new-seed", HTMLButtonElement).addEventListener("click", () => {
    // In turn and not by chance: whoever presses it five times can tell which five they saw.
    change({ seed: (experiment().noise.seed % most.seed) + 1 });
  });

  return {
    show({ noise }) {
      spread.show(noise.spread);
      batch.show(noise.batch);
      seed.show(noise.seed);
      group.classList.toggle("has-noise", noise.spread > 0);
    },
  };
}
