/** Everything of the learner's that a lesson's page shows, and everything it notices. */

import type { Learner } from "../learner";
import { attention } from "./attention";
import { bookmarkTool } from "./bookmark-tool";
import { contentsProgress } from "./contents";
import { placeKept, placeNow, sectionsSeen } from "./reading";
import { goneNote, resumeBanner, titleOf } from "./resume";
import { troubleNote } from "./status";

/** A figure, as far as its state can be marked. */
export interface MarkableFigure {
  /** The link to the state it stands in. */
  link(): string;
  /** Whether it is no longer as it came. */
  readonly isTouched: boolean;
  onChange(listener: () => void): void;
}

export interface MarkableFigures {
  whenMade(id: string, act: (figure: MarkableFigure) => void): void;
  readonly lab: MarkableFigure | undefined;
}

export interface FollowNeeds {
  /** The element with `data-module` that holds the contents and the sections. */
  readonly lesson: HTMLElement;
  readonly figures: MarkableFigures;
  /** Says at once what somebody has just done. */
  readonly reply: (sentence: string) => void;
}

/** Longer titles say no more; the page that lists bookmarks shows them on a line. */
const TITLE = 100;

export function followLesson(learner: Learner, { lesson, figures, reply }: FollowNeeds): void {
  const module = lesson.dataset.module ?? "";
  const sections = [...lesson.querySelectorAll<HTMLElement>("section[data-section]")];
  const contents = lesson.querySelector<HTMLElement>(".contents");
  const wayBack = lesson.querySelector<HTMLElement>(".way-back");
  troubleNote(learner, lesson);
  if (contents) contentsProgress(learner, module, contents);
  if (wayBack) {
    goneNote(wayBack);
    resumeBanner(learner, module, sections, wayBack);
  }

  markable(learner, module, { lesson, sections, figures, reply });
  sectionsSeen(learner, module, sections);
  placeKept(learner, module, sections);
  attention((seconds) => {
    const section = placeNow(sections, sections)?.section;
    void learner.spent(section ? `${module}/${section}` : module, seconds);
  });
}

/** Puts a button beside everything that can be marked. */
function markable(
  learner: Learner,
  module: string,
  { lesson, sections, figures, reply }: FollowNeeds & { sections: readonly HTMLElement[] },
): void {
  const tool = (block: string, title: string, link = "", moved: () => string | undefined = () => undefined) =>
    bookmarkTool(learner, { module, block, title: title.slice(0, TITLE), link, moved }, reply);

  for (const section of sections) section.querySelector("h2")?.after(tool(section.id, titleOf(section)).element);
  for (const question of lesson.querySelectorAll<HTMLElement>("[data-question]")) {
    question.append(tool(question.id, `Question: ${worded(question.querySelector(".ask"))}`).element);
  }
  for (const element of lesson.querySelectorAll<HTMLElement>(".lesson-figure[data-link]")) {
    const title = `Figure: ${worded(element.querySelector("figcaption"))}`;
    figures.whenMade(element.id, (figure) => {
      const moved = () => (figure.isTouched ? figure.link() : undefined);
      const { element: button, show } = tool(element.id, title, element.dataset.link, moved);
      element.append(button);
      figure.onChange(show);
    });
  }
  const { lab } = figures;
  const place = lesson.querySelector("[data-lab]");
  const around = place?.closest<HTMLElement>("[data-section]");
  if (lab && place && around) {
    const { element: button, show } = tool(around.id, `Lab: ${titleOf(around)}`, "", () => lab.link());
    place.after(button);
    lab.onChange(show);
  }
}

/** The words of an element, without those of its links, of its hints and of what is only there to be heard. */
function worded(element: Element | null): string {
  const copy = element?.cloneNode(true) as Element | undefined;
  for (const aside of copy?.querySelectorAll("a, button, details, .unseen") ?? []) aside.remove();
  return (copy?.textContent ?? "").replace(/\s+/g, " ").trim();
}
