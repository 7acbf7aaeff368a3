/** What the lab says about its charts: their titles, what their axes measure, and what they show to those who do not see it. */

import type { Landscape } from "../../engine/catalogue";
import { lossAt, type Run } from "../../engine/runs";
import type { Experiment } from "../../state/experiment";
import type { Chart } from "../../state/scene";
import { counted, listed, readable } from "../numbers";
import { reading } from "../sentences";
import { MEASURES } from "./measure";

const NAMES: Readonly<Record<Chart, string>> = {
  loss: "Loss",
  gradient: "Gradient norm",
  distance: "Distance to the nearest minimizer",
  step: "Effective step size",
};

/** What a chart measures, before the value at a step; every reading ends with the loss. */
const MEASURED: Readonly<Record<Exclude<Chart, "loss">, string>> = {
  gradient: "gradient norm",
  distance: "distance",
  step: "step size",
};

/** What a chart shows by step. */
export function chartName(chart: Chart): string {
  return NAMES[chart];
}

/** The same as a heading. */
export function chartTitle(chart: Chart): string {
  return `${NAMES[chart]} by step`;
}

const LOGARITHMIC = "on a logarithmic axis, which has no place for 0.";

/** What the axis of a chart measures. */
export function axisOf(chart: Chart, landscape: Landscape): string {
  switch (chart) {
    case "loss":
      return lossAxis(landscape);
    case "gradient":
      return `Length of the gradient, ${LOGARITHMIC}`;
    case "distance":
      if (landscape.minimizers.length === 0)
        return "No minimizer of this landscape is known, so there is none to be near.";
      return `Distance${landscape.minimizers.length > 1 ? ", local minimizers counted," : ""} ${LOGARITHMIC}`;
    case "step":
      return "How far a step went along x (bold) and y (thin), over the gradient along it where it set out; logarithmic axis.";
  }
}

function lossAxis({ terrain }: Landscape): string {
  if (Number.isNaN(terrain.best)) return `Loss, ${LOGARITHMIC}`;
  const above = terrain.best === 0 ? "" : ` above the best known, ${readable(terrain.best, 6)},`;
  return `Loss${above || ","} ${LOGARITHMIC}`;
}

/** What a chart shows, for those who do not see it. */
export function chartSummary(chart: Chart, { landscape }: Experiment, runs: readonly Run[]): string {
  const courses = runs.map((run) => {
    // The first step has no step before it to be measured.
    const first = chart === "step" ? Math.min(1, run.ending.steps) : 0;
    const from = valueAt(chart, run, first, landscape);
    const to = valueAt(chart, run, run.ending.steps, landscape);
    return `${run.optimizer.title} from ${from} to ${to} in ${counted(run.ending.steps)} steps`;
  });
  const shown = courses.length > 0 ? listed(courses) : "none is shown";
  return `${NAMES[chart]} of each run on ${landscape.title}, step by step: ${shown}.`;
}

/** What is read off a marked step on a chart: what the chart measures there, and then what every view says of it. */
export function chartReading(chart: Chart, run: Run, step: number, landscape: Landscape): string {
  if (chart === "loss") return reading(run, step);
  const at = Math.min(step, run.ending.steps);
  const values = MEASURES[chart].lines.flatMap((coordinate, line) => {
    const value = measuredAt(chart, run, at, line, landscape);
    if (Number.isNaN(value)) return [];
    return coordinate ? `${readable(value)} along ${coordinate}` : readable(value);
  });
  return reading(run, step, values.length > 0 ? `${MEASURED[chart]} ${values.join(", ")}` : `no ${MEASURED[chart]}`);
}

/** What a line of a chart shows, as people are told it: the axis measures losses from the best known, they hear the loss itself. */
export function measuredAt(chart: Chart, run: Run, step: number, line: number, landscape: Landscape): number {
  return chart === "loss" ? lossAt(run, step) : MEASURES[chart].at(run, step, line, landscape);
}

function valueAt(chart: Chart, run: Run, step: number, landscape: Landscape): string {
  const values = MEASURES[chart].lines.map((coordinate, line) => {
    const value = readable(measuredAt(chart, run, step, line, landscape));
    return coordinate ? `${value} along ${coordinate}` : value;
  });
  return listed(values);
}
