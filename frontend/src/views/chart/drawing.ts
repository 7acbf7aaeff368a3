/** The chart as it is drawn: the grid, the lines, an arrow where one goes on above, and a name where each of them ends. */

import type { Box } from "../labels";
import { drawLineNames, type LineName } from "../line-names";
import { colourOf, type Look } from "../look";
import { ARROW, polygon } from "../map/marks";
import { counted, powerOfTen } from "../numbers";
import { decadeTicks, linearTicks } from "../ticks";
import { type ChartProjection, exitsOf, type Frame, lastSeen, traceSeries } from "./line";
import type { Scale, Series } from "./scale";

/** Sizes in pixels of the sheet. */
const LINE_WIDTH = 2;
/** The second line of a run that has two. */
const THIN_WIDTH = 1;
const TICK_SIZE = 12;
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

/** Draws it; returns where the names stand. */
export function drawChart(
  context: CanvasRenderingContext2D,
  projection: ChartProjection,
  decades: Scale,
  lines: readonly Series[],
  last: number,
  look: Look,
): readonly Readonly<Box>[] {
  const { frame } = projection;
  drawGrid(context, projection, decades, last, look);
  drawLines(context, projection, lines, look);
  drawExits(context, projection, lines, look);
  const room = { ...frame, width: frame.width + MARGIN.right };
  return drawLineNames(context, namesOf(lines, projection), room, look);
}

function drawGrid(
  context: CanvasRenderingContext2D,
  { frame, toLeft }: ChartProjection,
  decades: Scale,
  last: number,
  look: Look,
): void {
  const { low, high } = decades;
  context.font = `${TICK_SIZE}px ${look.font}`;
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

/** An arrow wherever a line goes on above the chart, the way it went. */
function drawExits(
  context: CanvasRenderingContext2D,
  projection: ChartProjection,
  lines: readonly Series[],
  look: Look,
): void {
  context.strokeStyle = look.paper;
  context.lineWidth = 2.5;
  context.setLineDash([]);
  for (const line of lines) {
    context.fillStyle = colourOf(line.run.optimizer, look);
    for (const { left, top, towards } of exitsOf(line, projection)) {
      context.save();
      context.translate(left, top);
      context.rotate(towards);
      polygon(context, ARROW);
      context.stroke();
      context.fill();
      context.restore();
    }
  }
}

/** Each optimizer's name where its line ends, with the coordinate where it has a line for each. */
function namesOf(lines: readonly Series[], projection: ChartProjection): readonly LineName[] {
  const names: LineName[] = [];
  for (const line of lines) {
    const { optimizer } = line.run;
    const end = lastSeen(line, projection);
    const before = names.at(-1);
    if (before?.optimizer === optimizer && Math.abs(before.top - end.top) < ONE_NAME) {
      names[names.length - 1] = { ...before, text: optimizer.title };
    } else {
      names.push({
        ...end,
        text: line.coordinate ? `${optimizer.title} ${line.coordinate}` : optimizer.title,
        optimizer,
      });
    }
  }
  return names;
}
