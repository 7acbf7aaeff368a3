/** The chart: a measure of every run along its steps, on a logarithmic axis, with the playhead across. */

import { lastStep, type Run } from "../../engine/runs";
import type { Experiment } from "../../state/experiment";
import type { Chart, Mark } from "../../state/scene";
import { drawingContext } from "../drawing";
import { placeLabels, RIGHT_FIRST } from "../labels";
import { whenItLooksDifferent } from "../look";
import { counted, powerOfTen } from "../numbers";
import { ghost, overlayIn, type Pointable } from "../overlay";
import { resize, sheetScale } from "../page";
import { reading } from "../sentences";
import type { Sheet } from "../sheet";
import { decadeTicks, linearTicks } from "../ticks";
import { type ChartProjection, chartProjection, type Frame, lastSeen, traceSeries } from "./line";
import { MEASURES } from "./measure";
import { measurer, type Scale, type Series, scaleOf } from "./scale";

/** Sizes in pixels of the sheet. */
const LINE_WIDTH = 2;
/** The second line of a run that has two. */
const THIN_WIDTH = 1;
const NAME_SIZE = 12;
const MARGIN = { left: 46, top: 8, right: 78, bottom: 22 };

/** The ends of a run's two lines nearer than this share a name. */
const ONE_NAME = 8;

/** Least distances between the labels of an axis. */
const LABELS_APART = { across: 80, down: 26 };

export interface RunChart extends Pointable {
  showRuns(chart: Chart, experiment: Experiment, runs: readonly Run[], step: number): void;
  showStep(step: number): void;
}

interface Look {
  readonly font: string;
  readonly paper: string;
  readonly ink: string;
  readonly hairline: string;
  readonly dark: boolean;
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
  const darkness = matchMedia("(prefers-color-scheme: dark)");
  const context = drawingContext(canvas);
  const overlay = overlayIn(place);
  const measured = measurer();
  let look = lookOf(place, darkness.matches);
  let scale = sheetScale();
  let frame = frameIn(place, scale);
  let shown: Shown | undefined;
  let standing = 0;
  let marked: Mark | undefined;
  let lines: readonly Series[] = [];
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
    drawGrid(context, projection, decades, lastStep(runs), look);
    drawLines(context, projection, lines, look);
    drawNames(context, projection, lines, look);
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
    if (!marked || !projection || !run) return;
    const { frame } = projection;
    const left = projection.toLeft(marked.step);
    overlay.pen.fillStyle = look.ink;
    overlay.pen.fillRect(left - 0.5, frame.top, 1, frame.height);
    let top = frame.top;
    for (const line of lines) {
      const at = topAt(line, marked.step, projection);
      if (!(at >= frame.top)) continue;
      if (line.run === run) top = at;
      if (marked.step <= line.run.ending.steps) ghost(overlay.pen, left, at, colourOf(line.run, look), look.paper);
    }
    overlay.read(reading(run, marked.step), left, top);
  }

  function measure(): void {
    look = lookOf(place, darkness.matches);
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
      return line && { step: Math.min(step, line.run.ending.steps), optimizer: line.run.optimizer };
    },
  };
}

/** The room that the margins leave in a place. */
function frameIn({ clientWidth, clientHeight }: HTMLElement, scale: number): Frame {
  return {
    left: MARGIN.left,
    top: MARGIN.top,
    width: Math.max(1, clientWidth / scale - MARGIN.left - MARGIN.right),
    height: Math.max(1, clientHeight / scale - MARGIN.top - MARGIN.bottom),
  };
}

/** Where a line is at a step, or at its end; NaN where it has no place on the axis. */
function topAt({ run, exponents }: Series, step: number, { toTop }: ChartProjection): number {
  return toTop(exponents[Math.min(step, run.ending.steps)] ?? Number.NaN);
}

