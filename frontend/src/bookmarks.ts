/** The page that lists the bookmarks. */

import "./page";
import "./styles/learner.css";

import { openLearner } from "./learner/learner";
import { bookmarkList } from "./learner/page/bookmark-list";
import { statusLine, troubleNote } from "./learner/page/status";
import { say } from "./views/page";
import { sheetIn } from "./views/sheet";

const page = sheetIn(document.body, { isPage: true, prefix: "", gone: new AbortController().signal });
const said = page.part(".said", HTMLElement);
const learner = await openLearner();

troubleNote(learner, page.part("h1", HTMLElement));
page.part(".lead", HTMLElement).after(statusLine(learner));
bookmarkList(learner, page.part(".bookmarks", HTMLElement), {
  base: page.root.dataset.base ?? "",
  empty: page.part(".nothing-yet", HTMLElement),
  reply: (sentence) => say(said, sentence),
});
