/** How many of a module's questions were answered, and how well, below the last of them. */

import { make, say } from "../views/page";
import type { LessonPage } from "./lesson-page";
import { scoreOfModule } from "./words";

export function showScore(last: HTMLElement, { learner, module }: LessonPage): void {
  const line = make("p", "quiz-score");
  last.after(line);

  function show(): void {
    const summary = learner.summary(module);
    line.hidden = !summary || summary.questions.tried === 0;
    if (summary) say(line, scoreOfModule(summary));
  }
  learner.onChange(show);
  show();
}
