/** Diagnoses the runs when the hand has come to rest, and lists what was found, with the one thing to try. */

import { type Finding, findingsOf } from "../engine/diagnosis";
import { withAdvice } from "../state/advice";
import { isSameRuns } from "../state/lab";
import { findingsList } from "../views/findings";
import type { Part, Surroundings } from "./surroundings";

/** How long the experiment has to have been at rest before it is diagnosed: a diagnosis is many runs. */
const REST_MS = 250;

export function diagnosing({ sheet, catalogue, store, experiment, runs }: Surroundings): Part {
  let rest = 0;
  const list = findingsList(sheet, ({ run, change }) => {
    if (change) store.change({ experiment: withAdvice(experiment(), run, change, runs(), catalogue) });
  });
  sheet.gone.addEventListener("abort", () => clearTimeout(rest));

  /** One run at a time, so that no frame has to wait for all of them. */
  function diagnose(found: readonly Finding[] = [], next = 0): void {
    const run = runs()[next];
    if (run?.origin === "sought") return;
    if (run) {
      const more = [...found, ...findingsOf(run, experiment(), catalogue)];
      rest = window.setTimeout(() => diagnose(more, next + 1));
      return;
    }
    list.show(found);
    store.change({ diagnosed: { experiment: experiment(), findings: found } });
  }

  return {
    show(now, shown) {
      if (isSameRuns(now, shown)) return;
      clearTimeout(rest);
      list.veil(now.isVeiled);
      list.wait();
      rest = window.setTimeout(diagnose, REST_MS);
    },
  };
}
