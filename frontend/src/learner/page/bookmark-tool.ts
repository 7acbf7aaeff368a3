/** The button that marks a section, a question or the state of a figure, with the note that belongs to the mark. */

import { make, say } from "../../views/page";
import { targetOf } from "../bookmark-target";
import { bookmarkAt } from "../changes";
import type { Bookmark, Learner } from "../learner";
import { BOOKMARK, BOOKMARKED, REMOVED, UNDO } from "../words";
import { noteField } from "./note-field";

export interface Markable {
  readonly module: string;
  readonly block: string;
  readonly title: string;
  /** The link to the state that a figure has untouched; empty for what has none. */
  readonly link: string;
  /** The link to the state that a figure was brought into, if it was. */
  readonly moved: () => string | undefined;
}

export interface BookmarkTool {
  readonly element: HTMLElement;
  /** Shows whether what is there now is marked; for figures, after each change of their state. */
  show(): void;
}

const FLAG = `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 1.500h8v13l-4-3.500-4 3.500z"/></svg>`;

/** @param reply Says at once what somebody has just done. */
export function bookmarkTool(
  learner: Learner,
  { module, block, title, link, moved }: Markable,
  reply: (sentence: string) => void,
): BookmarkTool {
  const target = () => targetOf(module, block, moved());
  const element = make("div", "bookmark-tool");
  const button = make("button", "bookmark");
  const name = make("span", "", BOOKMARK);
  const note = noteField(learner, target, title);
  const removed = make("p", "bookmark-removed", `${REMOVED} `);
  const undo = make("button", "quiet", UNDO);
  let taken: { readonly target: string; readonly bookmark: Bookmark } | undefined;

  button.type = "button";
  button.innerHTML = FLAG;
  button.append(name);
  undo.type = "button";
  removed.append(undo);
  element.append(button, removed, note.element);

  button.addEventListener("click", () => void toggle());
  undo.addEventListener("click", () => void bringBack());

  async function toggle(): Promise<void> {
    const bookmark = bookmarkAt(learner.state, target());
    if (bookmark) {
      taken = { target: target(), bookmark };
      await learner.unbookmark(target());
      reply(REMOVED);
    } else {
      taken = undefined;
      await learner.bookmark(target(), { title, note: "", link: moved() ?? link });
    }
    show();
  }

  async function bringBack(): Promise<void> {
    if (!taken) return;
    const { target: where, bookmark } = taken;
    taken = undefined;
    await learner.bookmark(where, bookmark);
    button.focus();
    show();
  }

  function show(): void {
    const bookmark = bookmarkAt(learner.state, target());
    button.setAttribute("aria-pressed", String(bookmark !== null));
    say(name, bookmark ? BOOKMARKED : BOOKMARK);
    button.setAttribute("aria-label", `${bookmark ? BOOKMARKED : BOOKMARK}: ${title}`);
    note.element.hidden = !bookmark;
    note.show(bookmark?.note ?? "");
    if (bookmark) taken = undefined;
    removed.hidden = taken?.target !== target();
  }

  learner.onChange(show);
  show();
  return { element, show };
}
