/** Everything of the learner's that a lesson's page shows, and everything it notices. */

import type { Learner } from "../learner";
import { attention } from "./attention";
import { type BookmarkTool, bookmarkTool } from "./bookmark-tool";
import { contentsProgress } from "./contents";
import { placeKept, placeNow, sectionsSeen } from "./reading";
import { resumeBanner, titleOf } from "./resume";
import { statusLine, troubleNote } from "./status";

/** The figures of a page, as far as their states can be marked. */
export interface FigureStates {
  /** The link of the state a figure stands in, whether it is drawn at the moment or not. */
  linkOf(figure: string): string;
  /** Hears which figure's state has changed. */
  onChange(listener: (figure: string) => void): void;
}

export interface FollowNeeds {
  /** The element with `data-module` that holds the contents and the sections. */
  readonly lesson: HTMLElement;
  readonly figures?: FigureStates;
  /** Says at once what somebody has just done. */
  readonly reply: (sentence: string) => void;
}

/** Longer titles say no more; the page that lists bookmarks shows them on a line. */
const TITLE = 100;

export function followLesson(learner: Learner, { lesson, figures, reply }: FollowNeeds): void {
  const module = lesson.dataset.module ?? "";
  const sections = [...lesson.querySelectorAll<HTMLElement>("section[data-section]")];
  const contents = lesson.querySelector<HTMLElement>(".contents");
  const [first] = sections;
  troubleNote(learner, lesson);
  if (contents) {
    contentsProgress(learner, module, contents);
    contents.append(statusLine(learner));
  }
  if (first) resumeBanner(learner, module, sections, first);

  const mark = (block: string, title: string, link = () => "") =>
    bookmarkTool(learner, { module, block, title: title.slice(0, TITLE), link }, reply);
  for (const section of sections) section.querySelector("h2")?.after(mark(section.id, titleOf(section)).element);
  for (const question of lesson.querySelectorAll<HTMLElement>("[data-question]")) {
    const title = `Question: ${worded(question.querySelector(".ask"))}`;
    question.append(mark(question.id, title).element);
  }
  const tools = new Map<string, BookmarkTool>();
  for (const figure of lesson.querySelectorAll<HTMLElement>("[data-figure][data-link]")) {
    const untouched = figure.dataset.link;
    const link = () => {
      const now = figures?.linkOf(figure.id) ?? untouched;
      return now === untouched ? "" : (now ?? "");
    };
    const caption = figure.querySelector("figcaption");
    const tool = mark(figure.id, `Figure: ${worded(caption)}`, link);
    caption?.append(tool.element);
    tools.set(figure.id, tool);
  }
  figures?.onChange((figure) => tools.get(figure)?.show());

  sectionsSeen(learner, module, sections);
  placeKept(learner, module, sections);
  attention((seconds) => {
    const section = placeNow(sections, sections)?.section;
    void learner.spent(section ? `${module}/${section}` : module, seconds);
  });
}

/** The words of an element, without those of its links and of what is only there to be heard. */
function worded(element: Element | null): string {
  const copy = element?.cloneNode(true) as Element | undefined;
  for (const aside of copy?.querySelectorAll("a, button, .unseen, annotation") ?? []) aside.remove();
  return (copy?.textContent ?? "").replace(/\s+/g, " ").trim();
}
