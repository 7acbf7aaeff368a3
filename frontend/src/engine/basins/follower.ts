/** Whoever can follow many runs at once: the graphics card, or the processor where there is none. */

import type { Landscape, Optimizer, Stop } from "../catalogue";
import type { Plane } from "./plane";

export interface Question {
  readonly landscape: Landscape;
  readonly optimizer: Optimizer;
  readonly plane: Plane;
  /** In declared order; the plane may vary some of them. */
  readonly hyperparameters: readonly number[];
  readonly steps: number;
  /** Runs along each side. */
  readonly size: number;
  readonly stop: Stop;
}

export interface Follower {
  canFollow(landscape: Landscape, optimizer: Optimizer): boolean;
  /** Whether everything is made that it takes to answer; the first call begins to make it. */
  isReady(asked: Question): boolean;
  begin(asked: Question): Following;
  readonly isLost: boolean;
  /** Lets go of a card, of which browsers lend out only a few at a time. */
  release(): void;
}

export interface Following {
  /** Whether it counts in float32. */
  readonly isSingle: boolean;
  /** Steps that all runs have been followed for. */
  readonly taken: number;
  /** Goes on by so many steps of every run; a processor by as many runs as fit into its share of a frame. */
  advance(steps: number): void;
  /** Whether everything has been done that was told. */
  isDone(): boolean;
  /** Where every run stands; `ENTRY` numbers each. */
  read(): Float32Array;
  end(): void;
}
