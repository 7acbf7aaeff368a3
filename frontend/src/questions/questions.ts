/** The questions of a lesson. */

import type { LessonPage } from "./lesson-page";
import { openQuestion } from "./question";
import { showScore } from "./score";

/** Opens every question of the page. */
export function openQuestions(page: LessonPage): void {
  const sections = [...document.querySelectorAll<HTMLElement>("[data-question]")];
  for (const section of sections) {
    const form = section.querySelector("form");
    if (form) openQuestion(section, form, page);
  }
  const last = sections.at(-1);
  if (last) showScore(last, page);
}
