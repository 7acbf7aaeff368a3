/** The words around the figures: title, formula, what the landscape teaches, summaries, the protocol line. */

import type { Catalogue } from "../engine/catalogue";
import type { Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import { domainSeen, type Scene } from "../state/scene";
import { axisOf, chartSummary, chartTitle } from "./chart/sentences";
import { part, say } from "./page";
import { departed, isWhole, mapSummary, protocol } from "./sentences";

export interface Captions {
  show(experiment: Experiment, runs: readonly Run[], scene: Scene): void;
}

export function captions(catalogue: Catalogue): Captions {
  const title = part(".map-title", HTMLElement);
  const formula = part(".map-formula", HTMLElement);
  const teaches = part(".map-teaches", HTMLElement);
  const mapText = part("#map-summary", HTMLElement);
  const chartText = part("#losses-summary", HTMLElement);
  const chartHeading = part("#losses-title", HTMLElement);
  const axis = part(".losses-axis", HTMLElement);
  const line = part(".protocol", HTMLElement);
  const saddleMark = part(".mark-saddle", HTMLElement);
  const leftMark = part(".mark-left", HTMLElement);
  const leftWhat = part(".mark-left .name", HTMLElement);
  const startMark = part(".mark-start", HTMLElement);
  let shown: Experiment["landscape"] | undefined;

  return {
    show(experiment, runs, scene) {
      const { landscape } = experiment;
      const domain = domainSeen(scene, landscape);
      if (landscape !== shown) {
        say(title, landscape.title);
        say(teaches, landscape.teaches);
        saddleMark.hidden = landscape.saddles.length === 0;
        // Generated from a checked formula and served from our own origin, as code is.
        formula.innerHTML = landscape.mathml;
        shown = landscape;
      }
      say(startMark, scene.view === "map" ? "start, drag it" : "start");
      leftMark.hidden = runs.every((run) => departed(run, domain) < 0);
      say(leftWhat, isWhole(landscape, domain) ? "left the map" : "left the view");
      say(mapText, mapSummary(experiment, runs, catalogue, domain, scene.view));
      say(chartHeading, chartTitle(scene.chart));
      say(axis, axisOf(scene.chart, landscape));
      say(chartText, chartSummary(scene.chart, experiment, runs));
      say(line, protocol(experiment, runs, catalogue));
    },
  };
}
