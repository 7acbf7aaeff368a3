/** The words around the figures: title, formula, what the landscape teaches, summaries, the protocol line. */

import type { Catalogue } from "../engine/catalogue";
import type { Run } from "../engine/runs";
import { type Experiment, isInside } from "../state/experiment";
import { domainSeen, figuresIn, isSeen, type Scene } from "../state/scene";
import { axisOf, chartName, chartSummary } from "./chart/sentences";
import { hasGaps } from "./map/gaps";
import { marksLegend } from "./map/legend";
import { markedOn } from "./map/marked";
import { outing } from "./outings";
import { say } from "./page";
import { wholeProtocol } from "./protocol";
import { CUT_OFF, mapSummary, NO_LOSS } from "./sentences";
import type { Sheet } from "./sheet";

export interface Caption {
  show(experiment: Experiment, runs: readonly Run[], scene: Scene): void;
}

export interface MapCaption {
  /** @param isCutOff Whether some of the paths is out of sight, though it lies on what is shown. */
  show(experiment: Experiment, runs: readonly Run[], scene: Scene, isCutOff: boolean): void;
}

/** Of the map: the landscape's name, its formula, what it teaches, the marks on it, and all of it for those who listen. */
export function mapCaption(sheet: Sheet, catalogue: Catalogue): MapCaption {
  const title = sheet.part(".map-title", HTMLElement);
  const formula = sheet.part(".map-formula", HTMLElement);
  const teaches = sheet.part(".map-teaches", HTMLElement);
  const summary = sheet.part("#map-summary", HTMLElement);
  const marks = marksLegend(sheet);
  let shown: Experiment["landscape"] | undefined;

  return {
    show(experiment, runs, scene, isCutOff) {
      const { landscape, start } = experiment;
      const domain = domainSeen(scene, landscape);
      if (landscape !== shown) {
        say(title, landscape.title);
        say(teaches, landscape.teaches);
        // Generated from a checked formula and served from our own origin, as code is.
        formula.innerHTML = landscape.mathml;
        shown = landscape;
      }
      const isMap = isSeen("map", scene);
      const isBeyond = runs.some((run) => outing(run, landscape, domain) !== "");
      const away = isCutOff ? "out of sight" : isBeyond ? "beyond" : undefined;
      // The handle of a start that is off the map stands at its edge.
      const hasStart = isMap || isInside({ domain }, start.x, start.y);
      marks.show(markedOn({ landscape, domain, isMap, hasStart, away }), isMap);
      const said = mapSummary(experiment, runs, catalogue, domain, scene.view);
      const gaps = hasGaps(landscape, domain) ? figuresIn(scene).map((figure) => NO_LOSS[figure]) : [];
      say(summary, [said, ...gaps, ...(isCutOff ? [CUT_OFF] : [])].join(" "));
    },
  };
}

/** Of the chart: what it shows, what its axis measures, and what is seen on it. */
export function chartCaption(sheet: Sheet): Caption {
  const title = sheet.part("#losses-title .measure", HTMLElement);
  const axis = sheet.part(".losses-axis", HTMLElement);
  const summary = sheet.part("#losses-summary", HTMLElement);
  return {
    show(experiment, runs, { chart }) {
      say(title, chartName(chart));
      say(axis, axisOf(chart, experiment.landscape));
      say(summary, chartSummary(chart, experiment, runs));
    },
  };
}

/** The line without which no comparison is to be believed. */
export function protocolLine(sheet: Sheet, catalogue: Catalogue): Caption {
  const line = sheet.part(".protocol", HTMLElement);
  return { show: (experiment, runs) => say(line, wholeProtocol(experiment, runs, catalogue)) };
}
