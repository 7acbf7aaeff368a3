/** The chart of losses: one line a run, on a logarithmic axis, with the playhead across. */

import { lastStep, type Run } from "../../engine/runs";
import type { Experiment } from "../../state/experiment";
import { drawingContext } from "../drawing";
import { placeLabels, RIGHT_FIRST } from "../labels";
import { counted, powerOfTen } from "../numbers";
import { part, resize, sheetScale } from "../page";
import { decadeTicks, linearTicks } from "../ticks";
import { type ChartProjection, chartProjection, type Frame, lastSeen, traceLosses } from "./line";
import { floorOf, type LossScale, lossScale } from "./scale";

/** Sizes in pixels of the sheet. */
const LINE_WIDTH = 2;
const NAME_SIZE = 12;
const MARGIN = { left: 46, top: 8, right: 78, bottom: 22 };

/** Least distances between the labels of an axis. */
const LABELS_APART = { across: 80, down: 26 };

export interface LossChart {
  showRuns(experiment: Experiment, runs: readonly Run[], step: number): void;
  showStep(step: number): void;
}

interface Look {
  readonly font: string;
  readonly paper: string;
  readonly ink: string;
  readonly hairline: string;
  readonly dark: boolean;
}

/** @param scrubbed Is told the step that a pointer chose on the chart. */
export function lossChart(scrubbed: (step: number) => void): LossChart {
  const place = part(".losses-chart", HTMLElement);
  const canvas = part(".losses-chart canvas", HTMLCanvasElement);
  const playhead = part(".losses-chart .playhead", HTMLElement);
  const darkness = matchMedia("(prefers-color-scheme: dark)");
  const context = drawingContext(canvas);
  let look = lookOf(place, darkness.matches);
  let shown: { experiment: Experiment; runs: readonly Run[]; step: number } | undefined;
  let projection: ChartProjection | undefined;

  function draw(): void {
    if (!context || !shown) return;
    const { experiment, runs } = shown;
    const scale = sheetScale();
    const ratio = scale * devicePixelRatio;
    const frame = {
      left: MARGIN.left,
      top: MARGIN.top,
      width: Math.max(1, place.clientWidth / scale - MARGIN.left - MARGIN.right),
      height: Math.max(1, place.clientHeight / scale - MARGIN.top - MARGIN.bottom),
    };
    const losses = lossScale(runs, experiment.landscape);
    projection = chartProjection(frame, losses, floorOf(experiment.landscape), lastStep(runs));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    drawGrid(context, projection, losses, lastStep(runs), look);
    drawLines(context, projection, runs, look);
    drawNames(context, projection, runs, look);
    placePlayhead(shown.step);
  }

  function placePlayhead(step: number): void {
    if (!projection) return;
    const left = projection.toLeft(step) * sheetScale();
    playhead.style.setProperty("transform", `translateX(${left}px)`);
  }

  function measure(): void {
    look = lookOf(place, darkness.matches);
    resize(canvas, Math.round(place.clientWidth * devicePixelRatio), Math.round(place.clientHeight * devicePixelRatio));
    draw();
  }
  new ResizeObserver(measure).observe(place);
  darkness.addEventListener("change", measure);
  measure();

  scrubOn(place, (left) => {
    if (!projection || !shown) return;
    const { frame } = projection;
    const share = (left / sheetScale() - frame.left) / frame.width;
    scrubbed(Math.round(Math.min(Math.max(share, 0), 1) * lastStep(shown.runs)));
  });

  return {
    showRuns(experiment, runs, step) {
      shown = { experiment, runs, step };
      draw();
    },
    showStep(step) {
      if (shown) shown.step = step;
      placePlayhead(step);
    },
  };
}

function lookOf(place: HTMLElement, dark: boolean): Look {
  const style = getComputedStyle(place);
  return {
    font: style.fontFamily,
    paper: style.getPropertyValue("--paper"),
    ink: style.getPropertyValue("--ink-soft"),
    hairline: style.getPropertyValue("--hairline"),
    dark,
  };
}

function drawGrid(
  context: CanvasRenderingContext2D,
  { frame, toLeft }: ChartProjection,
  losses: LossScale,
  last: number,
  look: Look,
): void {
  const { low, high } = losses;
  context.font = `${NAME_SIZE}px ${look.font}`;
  context.fillStyle = look.ink;
  context.strokeStyle = look.hairline;
  context.lineWidth = 1;
  context.setLineDash([]);
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (const exponent of decadeTicks(low, high, Math.floor(frame.height / LABELS_APART.down))) {
    const top = Math.round(frame.top + ((high - exponent) / (high - low)) * frame.height) + 0.5;
    context.beginPath();
    context.moveTo(frame.left, top);
    context.lineTo(frame.left + frame.width, top);
    context.stroke();
    context.fillText(powerOfTen(exponent), frame.left - 7, top);
  }
  context.textBaseline = "alphabetic";
  context.textAlign = "center";
  for (const step of linearTicks(0, Math.max(1, last), Math.max(2, frame.width / LABELS_APART.across))) {
    if (Number.isInteger(step)) context.fillText(counted(step), toLeft(step), frame.top + frame.height + 17);
  }
}

function drawLines(
  context: CanvasRenderingContext2D,
  projection: ChartProjection,
  runs: readonly Run[],
  look: Look,
): void {
  context.save();
  clipTo(context, projection.frame);
  context.lineJoin = "round";
  context.lineWidth = LINE_WIDTH;
  for (const run of runs) {
    traceLosses(context, run, projection);
    context.setLineDash([...run.optimizer.dash]);
    context.strokeStyle = colourOf(run, look);
    context.stroke();
  }
  context.restore();
}

/** Lines are cut where they leave the chart, with room for half their width. */
function clipTo(context: CanvasRenderingContext2D, { left, top, width, height }: Frame): void {
  context.beginPath();
  context.rect(left - LINE_WIDTH, top - LINE_WIDTH, width + 2 * LINE_WIDTH, height + 2 * LINE_WIDTH);
  context.clip();
}

/** Writes each optimizer's name where its line ends. */
function drawNames(
  context: CanvasRenderingContext2D,
  projection: ChartProjection,
  runs: readonly Run[],
  look: Look,
): void {
  const { frame } = projection;
  context.font = `600 ${NAME_SIZE}px ${look.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = look.paper;
  const anchors = runs.map((run) => {
    const [left, top] = lastSeen(run, projection);
    return { left, top, width: context.measureText(run.optimizer.title).width, height: NAME_SIZE + 3 };
  });
  const room = { ...frame, width: frame.width + MARGIN.right };
  const boxes = placeLabels(anchors, [], room, RIGHT_FIRST);
  for (const [index, run] of runs.entries()) {
    const box = boxes[index];
    if (!box) continue;
    context.strokeText(run.optimizer.title, box.left, box.top + box.height / 2);
    context.fillStyle = colourOf(run, look);
    context.fillText(run.optimizer.title, box.left, box.top + box.height / 2);
  }
}

function colourOf({ optimizer }: Run, { dark }: Look): string {
  return dark ? optimizer.colour.on_dark : optimizer.colour.on_light;
}

/** Reports where a pointer is held down, from the left edge. */
function scrubOn(place: HTMLElement, scrub: (left: number) => void): void {
  function report(event: PointerEvent): void {
    scrub(event.clientX - place.getBoundingClientRect().left);
  }
  place.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    place.setPointerCapture(event.pointerId);
    report(event);
  });
  place.addEventListener("pointermove", (event) => {
    if (place.hasPointerCapture(event.pointerId)) report(event);
  });
}
