/** The chart of losses: one line a run, on a logarithmic axis. */

import uPlot from "uplot";
import type { Optimizer } from "../engine/catalogue";
import { lastStep, lossAt, type Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import { placeLabels, RIGHT_FIRST } from "./labels";
import { counted, powerOfTen } from "./numbers";
import { make, part, sheetScale } from "./page";
import { decadeTicks } from "./ticks";

/** Sizes in pixels of the sheet. */
const LINE_WIDTH = 2;
const NAME_SIZE = 12;
const NAME_ROOM = 76;

/** What a label of the loss axis needs for itself, in the same pixels. */
const LABEL_HEIGHT = 26;

/** Losses so many decades above the highest of the map leave the chart, as the paths that reach them leave the map. */
const DECADES_ABOVE = 1;

type Column = (number | null)[];

export interface LossChart {
  showRuns(experiment: Experiment, runs: readonly Run[], step: number): void;
  showStep(step: number): void;
}

/** @param scrubbed Is told the step that a pointer chose on the chart. */
export function lossChart(scrubbed: (step: number) => void): LossChart {
  const place = part(".losses-chart", HTMLElement);
  const playhead = make("div", "playhead");
  const darkness = matchMedia("(prefers-color-scheme: dark)");
  const steps: number[] = [];
  const losses = new Map<Optimizer, Column>();
  let chart: uPlot | undefined;
  let shown: { experiment: Experiment; runs: readonly Run[]; step: number } | undefined;

  function showRuns(experiment: Experiment, runs: readonly Run[], step: number): void {
    const sameLines = shown !== undefined && sameOptimizers(shown.experiment, experiment);
    shown = { experiment, runs, step };
    const data = dataOf(experiment, runs);
    if (chart && sameLines) chart.setData(data);
    else rebuild(data);
    showStep(step);
  }

  function dataOf({ landscape }: Experiment, runs: readonly Run[]): uPlot.AlignedData {
    const best = Number.isNaN(landscape.terrain.best) ? 0 : landscape.terrain.best;
    const length = lastStep(runs) + 1;
    steps.length = length;
    for (let step = 0; step < length; step++) steps[step] = step;
    const columns = runs.map((run) => {
      const column = losses.get(run.optimizer) ?? [];
      losses.set(run.optimizer, column);
      column.length = length;
      for (let step = 0; step < length; step++) {
        column[step] = step <= run.ending.steps ? drawable(lossAt(run, step) - best) : null;
      }
      return column;
    });
    return [steps, ...columns];
  }

  function rebuild(data: uPlot.AlignedData): void {
    chart?.destroy();
    chart = new uPlot(optionsFor(shown?.experiment.optimizers ?? []), data, place);
    chart.over.append(playhead);
    scrubBy(chart, scrubbed);
  }

  function optionsFor(optimizers: readonly Optimizer[]): uPlot.Options {
    const style = getComputedStyle(place);
    const ink = style.getPropertyValue("--ink-soft");
    const hairline = style.getPropertyValue("--hairline");
    const scale = sheetScale();
    const font = `${NAME_SIZE * scale}px ${style.fontFamily}`;
    const axis = { stroke: ink, font, grid: { stroke: hairline, width: 1 }, ticks: { show: false } };
    return {
      width: place.clientWidth,
      height: place.clientHeight,
      pxAlign: 0,
      // To the right there is room for the names of lines that reach the end.
      padding: [10 * scale, NAME_ROOM * scale, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, range: (_, low, high) => [low ?? 0, Math.max(1, high ?? 1)] },
        y: { distr: 3, log: 10, range: (_, low, high) => lossRange(low, high) },
      },
      axes: [
        {
          ...axis,
          size: 26 * scale,
          gap: 4 * scale,
          grid: { show: false },
          space: 70 * scale,
          values: (_, splits) => splits.map(counted),
        },
        {
          ...axis,
          size: 46 * scale,
          gap: 6 * scale,
          splits: (self, _, low, high) => decadesOf(low, high, self.height / scale).map((exponent) => 10 ** exponent),
          filter: (_, splits) => splits,
          values: (_, splits) => splits.map((value) => powerOfTen(Math.round(Math.log10(value)))),
        },
      ],
      series: [
        {},
        ...optimizers.map(({ title, colour, dash }) => ({
          label: title,
          stroke: darkness.matches ? colour.on_dark : colour.on_light,
          dash: dash.map((length) => length * scale),
          width: LINE_WIDTH * scale,
          points: { show: false },
          spanGaps: false,
        })),
      ],
      hooks: { draw: [(self) => drawNames(self, optimizers, style)] },
    };
  }

  /** The decades that hold every loss, but for those far above the map. */
  function lossRange(low: number | null, high: number | null): uPlot.Range.MinMax {
    if (low === null || high === null || !shown) return [0.1, 10];
    const { terrain } = shown.experiment.landscape;
    const best = Number.isNaN(terrain.best) ? 0 : terrain.best;
    const ceiling = Math.ceil(Math.log10(terrain.high - best)) + DECADES_ABOVE;
    const bottom = Math.min(Math.floor(Math.log10(low)), ceiling - 1);
    const top = Math.min(Math.ceil(Math.log10(high)), ceiling);
    return [10 ** bottom, 10 ** Math.max(top, bottom + 1)];
  }

  function showStep(step: number): void {
    if (!chart || !shown) return;
    shown = { ...shown, step };
    playhead.style.setProperty("transform", `translateX(${chart.valToPos(step, "x")}px)`);
  }

  darkness.addEventListener("change", () => {
    if (shown) rebuild(dataOf(shown.experiment, shown.runs));
    if (shown) showStep(shown.step);
  });
  new ResizeObserver(() => {
    chart?.setSize({ width: place.clientWidth, height: place.clientHeight });
    if (shown) showStep(shown.step);
  }).observe(place);

  return { showRuns, showStep };
}

