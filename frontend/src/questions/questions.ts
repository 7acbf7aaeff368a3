/** The questions of a lesson. */

import type { LessonPage } from "./lesson-page";
import { openQuestion } from "./question";

/** Opens every question of the page. */
export function openQuestions(page: LessonPage): void {
  for (const section of document.querySelectorAll<HTMLElement>("[data-question]")) {
    const form = section.querySelector("form");
    if (form) openQuestion(section, form, page);
  }
}
