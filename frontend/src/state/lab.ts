/** The state of the lab: an experiment, where its playback stands, and how one looks at it. */

import type { Finding } from "../engine/diagnosis";
import type { Experiment, Point } from "./experiment";
import type { Linked } from "./link";
import { END } from "./moment";
import type { Pointed, Scene } from "./scene";

export interface Lab {
  readonly experiment: Experiment;
  /**
   * The step the markers stand at. `END` follows the end wherever a change puts it, so that whole paths stay whole while a
   * control is dragged.
   */
  readonly playhead: number;
  readonly playing: boolean;
  readonly explaining: boolean;
  /** How many lines of the explained step have been told; `END` is all of them. */
  readonly lines: number;
  /** How many times as fast as usual. */
  readonly speed: number;
  readonly scene: Scene;
  readonly pointed: Pointed;
  /** Points laid over the map: what somebody expects. */
  readonly sketch: readonly Point[];
  /** Whether nobody may see yet where the runs go: only the landscape and the start are shown. */
  readonly isVeiled: boolean;
  /** What was found in the runs, as soon as they have been diagnosed; means nothing of another experiment. */
  readonly diagnosed: Diagnosis | undefined;
}

/** What a link says nothing of. */
type Unlinked = "pointed" | "sketch" | "isVeiled" | "diagnosed";

export interface Diagnosis {
  readonly experiment: Experiment;
  readonly findings: readonly Finding[];
}

/** What changes in a lab that a link is opened in. */
export function standingAt({ experiment, scene, moment }: Linked): Omit<Lab, Unlinked> {
  const { playhead, speed, explained } = moment;
  const isExplained = explained !== "";
  return {
    experiment,
    // Whoever is explained has the marks too.
    scene: isExplained ? { ...scene, chosen: explained } : scene,
    playhead,
    playing: false,
    speed,
    explaining: isExplained,
    lines: END,
  };
}

/** The lab as it opens on a link. */
export function openedOn(linked: Linked): Lab {
  return { ...standingAt(linked), pointed: undefined, sketch: [], isVeiled: false, diagnosed: undefined };
}

/** Whether two states show the same runs. */
export function isSameRuns(one: Lab, other: Lab | undefined): boolean {
  return one.experiment === other?.experiment && one.isVeiled === other.isVeiled;
}

/** How long a playback takes, from the first step to the last, whatever their number. */
const PLAYBACK_SECONDS = 8;

/** The step that a playhead means when the longest run ends at `last`. */
export function stepAt(playhead: number, last: number): number {
  return Math.min(playhead, last);
}

/** The playhead that stands at a step. */
export function playheadAt(step: number, last: number): number {
  return step >= last ? END : Math.max(0, step);
}

/**
 * The playhead so many steps on. The steps are a ring: after the end comes the start, as it does for "Play", so that going
 * forward and coming back always ends where it began.
 */
export function steppedBy(count: number, playhead: number, last: number): number {
  const ring = last + 1;
  return playheadAt((((stepAt(playhead, last) + count) % ring) + ring) % ring, last);
}

/** The step a playback has reached, `seconds` after it set out from `from`, at so many times the usual speed. */
export function playedTo(from: number, seconds: number, speed: number, last: number): number {
  return Math.min(last, Math.floor(from + ((seconds * speed) / PLAYBACK_SECONDS) * last));
}
