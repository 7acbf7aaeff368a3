/**
 * Follows every run of a plane with the kernels that draw the paths: the first, coarse picture, which is there before a
 * graphics card has made its shader; and the finer ones where no card can.
 */

import { DIVERGED, ENTRY, reachOf, UNSETTLED } from "./field";
import type { Follower, Following, Question } from "./follower";
import { cellOf } from "./plane";

export function processor(): Follower {
  return { isLost: false, canFollow: () => true, isReady: () => true, begin: following, release() {} };
}

/** The share of a frame that is spent on it, in milliseconds. */
const A_FRAME_MS = 8;

/** Run after run, each to its end, for a share of a frame at a time. */
function following(asked: Question): Following {
  const { optimizer, steps, size } = asked;
  const runs = size * size;
  const ends = new Float32Array(ENTRY * runs);
  const record = new Float64Array((steps + 1) * optimizer.columns);
  let done = 0;
  return {
    isSingle: false,
    get taken() {
      return done === runs ? steps : Math.floor((done / runs) * (steps - 1));
    },
    advance() {
      const until = performance.now() + A_FRAME_MS;
      for (; done < runs && performance.now() < until; done++) follow(asked, done, record, ends);
    },
    isDone: () => true,
    read: () => ends,
    end() {},
  };
}

function follow(asked: Question, index: number, record: Float64Array, ends: Float32Array): void {
  const { landscape, optimizer, plane, hyperparameters, steps, size, stop } = asked;
  const { start, hyperparameters: values } = cellOf(
    plane,
    hyperparameters,
    size,
    index % size,
    Math.floor(index / size),
  );
  const ending = optimizer.trace(landscape, values, start.x, start.y, steps, { ...stop, loss_change: 0 }, record);
  const last = ending.steps * optimizer.columns;
  const x = record[last] ?? Number.NaN;
  const y = record[last + 1] ?? Number.NaN;
  ends[ENTRY * index] = x;
  ends[ENTRY * index + 1] = y;
  ends[ENTRY * index + 2] = ending.diverged_at >= 0 ? ending.steps : restingSince(asked, record, ending.steps);
  ends[ENTRY * index + 3] = ending.diverged_at >= 0 ? DIVERGED : reachedFrom(asked, x, y);
}

/** The step since which a run has stayed where it ended, told as the card tells it. */
function restingSince({ landscape, optimizer }: Question, record: Float64Array, steps: number): number {
  const reach = reachOf(landscape);
  let [restingX = Number.NaN, restingY = Number.NaN] = record;
  let since = 0;
  for (let step = 1; step <= steps; step++) {
    const x = record[step * optimizer.columns] ?? Number.NaN;
    const y = record[step * optimizer.columns + 1] ?? Number.NaN;
    const [across, up] = [x - restingX, y - restingY];
    if (across * across + up * up <= reach * reach) continue;
    [restingX, restingY, since] = [x, y, step];
  }
  return since;
}

function reachedFrom({ landscape }: Question, x: number, y: number): number {
  const reach = reachOf(landscape);
  let reached = UNSETTLED;
  for (const [index, minimizer] of landscape.minimizers.entries()) {
    const [across, up] = [x - minimizer[0], y - minimizer[1]];
    if (across * across + up * up < reach * reach) reached = index;
  }
  return reached;
}
