/** The learning rates worth trying for one optimizer: at once where theory knows them, else measured when the hand is at rest. */

import type { Catalogue, Optimizer } from "../engine/catalogue";
import { limitOf } from "../engine/curvature";
import { type Marked, type Measured, marksByTheory, marksMeasured, type Unmarked } from "../engine/marks";
import { restOf } from "../engine/resting";
import { type Sweeps, type Swept, sweeper } from "../engine/sweep";
import type { Experiment } from "../state/experiment";
import type { Sheet } from "../views/sheet";

export interface Marking {
  mark(experiment: Experiment, optimizer: Optimizer | undefined): void;
}

export interface MarkingNeeds {
  readonly sheet: Sheet;
  readonly catalogue: Catalogue;
  readonly sweeps: Sweeps;
  /** Is given what is known, and nothing where there is nobody to mark rates for. */
  readonly marked: (marked: Marked | undefined) => void;
  /** Told when what was given last is of another experiment, and something else will come. */
  readonly measuring: () => void;
}

/** What was found out about a sweep: once, however many ask. */
const known = new WeakMap<Swept, Measured>();

export function marking({ sheet, catalogue, sweeps, marked, measuring }: MarkingNeeds): Marking {
  let why: Unmarked = "no closed form";
  let last: Optimizer | undefined;
  const work = sweeper(sweeps, ([swept]) => {
    if (swept && sweeps.isDone(swept)) marked(measuredBy(swept));
  });
  sheet.gone.addEventListener("abort", work.stop);

  function measuredBy(swept: Swept): Measured {
    const { optimizer, experiment } = swept;
    const measured = known.get(swept) ?? {
      optimizer,
      why,
      rest: restOf(optimizer, experiment, catalogue),
      swept,
      marks: marksMeasured(swept, catalogue),
    };
    known.set(swept, measured);
    return measured;
  }

  function measure(experiment: Experiment, optimizer: Optimizer, whyNot: Unmarked): void {
    why = whyNot;
    // What is of another start may stay until it is measured anew; what is of another optimizer may not.
    if (last !== optimizer) marked(undefined);
    last = optimizer;
    if (work.sweep({ ...experiment, optimizers: [optimizer] })) measuring();
  }

  return {
    mark(experiment, optimizer) {
      work.stop();
      if (optimizer !== last) last = undefined;
      const limit = optimizer && limitOf(optimizer, experiment, catalogue);
      if (!optimizer || !limit) marked(undefined);
      else if (typeof limit === "string") measure(experiment, optimizer, limit);
      else {
        const marks = marksByTheory(limit, catalogue);
        if (marks.length > 0) marked({ optimizer, limit, marks });
        else measure(experiment, optimizer, "off the slider");
      }
    },
  };
}
