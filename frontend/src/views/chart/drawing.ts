/** The chart as it is drawn: the grid, the lines, and a name where each of them ends. */

import type { Run } from "../../engine/runs";
import { placeLabels, RIGHT_FIRST } from "../labels";
import { colourOf, type Look } from "../look";
import { counted, powerOfTen } from "../numbers";
import { decadeTicks, linearTicks } from "../ticks";
import { type ChartProjection, type Frame, lastSeen, traceSeries } from "./line";
import type { Scale, Series } from "./scale";

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

/** The room that the margins leave in a place. */
export function frameIn({ clientWidth, clientHeight }: HTMLElement, scale: number): Frame {
  return {
    left: MARGIN.left,
    top: MARGIN.top,
    width: Math.max(1, clientWidth / scale - MARGIN.left - MARGIN.right),
    height: Math.max(1, clientHeight / scale - MARGIN.top - MARGIN.bottom),
  };
}

export function drawChart(
  context: CanvasRenderingContext2D,
  projection: ChartProjection,
  decades: Scale,
  lines: readonly Series[],
  last: number,
  look: Look,
): void {
  drawGrid(context, projection, decades, last, look);
  drawLines(context, projection, lines, look);
  drawNames(context, projection, lines, look);
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
  context.fillStyle = look.inkSoft;
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
    context.strokeStyle = colourOf(line.run.optimizer, look);
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
    context.fillStyle = colourOf(run.optimizer, look);
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
