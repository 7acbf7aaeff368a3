/** How well a question was answered so far, beside its title. */

import { make, say } from "../views/page";
import type { LessonPage } from "./lesson-page";
import { standingInWords } from "./words";

export interface Standing {
  readonly tries: number;
}

export function standingOf(section: HTMLElement, id: string, { learner, module }: LessonPage): Standing {
  const line = make("p", "standing");
  section.querySelector("h3")?.after(line);
  const result = () => learner.result(module, id);
  const tries = () => Object.values(result()?.tries ?? {}).reduce((sum, count) => sum + count, 0);

  function show(): void {
    const now = result();
    line.hidden = !now;
    if (now) say(line, standingInWords(now.best.score, now.last.score, tries()));
  }
  learner.onChange(show);
  show();

  return {
    get tries() {
      return tries();
    },
  };
}
