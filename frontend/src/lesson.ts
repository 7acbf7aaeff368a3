/** A lesson: its look, its figures, its questions, and what is kept of its learner. */

import "./page";
import "./styles/lab.css";
import "./styles/bench.css";
import "./styles/views.css";
import "./styles/why.css";
import "./styles/lesson.css";
import "./styles/figure.css";
import "./styles/questions.css";
import "./styles/learner.css";

import { loadCatalogue } from "./engine/catalogue";
import { graderFor } from "./grading/grader";
import { openLearner } from "./learner/learner";
import { followLesson } from "./learner/page/lesson";
import { openFigures } from "./lesson/figures";
import { layForPrint } from "./lesson/paper";
import { markPlace } from "./lesson/place";
import { openQuestions } from "./questions/questions";
import { openTasks } from "./questions/tasks";
import { say } from "./views/page";
import { sheetIn } from "./views/sheet";

const page = sheetIn(document.body, { isPage: true, prefix: "", gone: new AbortController().signal });
const voice = page.part("[role=status]", HTMLElement);
const lesson = page.part("[data-module]", HTMLElement);
const { base = "", grading = "", catalogue: address = "" } = page.root.dataset;
const { module = "" } = lesson.dataset;
const announce = (sentence: string) => say(voice, sentence);

/** What was asked for is said even if it is what was said before: then the region has to change twice. */
function reply(sentence: string): void {
  announce("");
  requestAnimationFrame(() => announce(sentence));
}

const catalogue = () => loadCatalogue(address);

markPlace(page.part(".contents", HTMLElement), lesson.querySelectorAll<HTMLElement>(".lesson-section"));
layForPrint(lesson.querySelectorAll<HTMLElement>(".figure-stage"));

// Predictions hide what their figures show, but for those that were made before: so the learner comes first.
const learner = await openLearner();
const figures = openFigures(announce);
const around = {
  module,
  base,
  grader: graderFor({ base, grading, module, catalogue }),
  learner,
  figures,
  catalogue,
  reply,
};
openQuestions(around);
openTasks(around);
followLesson(learner, { lesson, figures, reply });
