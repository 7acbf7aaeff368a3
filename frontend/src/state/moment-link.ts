/** The moment that is shown, as part of a link: only what differs from the usual is said. */

import type { Experiment } from "./experiment";
import { END, type Moment, OPENING_MOMENT, SPEEDS } from "./moment";
import { type ReadParameter, readShown } from "./scene-link";

/** What a link adds, "&" first; nothing for the end of the runs, at the usual speed, with nothing explained. */
export function momentInLink({ explained, playhead, speed }: Moment, { steps }: Experiment): string {
  return [
    explained === OPENING_MOMENT.explained ? "" : `&explain=${explained}`,
    playhead === OPENING_MOMENT.playhead ? "" : `&step=${Math.min(playhead, steps)}`,
    speed === OPENING_MOMENT.speed ? "" : `&speed=${speed}`,
  ].join("");
}

export function readMoment(read: ReadParameter, experiment: Experiment): Moment {
  return {
    explained: read("explain", OPENING_MOMENT.explained, (text) =>
      readShown(text, experiment.optimizers, "nothing is explained"),
    ),
    playhead: read("step", OPENING_MOMENT.playhead, (text) => readStep(text, experiment)),
    speed: read("speed", OPENING_MOMENT.speed, readSpeed),
  };
}

function readStep(text: string, { steps }: Experiment): readonly [number, string?] {
  const step = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (step <= steps) return [step];
  return [END, `takes a whole number from 0 to ${steps}; the last step was taken`];
}

function readSpeed(text: string): readonly [number, string?] {
  const speed = SPEEDS.find((each) => String(each) === text);
  return speed ? [speed] : [OPENING_MOMENT.speed, `takes one of ${SPEEDS.join(", ")}; 1 was taken`];
}
