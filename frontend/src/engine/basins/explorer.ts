/** Works basins out coarse first, then finer, in slices that leave every frame free; anew whenever something changes. */

import type { Experiment } from "../../state/experiment";
import type { Optimizer, Stop } from "../catalogue";
import { basinCard } from "./card";
import type { Field } from "./field";
import type { Follower, Following, Question } from "./follower";
import type { Plane } from "./plane";
import { processor } from "./processor";

/** Runs along each side, from the first picture to the last. */
export const SIZES = [32, 64, 128, 256] as const;

/** A slice is seen to be done on the frame after next at the soonest; slower ones are made shorter, quicker ones longer. */
const QUICK_MS = 20;
const SLOW_MS = 34;

/** Starts times steps of the first slice that a shader is asked for; later ones are as long as the card has shown to bear. */
const FIRST_SLICE = 320_000;

/** Shorter slices than this gain nothing: where they still take long, the machine is busy with something else. */
const SHORTEST_SLICE = 200_000;

/** A picture that somebody waits for is finished first, unless that takes longer than this. */
const PATIENCE_MS = 250;

export interface Progress {
  readonly optimizer: Optimizer;
  readonly size: number;
  readonly taken: number;
  readonly steps: number;
}

export interface Explorer {
  /** Works out where every run of these mappings leads. */
  explore(experiment: Experiment, mappings: readonly Mapping[]): void;
  stop(): void;
}

/** Many runs of one optimizer, over a plane. */
export interface Mapping {
  readonly optimizer: Optimizer;
  readonly plane: Plane;
  /** In declared order; the plane may vary some of them. */
  readonly hyperparameters: readonly number[];
}

interface Task {
  readonly experiment: Experiment;
  readonly mappings: readonly Mapping[];
}

/**
 * @param found Is given the fields of all mappings asked for, at one size; called again as they get finer.
 * @param progressed Is told how far the work is; undefined when it is done.
 * @param gone Aborted when nobody wants any of it any more.
 */
export function explorer(
  stop: Stop,
  found: (fields: readonly Field[], isLast: boolean) => void,
  progressed: (progress: Progress | undefined) => void,
  gone: AbortSignal,
): Explorer {
  const byProcessor = processor();
  let follower: Follower = basinCard() ?? byProcessor;
  let task: Task | undefined;
  let waiting: Task | undefined;
  let frame = 0;
  let level = 0;
  let fields: Field[] = [];
  let following: Following | undefined;
  const slices = new Map<string, number>();
  let issued = 0;
  let began = 0;

  function begin(next: Task): void {
    following?.end();
    following = undefined;
    task = next;
    waiting = undefined;
    level = 0;
    fields = [];
    began = performance.now();
    cancelAnimationFrame(frame);
    tick();
  }

  function tick(): void {
    if (waiting && (level > 0 || performance.now() - began > PATIENCE_MS)) begin(waiting);
    else if (task && work(task)) frame = requestAnimationFrame(tick);
    else {
      task = undefined;
      if (waiting) begin(waiting);
    }
  }

  /** Does what can be done on this frame, and says whether more is to come. */
  function work({ experiment, mappings }: Task): boolean {
    const mapping = mappings[fields.length];
    const size = SIZES[level];
    if (!mapping || size === undefined) return false;
    if (follower.isLost) renew();
    if (!following) return start(experiment, mapping, size);
    if (!following.isDone()) return true;
    const { optimizer } = mapping;
    const work = workOf(experiment, optimizer);
    if (level > 0) adapt(work, performance.now() - issued);
    if (following.taken < experiment.steps) {
      advance(following, work, size);
      progressed({ optimizer, size, taken: following.taken, steps: experiment.steps });
      return true;
    }
    const { landscape, steps } = experiment;
    fields.push({ ...mapping, landscape, steps, size, isSingle: following.isSingle, ends: following.read() });
    following.end();
    following = undefined;
    return fields.length < mappings.length || nextLevel();
  }

  /** Another card, or the processor, begins the picture anew that a lost card cannot finish. */
  function renew(): void {
    follower = basinCard() ?? byProcessor;
    following = undefined;
  }

  function start(experiment: Experiment, mapping: Mapping, size: number): boolean {
    const { landscape, steps } = experiment;
    const asked: Question = { ...mapping, landscape, steps, size, stop };
    const canFollow = follower.canFollow(landscape, mapping.optimizer);
    const isReady = canFollow && follower.isReady(asked);
    // The first picture is there before a card has made its shader; a rule that carries more than a card keeps never
    // gets one, and neither does a landscape with more minimizers than a card can be told.
    const by = level > 0 && canFollow ? follower : byProcessor;
    if (by === follower && !isReady) return true;
    following = by.begin(asked);
    advance(following, workOf(experiment, mapping.optimizer), size);
    return true;
  }

  function advance(following: Following, work: string, size: number): void {
    issued = performance.now();
    following.advance(Math.max(1, Math.round((slices.get(work) ?? FIRST_SLICE) / size ** 2)));
  }

  function adapt(work: string, elapsed: number): void {
    const slice = slices.get(work) ?? FIRST_SLICE;
    if (elapsed < QUICK_MS) slices.set(work, slice * 1.3);
    else if (elapsed > SLOW_MS) slices.set(work, Math.max(SHORTEST_SLICE, slice * Math.max(0.25, QUICK_MS / elapsed)));
  }

  /** Shows what is there, and goes on to a finer grid if there is one. */
  function nextLevel(): boolean {
    const isLast = level === SIZES.length - 1;
    found(fields, isLast);
    if (isLast) {
      progressed(undefined);
      return false;
    }
    level += 1;
    fields = [];
    return true;
  }

  function end(): void {
    cancelAnimationFrame(frame);
    following?.end();
    following = undefined;
    task = undefined;
    waiting = undefined;
  }
  gone.addEventListener("abort", () => {
    end();
    follower.release();
  });

  return {
    explore(experiment, mappings) {
      const next = { experiment, mappings };
      if (task && level === 0) waiting = next;
      else begin(next);
    },
    stop: end,
  };
}

/** What a slice's length is remembered under. */
function workOf({ landscape }: Experiment, { key }: Optimizer): string {
  return `${landscape.formula} ${key}`;
}
