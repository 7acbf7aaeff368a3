/** The lesson's contents, with what of it is done. */

import { make, say } from "../../views/page";
import type { Learner } from "../learner";
import type { SectionSummary } from "../summary";
import { questionsWords, sectionsWords, standingWords } from "../words";
import { statusLine } from "./status";

export function contentsProgress(learner: Learner, module: string, contents: HTMLElement): void {
  const bar = make("progress");
  const sections = make("p");
  const questions = make("p");
  bar.setAttribute("aria-label", "Sections complete");
  contents.querySelector(".contents-progress")?.append(bar, sections, questions, statusLine(learner));
  const marks = new Map(
    [...contents.querySelectorAll<HTMLElement>("[data-contents]")].map((item) => {
      const words = make("span", "unseen");
      item.querySelector("a")?.append(words);
      return [item.dataset.contents ?? "", { item, words }];
    }),
  );

  function showSection(summary: SectionSummary): void {
    const mark = marks.get(summary.section.id);
    if (!mark) return;
    mark.item.classList.toggle("is-complete", summary.isComplete);
    mark.item.classList.toggle("is-begun", !summary.isComplete && (summary.isSeen || summary.tried > 0));
    const words = standingWords(summary);
    say(mark.words, words && ` (${words})`);
  }

  function show(): void {
    const summary = learner.summary(module);
    if (!summary) return;
    bar.max = Math.max(1, summary.sections.length);
    bar.value = summary.complete;
    say(sections, sectionsWords(summary));
    say(questions, questionsWords(summary));
    for (const section of summary.sections) showSection(section);
  }

  learner.onChange(show);
  show();
}
