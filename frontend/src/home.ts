/** The first page: its look, the figure that is alive on it, and how far its reader is in the course. */

import "./page";
import "./styles/lab.css";
import "./styles/views.css";
import "./styles/lesson.css";
import "./styles/figure.css";
import "./styles/home.css";
import "./styles/learner.css";

import { openLearner } from "./learner/learner";
import { courseProgress } from "./learner/page/course-progress";
import { openFigures } from "./lesson/figures";
import { say } from "./views/page";
import { sheetIn } from "./views/sheet";

const page = sheetIn(document.body, { isPage: true, prefix: "", gone: new AbortController().signal });
const voice = page.part("[role=status]", HTMLElement);

openFigures((sentence) => say(voice, sentence));

const places = page.root.querySelectorAll<HTMLElement>("[data-module]");
courseProgress(await openLearner(), places, page.part(".way.first", HTMLAnchorElement), page.root.dataset.base ?? "");
