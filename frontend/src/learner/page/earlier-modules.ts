/** What was done in modules that the course no longer has: it stays, and is said. */

import { make } from "../../views/page";
import { moduleNamed } from "../course";
import type { Learner } from "../learner";
import { earlierWords, nameOf } from "../words";

export function earlierModules(learner: Learner, place: HTMLElement): void {
  const group = make("div", "earlier-modules");

  function show(): void {
    const earlier = Object.entries(learner.state.modules).filter(([id]) => !moduleNamed(learner.course, id));
    group.replaceChildren(
      ...earlier.map(([id, module]) => {
        const element = make("article", "module-progress");
        element.append(make("h2", "", nameOf(id)), make("p", "", earlierWords(module)));
        return element;
      }),
    );
  }
  place.append(group);
  learner.onChange(show);
  show();
}
