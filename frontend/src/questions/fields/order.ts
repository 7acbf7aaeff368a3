/** Things to be put in order: each moves by its two buttons, or is dragged. */

import { make } from "../../views/page";
import type { Fields, FieldsPlace } from "./fields";

export function orderFields({ form, announce }: FieldsPlace): Fields {
  const list = form.querySelector<HTMLElement>(".order");
  if (!list) throw new Error("The form has nothing to be put in order.");
  const items = () => [...list.querySelectorAll<HTMLElement>("[data-item]")];
  let dragged: HTMLElement | undefined;

  /** Moves an item to where another one is; that one makes room. */
  function move(item: HTMLElement, place: number): boolean {
    const before = items();
    const other = before[place];
    if (!other || other === item) return false;
    if (before.indexOf(item) > place) other.before(item);
    else other.after(item);
    markEnds();
    announce(`${textOf(item)}: now ${place + 1} of ${before.length}.`);
    return true;
  }

  /** A button at the end of its way stays, so that the focus does, and says that it leads nowhere. */
  function markEnds(): void {
    for (const [place, item] of items().entries()) {
      for (const button of item.querySelectorAll<HTMLButtonElement>("[data-move]"))
        button.setAttribute("aria-disabled", String(items()[place + Number(button.dataset.move)] === undefined));
    }
  }

  list.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>("[data-move]") : null;
    const item = button?.closest<HTMLElement>("[data-item]");
    if (!button || !item || !move(item, items().indexOf(item) + Number(button.dataset.move))) return;
    // What is moved in a document loses its focus.
    button.focus();
  });
  list.addEventListener("dragstart", ({ target }) => {
    dragged = items().find((item) => item === target);
  });
  list.addEventListener("dragover", (event) => {
    const { target } = event;
    const over = items().findIndex((item) => target instanceof Node && item.contains(target));
    if (!dragged || over < 0) return;
    event.preventDefault();
    move(dragged, over);
  });
  list.addEventListener("dragend", () => {
    dragged = undefined;
  });
  for (const item of items()) {
    item.draggable = true;
    // Read out one after the other, "Up" and "Down" alone would not say what they move.
    for (const button of item.querySelectorAll("button"))
      button.setAttribute("aria-label", `${button.textContent}: ${textOf(item)}`);
  }
  markEnds();

  return {
    read: () => items().map(({ dataset }) => dataset.item ?? ""),
    inWords(answer) {
      const words = make("ol");
      for (const id of answer) {
        const text = items().find(({ dataset }) => dataset.item === id)?.firstElementChild;
        const item = make("li");
        item.append(...(text?.cloneNode(true).childNodes ?? []));
        words.append(item);
      }
      return words;
    },
    refuse: () => undefined,
  };
}

function textOf(item: HTMLElement): string {
  return item.firstElementChild?.textContent?.trim() ?? "";
}
