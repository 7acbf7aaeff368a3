/** The words around the figures: title, formula, what the landscape teaches, summaries, the protocol line. */

import type { Catalogue } from "../engine/catalogue";
import type { Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import { part, say } from "./page";
import { chartSummary, lossAxis, mapSummary, protocol } from "./sentences";

export interface Captions {
  show(experiment: Experiment, runs: readonly Run[]): void;
}

export function captions(catalogue: Catalogue): Captions {
  const title = part(".map-title", HTMLElement);
  const formula = part(".map-formula", HTMLElement);
  const teaches = part(".map-teaches", HTMLElement);
  const mapText = part("#map-summary", HTMLElement);
  const chartText = part("#losses-summary", HTMLElement);
  const axis = part(".losses-axis", HTMLElement);
  const line = part(".protocol", HTMLElement);
  const saddleMark = part(".mark-saddle", HTMLElement);
  const leftMark = part(".mark-left", HTMLElement);
  let shown: Experiment["landscape"] | undefined;

  return {
    show(experiment, runs) {
      const { landscape } = experiment;
      if (landscape !== shown) {
        say(title, landscape.title);
        say(teaches, landscape.teaches);
        say(axis, lossAxis(landscape));
        saddleMark.hidden = landscape.saddles.length === 0;
        // Generated from a checked formula and served from our own origin, as code is.
        formula.innerHTML = landscape.mathml;
        shown = landscape;
      }
      leftMark.hidden = runs.every(({ leaves_at }) => leaves_at < 0);
      say(mapText, mapSummary(experiment, runs, catalogue));
      say(chartText, chartSummary(experiment, runs));
      say(line, protocol(experiment, runs, catalogue));
    },
  };
}
