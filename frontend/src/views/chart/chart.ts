/** The chart: a measure of every run along its steps, on a logarithmic axis, with the playhead across. */

import { lastStep, type Run } from "../../engine/runs";
import type { Experiment } from "../../state/experiment";
import type { Chart, Mark } from "../../state/scene";
import { drawingContext } from "../drawing";
import type { Box } from "../labels";
import { colourOf, lookOf, whenItLooksDifferent } from "../look";
import { ghost, overlayIn, type Pointable, ringAround } from "../overlay";
import { resize, sheetScale } from "../page";
import type { Sheet } from "../sheet";
import { drawChart, frameIn } from "./drawing";
import { type ChartProjection, chartProjection } from "./line";
import { MEASURES } from "./measure";
import { measurer, type Series, scaleOf } from "./scale";
import { scrubOn } from "./scrubbing";
import { chartReading } from "./sentences";

export interface RunChart extends Pointable {
  showRuns(chart: Chart, experiment: Experiment, runs: readonly Run[], step: number): void;
  showStep(step: number): void;
}

interface Shown {
  readonly chart: Chart;
  readonly experiment: Experiment;
  readonly runs: readonly Run[];
}

/** @param scrubbed Is told the step that a pointer chose on the chart. */
export function runChart(sheet: Sheet, scrubbed: (step: number) => void): RunChart {
  const place = sheet.part(".losses-chart", HTMLElement);
  const canvas = sheet.part(".losses-chart canvas", HTMLCanvasElement);
  const playhead = sheet.part(".losses-chart .playhead", HTMLElement);
  const context = drawingContext(canvas);
  const overlay = overlayIn(place);
  const measured = measurer();
  let look = lookOf(place);
  let scale = sheetScale();
  let frame = frameIn(place, scale);
  let shown: Shown | undefined;
  let standing = 0;
  let marked: Mark | undefined;
  let lines: readonly Series[] = [];
  let names: readonly Readonly<Box>[] = [];
  let projection: ChartProjection | undefined;

  function draw(): void {
    if (!context || !shown) return;
    const { chart, experiment, runs } = shown;
    const ratio = scale * devicePixelRatio;
    const measure = MEASURES[chart];
    lines = measured(measure, runs, experiment.landscape);
    const decades = scaleOf(lines, measure.highest(experiment.landscape));
    projection = chartProjection(frame, decades, lastStep(runs));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    names = drawChart(context, projection, decades, lines, lastStep(runs), look);
    placePlayhead(standing);
  }

  function placePlayhead(step: number): void {
    if (!projection) return;
    const left = projection.toLeft(step) * scale;
    playhead.style.setProperty("transform", `translateX(${left}px)`);
  }

  /** A crosshair at the marked step, a ghost on every line there, and the reading beside the one it is of. */
  function drawMark(): void {
    overlay.clear();
    const run = shown?.runs.find(({ optimizer }) => optimizer === marked?.optimizer);
    if (!marked || !projection || !shown || !run) return;
    const { frame } = projection;
    const left = projection.toLeft(marked.step);
    overlay.pen.fillStyle = look.inkSoft;
    overlay.pen.fillRect(left - 0.5, frame.top, 1, frame.height);
    const taken = [...names];
    let top = frame.top;
    for (const line of lines) {
      const at = topAt(line, marked.step, projection);
      if (!(at >= frame.top)) continue;
      if (line.run === run) top = at;
      if (marked.step > line.run.ending.steps) continue;
      ghost(overlay.pen, left, at, colourOf(line.run.optimizer, look), look.paper);
      taken.push(ringAround(left, at));
    }
    overlay.read(chartReading(shown.chart, run, marked.step, shown.experiment.landscape), left, top, taken);
  }

  function measure(): void {
    look = lookOf(place);
    scale = sheetScale();
    frame = frameIn(place, scale);
    resize(canvas, Math.round(place.clientWidth * devicePixelRatio), Math.round(place.clientHeight * devicePixelRatio));
    overlay.resize();
    draw();
    drawMark();
  }
  whenItLooksDifferent(place, measure, sheet.gone);
  measure();

  scrubOn(place, (left) => {
    if (projection) scrubbed(projection.toStep(left / scale));
  });

  return {
    place,
    showRuns(chart, experiment, runs, step) {
      shown = { chart, experiment, runs };
      standing = step;
      draw();
    },
    showStep(step) {
      standing = step;
      placePlayhead(step);
    },
    showMark(mark) {
      marked = mark;
      drawMark();
    },
    markAt(left, top) {
      if (!projection) return undefined;
      const step = projection.toStep(left);
      const line = nearestLine(lines, step, top, projection);
      return line && { step, optimizer: line.run.optimizer };
    },
  };
}

/** Where a line is at a step, or at its end; NaN where it has no place on the axis. */
function topAt({ run, exponents }: Series, step: number, { toTop }: ChartProjection): number {
  return toTop(exponents[Math.min(step, run.ending.steps)] ?? Number.NaN);
}

/** Of the lines that still go on at a step the one that passes nearest above or below; of those without a value there, the first. */
function nearestLine(
  lines: readonly Series[],
  step: number,
  top: number,
  projection: ChartProjection,
): Series | undefined {
  const going = lines.filter(({ run }) => step <= run.ending.steps);
  let nearest = going[0];
  let least = Number.POSITIVE_INFINITY;
  for (const line of going) {
    const away = Math.abs(topAt(line, step, projection) - top);
    if (away < least) [nearest, least] = [line, away];
  }
  return nearest;
}