/** The line that passes nearest above or below a place; of those without a value there, the first. */
function nearestLine(
  lines: readonly Series[],
  step: number,
  top: number,
  projection: ChartProjection,
): Series | undefined {
  let nearest = lines[0];
  let least = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const away = Math.abs(topAt(line, step, projection) - top);
    if (away < least) [nearest, least] = [line, away];
  }
  return nearest;
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
  decades: Scale,
  last: number,
  look: Look,
): void {
  const { low, high } = decades;
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
  lines: readonly Series[],
  look: Look,
): void {
  context.save();
  clipTo(context, projection.frame);
  context.lineJoin = "round";
  for (const line of lines) {
    traceSeries(context, line, projection);
    context.lineWidth = line.coordinate === "y" ? THIN_WIDTH : LINE_WIDTH;
    context.setLineDash([...line.run.optimizer.dash]);
    context.strokeStyle = colourOf(line.run, look);
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

interface Name {
  readonly text: string;
  readonly run: Run;
  readonly left: number;
  readonly top: number;
}

/** Writes each optimizer's name where its line ends, with the coordinate where it has a line for each. */
function drawNames(
  context: CanvasRenderingContext2D,
  projection: ChartProjection,
  lines: readonly Series[],
  look: Look,
): void {
  const { frame } = projection;
  context.font = `600 ${NAME_SIZE}px ${look.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = look.paper;
  const names = namesOf(lines, projection);
  const anchors = names.map(({ text, left, top }) => {
    return { left, top, width: context.measureText(text).width, height: NAME_SIZE + 3 };
  });
  const room = { ...frame, width: frame.width + MARGIN.right };
  const boxes = placeLabels(anchors, [], room, RIGHT_FIRST);
  for (const [index, { text, run }] of names.entries()) {
    const box = boxes[index];
    if (!box) continue;
    context.strokeText(text, box.left, box.top + box.height / 2);
    context.fillStyle = colourOf(run, look);
    context.fillText(text, box.left, box.top + box.height / 2);
  }
}

function namesOf(lines: readonly Series[], projection: ChartProjection): readonly Name[] {
  const names: Name[] = [];
  for (const line of lines) {
    const { run, coordinate } = line;
    const [left, top] = lastSeen(line, projection);
    const before = names.at(-1);
    if (before?.run === run && Math.abs(before.top - top) < ONE_NAME) {
      names[names.length - 1] = { ...before, text: run.optimizer.title };
    } else {
      names.push({ text: coordinate ? `${run.optimizer.title} ${coordinate}` : run.optimizer.title, run, left, top });
    }
  }
  return names;
}

function colourOf({ optimizer }: Run, { dark }: Look): string {
  return dark ? optimizer.colour.on_dark : optimizer.colour.on_light;
}

/** A finger that moves less than this between touching and leaving, in CSS pixels, has tapped. */
const TREMBLE = 10;

/**
 * Reports where a pointer is held down, from the left edge.
 *
 * A finger that comes down may be about to scroll the page, and is then taken away from the chart: it reports once it moves
 * along the chart, or has tapped.
 */
function scrubOn(place: HTMLElement, scrub: (left: number) => void): void {
  let touched: { readonly left: number; readonly top: number } | undefined;

  function report({ clientX }: PointerEvent): void {
    touched = undefined;
    scrub(clientX - place.getBoundingClientRect().left);
  }
  place.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    place.setPointerCapture(event.pointerId);
    if (event.pointerType === "touch") touched = { left: event.clientX, top: event.clientY };
    else report(event);
  });
  place.addEventListener("pointermove", (event) => {
    if (!place.hasPointerCapture(event.pointerId)) return;
    const [across, down] = touched ? [event.clientX - touched.left, event.clientY - touched.top] : [TREMBLE, 0];
    if (Math.abs(across) >= TREMBLE && Math.abs(across) > Math.abs(down)) report(event);
  });
  place.addEventListener("pointerup", (event) => {
    if (touched && Math.hypot(event.clientX - touched.left, event.clientY - touched.top) < TREMBLE) report(event);
    touched = undefined;
  });
}
