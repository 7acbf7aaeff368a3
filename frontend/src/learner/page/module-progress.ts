/** How far one module is done: its bar, its facts, its sections and the results of its questions. */

import { make, say } from "../../views/page";
import type { CourseModule } from "../course";
import type { Learner } from "../learner";
import { entry } from "../state";
import type { Summary } from "../summary";
import {
  factWords,
  goneWords,
  IN_SECTIONS,
  NO_QUESTIONS,
  NOT_READ,
  nameOf,
  progressWords,
  RESTART,
  RESULTS_HEAD,
  restartedWords,
  restartWords,
  resultWords,
  standingWords,
  UNDO,
} from "../words";
import { confirmed } from "./confirm";

/**
 * Fills the element of a module.
 *
 * @param base What addresses begin with.
 * @param reply Says at once what somebody has just done.
 */
export function moduleProgress(
  learner: Learner,
  module: CourseModule,
  place: HTMLElement,
  { base, reply }: { base: string; reply: (sentence: string) => void },
): void {
  const lesson = `${base}/learn/${module.id}`;
  const bar = make("progress");
  const line = make("p", "module-line");
  const facts = make("p", "module-facts");
  const details = make("details");
  const sections = make("ol", "module-sections");
  const results = make("div", "module-results");
  const restart = make("button", "quiet", RESTART);
  const undone = make("p", "module-restarted");
  const undo = make("button", "quiet", UNDO);
  let takeBack: (() => Promise<void>) | undefined;

  bar.setAttribute("aria-label", `${module.title}: sections complete`);
  details.append(make("summary", "", IN_SECTIONS), sections, results);
  for (const each of [restart, undo]) each.type = "button";
  restart.setAttribute("aria-label", `${RESTART}: ${module.title}`);
  undone.append(`${restartedWords(module.title)} `, undo);
  place.append(bar, line, facts, details, restart, undone);

  restart.addEventListener("click", async () => {
    if (!(await confirmed(restartWords(module.title)))) return;
    takeBack = await learner.restart(module.id);
    show();
    reply(restartedWords(module.title));
    undo.focus();
  });
  undo.addEventListener("click", async () => {
    const back = takeBack;
    takeBack = undefined;
    await back?.();
    show();
    restart.focus();
  });

  function show(): void {
    const summary = learner.summary(module.id);
    if (!summary) return;
    const isBegun = summary.sections.some(({ isSeen, tried }) => isSeen || tried > 0) || summary.gone.length > 0;
    bar.max = Math.max(1, summary.sections.length);
    bar.value = summary.complete;
    say(line, progressWords(summary));
    say(facts, [factWords(summary), goneWords(summary.gone.length)].join(" ").trim());
    sections.replaceChildren(...summary.sections.map((section) => sectionLine(section, lesson)));
    results.replaceChildren(resultsTable(module, summary, lesson));
    restart.hidden = !isBegun;
    undone.hidden = !takeBack;
  }
  learner.onChange(show);
  show();
}

function sectionLine(section: Summary["sections"][number], lesson: string): HTMLElement {
  const item = make("li", section.isComplete ? "is-complete" : "");
  const way = make("a", "", section.section.title);
  way.href = `${lesson}#${section.section.id}`;
  item.append(way, make("span", "section-standing", standingWords(section) || NOT_READ));
  return item;
}

function resultsTable(module: CourseModule, summary: Summary, lesson: string): HTMLElement {
  const tried = module.sections.flatMap(({ questions }) => questions).filter((id) => entry(summary.quizzes, id));
  if (tried.length === 0) return make("p", "", NO_QUESTIONS);
  const table = make("table");
  const head = make("tr");
  head.append(...RESULTS_HEAD.map((name) => Object.assign(make("th", "", name), { scope: "col" })));
  const body = make("tbody");
  for (const id of tried) {
    const quiz = entry(summary.quizzes, id);
    if (!quiz) continue;
    const row = make("tr");
    const name = Object.assign(make("th"), { scope: "row" });
    const way = make("a", "", nameOf(id));
    way.href = `${lesson}#${id}`;
    name.append(way);
    row.append(name, ...resultWords(quiz).map((words) => make("td", "", words)));
    body.append(row);
  }
  const top = make("thead");
  top.append(head);
  table.append(top, body);
  return table;
}
