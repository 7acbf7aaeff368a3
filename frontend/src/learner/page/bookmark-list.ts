/** All bookmarks, by module: opened, annotated, removed and brought back. */

import { make, say } from "../../views/page";
import { readTarget } from "../bookmark-target";
import { bookmarkAt } from "../changes";
import { moduleNamed, nameNow } from "../course";
import type { Bookmark, Learner } from "../learner";
import { FROM_EARLIER, IN_THE_LAB, REMOVE, removedWords, UNDO } from "../words";
import { noteField } from "./note-field";

interface Item {
  readonly element: HTMLElement;
  show(): void;
}

/**
 * @param base What addresses begin with.
 * @param empty Shown where there is no bookmark.
 * @param reply Says at once what somebody has just done.
 */
export function bookmarkList(
  learner: Learner,
  place: HTMLElement,
  { base, empty, reply }: { base: string; empty: HTMLElement; reply: (sentence: string) => void },
): void {
  const items = new Map<string, Item>();
  const lists = new Map<string, HTMLElement>();

  /** The list of a module; those that the course does not have share one at the end. */
  function listOf(module: string): HTMLElement {
    const known = moduleNamed(learner.course, module);
    const title = known?.title ?? FROM_EARLIER;
    const found = lists.get(title);
    if (found) return found;
    const group = make("section", "bookmark-group");
    const list = make("ul", "bookmark-items");
    group.append(make("h2", "", title), list);
    lists.set(title, list);
    const order = [...learner.course.modules.map((each) => each.title), FROM_EARLIER];
    const later = [...lists].find(([other]) => order.indexOf(other) > order.indexOf(title))?.[1];
    if (later) later.parentElement?.before(group);
    else place.append(group);
    return list;
  }

  function show(): void {
    const marks = Object.entries(learner.state.bookmarks).filter(([, { kept }]) => kept);
    // The newest first; what is there stays where it is, also while its note is written.
    for (const [target] of marks.sort(([, a], [, b]) => (a.at < b.at ? -1 : 1))) {
      const bookmark = bookmarkAt(learner.state, target);
      if (!bookmark || items.has(target)) continue;
      const item = itemOf(learner, target, bookmark, base, reply);
      items.set(target, item);
      listOf(readTarget(target).module).prepend(item.element);
    }
    for (const item of items.values()) item.show();
    for (const list of lists.values()) {
      if (list.parentElement)
        list.parentElement.hidden = [...list.children].every((each) => (each as HTMLElement).hidden);
    }
    empty.hidden = marks.length > 0;
  }

  learner.onChange(show);
  show();
}

function itemOf(
  learner: Learner,
  target: string,
  opening: Bookmark,
  base: string,
  reply: (sentence: string) => void,
): Item {
  const element = make("li", "bookmark-item");
  const kept = make("div", "bookmark-kept");
  const removed = make("p", "bookmark-removed");
  const words = make("span");
  const note = noteField(learner, () => target, opening.title);
  const remove = button(REMOVE, opening.title);
  const undo = button(UNDO);
  let taken: Bookmark | undefined;

  kept.append(wayTo(learner, target, opening, base), note.element, remove);
  removed.append(words, " ", undo);
  element.append(kept, removed);

  remove.addEventListener("click", async () => {
    taken = bookmarkAt(learner.state, target) ?? undefined;
    await learner.unbookmark(target);
    reply(removedWords(opening.title));
    undo.focus();
  });
  undo.addEventListener("click", async () => {
    const bookmark = taken;
    taken = undefined;
    if (bookmark) await learner.bookmark(target, bookmark);
    remove.focus();
  });

  return {
    element,
    show() {
      const bookmark = bookmarkAt(learner.state, target);
      kept.hidden = !bookmark;
      removed.hidden = bookmark !== null || !taken;
      element.hidden = !bookmark && !taken;
      say(words, removedWords(opening.title));
      if (bookmark) note.show(bookmark.note);
    },
  };
}

/** The title, which leads to the place if the course has its module, and to the lab if it is a figure's state. */
function wayTo(learner: Learner, target: string, { title, link }: Bookmark, base: string): HTMLElement {
  const { module, block } = readTarget(target);
  const known = moduleNamed(learner.course, module);
  const line = make("p", "bookmark-title");
  if (known) {
    const way = make("a", "", title);
    way.href = `${base}/learn/${module}${block ? `#${nameNow(known, block)}` : ""}`;
    line.append(way);
  } else line.append(make("span", "", title));
  if (link.startsWith("?")) {
    const lab = make("a", "in-the-lab", IN_THE_LAB);
    lab.href = `${base}/lab${link}`;
    line.append(lab);
  }
  return line;
}

function button(name: string, about = ""): HTMLButtonElement {
  const made = make("button", "quiet", name);
  made.type = "button";
  if (about) made.setAttribute("aria-label", `${name}: ${about}`);
  return made;
}
