/** The learning rates worth trying for one optimizer: where theory knows some they are tried, else measured when the hand is at rest. */

import type { Catalogue, Optimizer } from "../engine/catalogue";
import { type Limit, limitOf, type Unlimited } from "../engine/curvature";
import {
  doesWhatItSays,
  type Marked,
  type Measured,
  marksByTheory,
  marksMeasured,
  marksTried,
  NAMES,
  type RateMark,
} from "../engine/marks";
import { restOf } from "../engine/resting";
import { sliced } from "../engine/slices";
import type { Sweeps, Swept } from "../engine/sweep";
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

/** What theory has to say of a sweep, and what came of each of its marks, as far as they have been tried. */
interface Question {
  readonly swept: Swept;
  readonly limit: Limit | Unlimited;
  readonly theory: readonly RateMark[];
  readonly held: (boolean | undefined)[];
}

/** What was found out about a sweep: once, however many ask. */
const known = new WeakMap<Swept, Marked>();

export function marking({ sheet, catalogue, sweeps, marked, measuring }: MarkingNeeds): Marking {
  let asked: Question | undefined;
  let last: Marked | undefined;
  const work = sliced(next, () => {
    if (asked && isAnswered(asked)) give(answerTo(asked));
  });
  sheet.gone.addEventListener("abort", work.stop);

  function give(answer: Marked | undefined): void {
    last = answer;
    marked(answer);
  }

  /** Tries a mark of theory, or the next rate of the sweep, where it takes one. */
  function next(): boolean {
    if (!asked || isAnswered(asked)) return false;
    const { swept, limit, theory, held } = asked;
    const mark = theory[held.length];
    if (mark && typeof limit !== "string") held.push(doesWhatItSays(mark.name, sweeps.at(swept, mark.lr), limit));
    else sweeps.advance(swept);
    return !isAnswered(asked);
  }

  function isAnswered({ swept, theory, held }: Question): boolean {
    if (known.has(swept)) return true;
    if (held.length < theory.length) return false;
    return (theory.length === NAMES.length && held.every((each) => each === true)) || sweeps.isDone(swept);
  }

  function answerTo({ swept, limit, theory, held }: Question): Marked {
    const { optimizer, experiment } = swept;
    const answer =
      known.get(swept) ??
      (typeof limit === "string" || theory.length === 0
        ? measuredBy(swept, typeof limit === "string" ? limit : "off the slider")
        : { optimizer, limit, swept, isTried: true, marks: marksTried(theory, held, swept, catalogue) });
    known.set(swept, answer);
    return answer;

    function measuredBy(swept: Swept, why: Measured["why"]): Measured {
      return {
        optimizer,
        why,
        rest: restOf(optimizer, experiment, catalogue),
        swept,
        marks: marksMeasured(swept, catalogue),
      };
    }
  }

  /** What can be said before anything has run; marks of another start may stay until there are new ones. */
  function untried({ swept, limit, theory }: Question): Marked | undefined {
    const { optimizer } = swept;
    const before = last?.optimizer === optimizer ? last : undefined;
    if (typeof limit === "string" || theory.length === 0) return before;
    return { optimizer, limit, swept, isTried: false, marks: before?.marks ?? [] };
  }

  return {
    mark(experiment, optimizer) {
      work.stop();
      asked = undefined;
      if (!optimizer) {
        give(undefined);
        return;
      }
      const limit = limitOf(optimizer, experiment, catalogue);
      const theory = typeof limit === "string" ? [] : marksByTheory(limit, catalogue);
      asked = { swept: sweeps.of(optimizer, experiment), limit, theory, held: [] };
      if (isAnswered(asked)) {
        give(answerTo(asked));
        return;
      }
      give(untried(asked));
      measuring();
      work.restart();
    },
  };
}
