/** Whether what is done here is kept, said in a line; and in a note above the page where it is not. */

import { make, say } from "../../views/page";
import type { Learner } from "../learner";
import { CLOSE_NOTE, NOT_SAVED, SAVE_AS_FILE, SAVED } from "../words";
import { download } from "./download";

/** The line; empty for as long as there is nothing to keep. */
export function statusLine(learner: Learner): HTMLElement {
  const line = make("p", "saved");

  function show(): void {
    line.classList.toggle("is-trouble", learner.isKept === false);
    say(line, learner.isKept === undefined ? "" : learner.isKept ? SAVED : NOT_SAVED);
  }
  learner.onChange(show);
  show();
  return line;
}

/** Puts a note before an element whenever there is trouble, until it is closed or the trouble is over. */
export function troubleNote(learner: Learner, before: Element): void {
  const note = make("div", "notice trouble");
  const words = make("p");
  const save = make("button", "quiet", SAVE_AS_FILE);
  const close = make("button", "quiet", CLOSE_NOTE);
  let closed = "";
  note.setAttribute("role", "alert");
  for (const button of [save, close]) button.type = "button";
  save.addEventListener("click", () => download(learner.save()));
  close.addEventListener("click", () => {
    closed = learner.trouble ?? "";
    show();
  });

  function show(): void {
    const { trouble } = learner;
    const isShown = trouble !== undefined && trouble !== closed;
    say(words, isShown ? trouble : "");
    save.hidden = learner.isKept !== false;
    note.replaceChildren(...(isShown ? [words, save, close] : []));
    note.hidden = !isShown;
  }
  before.before(note);
  learner.onChange(show);
  show();
}
