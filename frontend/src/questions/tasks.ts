/** The tasks of a lesson: each sets up the lab that stands in the page, and says when what it asks for is reached. */

import type { Catalogue } from "../engine/catalogue";
import { holds } from "../grading/condition";
import { type Engine, engineOf } from "../grading/engine";
import { make } from "../views/page";
import type { Figure, LessonPage } from "./lesson-page";
import { sign } from "./signs";
import { conditionInWords } from "./until";
import { REACHED, TASK_DONE } from "./words";

interface Goal {
  readonly condition: string;
  readonly words: string;
  readonly line: HTMLElement;
  isReached: boolean;
}

/** What is done in the lab counts for the task that was set up last. */
interface UnderWay {
  readonly goals: readonly Goal[];
  readonly engine: Engine;
}

/** Opens every task of the page. */
export function openTasks(page: LessonPage): void {
  const { lab } = page.figures;
  let underWay: UnderWay | undefined;

  function look(): void {
    const waiting = underWay?.goals.filter(({ isReached }) => !isReached) ?? [];
    if (!lab || !underWay || waiting.length === 0) return;
    const now = underWay.engine.shown(lab.link());
    const reached = waiting.filter(({ condition }) => holds(condition, now));
    for (const goal of reached) mark(goal, true);
    if (reached.length > 0) page.reply(sentenceOn(reached, underWay.goals));
  }

  async function setUp(section: HTMLElement, lab: Figure): Promise<void> {
    underWay = undefined;
    showLab();
    const catalogue = await page.catalogue();
    const goals = goalsOf(section, catalogue);
    await lab.open(section.dataset.link ?? "");
    underWay = { goals, engine: engineOf(catalogue) };
    look();
  }

  lab?.onChange(look);
  for (const section of document.querySelectorAll<HTMLElement>("[data-task]")) {
    section.querySelector(".set-up")?.addEventListener("click", () => {
      if (lab) void setUp(section, lab);
      else location.assign(`${page.base}/lab${section.dataset.link}`);
    });
  }
}

/** Leads to the lab, and takes the focus along, so that keys go on from there too. */
function showLab(): void {
  const place = document.querySelector<HTMLElement>("[data-lab]");
  if (!place) return;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView();
}

/** The list of what a task asks for, anew. */
function goalsOf(section: HTMLElement, catalogue: Catalogue): readonly Goal[] {
  const conditions: readonly string[] = JSON.parse(section.dataset.until || "[]");
  const goals = conditions.map((condition) => {
    const words = conditionInWords(condition, catalogue);
    return { condition, words, line: make("li", "goal"), isReached: false };
  });
  for (const goal of goals) mark(goal, false);
  const list = make("ul", "until");
  list.append(...goals.map(({ line }) => line));
  section.querySelector(".until")?.remove();
  if (goals.length > 0) section.append(list);
  return goals;
}

function mark(goal: Goal, isReached: boolean): void {
  goal.isReached = isReached;
  goal.line.classList.toggle("is-reached", isReached);
  const words = make("span", "", goal.words);
  goal.line.replaceChildren(
    sign(isReached ? "correct" : "open"),
    words,
    ...(isReached ? [make("strong", "", REACHED)] : []),
  );
}

function sentenceOn(reached: readonly Goal[], all: readonly Goal[]): string {
  const sentences = reached.map(({ words }) => `${REACHED}: ${words}.`);
  return [...sentences, ...(all.every(({ isReached }) => isReached) ? [TASK_DONE] : [])].join(" ");
}
