/** The page that says how far everything is done, and where what is kept can be taken along or forgotten. */

import "./page";
import "./styles/learner.css";

import { moduleNamed } from "./learner/course";
import { openLearner } from "./learner/learner";
import { earlierModules } from "./learner/page/earlier-modules";
import { keeping } from "./learner/page/keeping";
import { moduleProgress } from "./learner/page/module-progress";
import { statusLine, troubleNote } from "./learner/page/status";
import { say } from "./views/page";
import { sheetIn } from "./views/sheet";

const page = sheetIn(document.body, { isPage: true, prefix: "", gone: new AbortController().signal });
const said = page.part(".said", HTMLElement);
const reply = (sentence: string) => say(said, sentence);
const learner = await openLearner();

troubleNote(learner, page.part("h1", HTMLElement));
page.part(".lead", HTMLElement).after(statusLine(learner));
for (const place of page.root.querySelectorAll<HTMLElement>("[data-module]")) {
  const module = moduleNamed(learner.course, place.dataset.module ?? "");
  if (module) moduleProgress(learner, module, place, { base: page.root.dataset.base ?? "", reply });
}
earlierModules(learner, page.part(".modules", HTMLElement));
keeping(learner, page.part(".kept", HTMLElement), reply);