/** A logarithmic axis has no place for zero, for less, or for what is not a number: the line has a gap there. */
function drawable(loss: number): number | null {
  return loss > 0 && Number.isFinite(loss) ? loss : null;
}

function decadesOf(low: number, high: number, height: number): readonly number[] {
  return decadeTicks(Math.round(Math.log10(low)), Math.round(Math.log10(high)), Math.floor(height / LABEL_HEIGHT));
}

/** Writes each optimizer's name where its line ends. */
function drawNames(chart: uPlot, optimizers: readonly Optimizer[], style: CSSStyleDeclaration): void {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio * sheetScale();
  ctx.save();
  ctx.scale(ratio, ratio);
  ctx.font = `600 ${NAME_SIZE}px ${style.fontFamily}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = style.getPropertyValue("--paper");
  const anchors = optimizers.map(({ title }, index) => {
    const [step, loss] = lastDrawn(chart, index + 1);
    return {
      left: chart.valToPos(step, "x", true) / ratio,
      top: Math.max(bbox.top, chart.valToPos(loss, "y", true)) / ratio,
      width: ctx.measureText(title).width,
      height: NAME_SIZE + 3,
    };
  });
  const room = {
    left: bbox.left / ratio,
    top: bbox.top / ratio,
    width: (ctx.canvas.width - bbox.left) / ratio,
    height: bbox.height / ratio,
  };
  const boxes = placeLabels(anchors, [], room, RIGHT_FIRST);
  for (const [index, { title }] of optimizers.entries()) {
    const box = boxes[index];
    const { stroke } = chart.series[index + 1] ?? {};
    if (!box || typeof stroke !== "function") continue;
    ctx.strokeText(title, box.left, box.top + box.height / 2);
    ctx.fillStyle = String(stroke(chart, index + 1));
    ctx.fillText(title, box.left, box.top + box.height / 2);
  }
  ctx.restore();
}

/** The last point of a line that is on the chart. */
function lastDrawn(chart: uPlot, series: number): readonly [number, number] {
  const column = chart.data[series] ?? [];
  const ceiling = chart.scales.y?.max ?? Number.POSITIVE_INFINITY;
  for (let step = column.length - 1; step >= 0; step--) {
    const loss = column[step];
    if (typeof loss === "number" && loss <= ceiling) return [step, loss];
  }
  return [0, ceiling];
}

function scrubBy(chart: uPlot, scrubbed: (step: number) => void): void {
  const { over } = chart;
  function scrub(event: PointerEvent): void {
    const left = event.clientX - over.getBoundingClientRect().left;
    const last = chart.scales.x?.max ?? 0;
    scrubbed(Math.min(Math.max(Math.round(chart.posToVal(left, "x")), 0), last));
  }
  over.addEventListener("pointerdown", (event) => {
    over.setPointerCapture(event.pointerId);
    scrub(event);
  });
  over.addEventListener("pointermove", (event) => {
    if (over.hasPointerCapture(event.pointerId)) scrub(event);
  });
}

function sameOptimizers(one: Experiment, other: Experiment): boolean {
  return (
    one.optimizers.length === other.optimizers.length &&
    one.optimizers.every((each, index) => each === other.optimizers[index])
  );
}
