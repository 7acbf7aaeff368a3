/** The moment that is shown: where the playback stands, how fast it goes, and whose step is explained. */

export interface Moment {
  /** The step the markers stand at; `END` follows the end wherever it is. */
  readonly playhead: number;
  /** How many times as fast as usual steps go by. */
  readonly speed: number;
  /** Key of the optimizer whose step is explained; empty where none is. */
  readonly explained: string;
}

export const END = Number.POSITIVE_INFINITY;

/** The speeds to choose from. */
export const SPEEDS = [0.5, 1, 2, 4] as const;

export const OPENING_MOMENT: Moment = { playhead: END, speed: 1, explained: "" };
