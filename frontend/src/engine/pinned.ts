/** The runs of a pinned experiment, marked as such: they stand beside those of the experiment in every figure. */

import type { Experiment } from "../state/experiment";
import type { Catalogue, Optimizer } from "./catalogue";
import type { Rates } from "./rates";
import { follower, type Run } from "./runs";

/** What pinned runs are called, so that the others can be B. */
export const PINNED = "A";

/** Fine dots; no optimizer is drawn like this by itself. */
const DASH = [1.5, 4];

const NOBODY: readonly Run[] = [];

export function pinnedFollower(catalogue: Catalogue, rates: Rates): (experiment: Experiment) => readonly Run[] {
  const follow = follower(catalogue, rates);
  const marked = new Map<Optimizer, Optimizer>();
  let followed = NOBODY;
  let runs = NOBODY;

  function markedAs(optimizer: Optimizer): Optimizer {
    const kept = marked.get(optimizer) ?? {
      ...optimizer,
      key: `${optimizer.key}-pinned`,
      title: `${PINNED}\u00a0·\u00a0${optimizer.title}`,
      dash: DASH,
    };
    marked.set(optimizer, kept);
    return kept;
  }

  return ({ pinned }) => {
    const now = pinned ? follow(pinned) : NOBODY;
    if (now !== followed) {
      runs = now.map((run) => ({ ...run, optimizer: markedAs(run.optimizer) }));
      followed = now;
    }
    return runs;
  };
}
