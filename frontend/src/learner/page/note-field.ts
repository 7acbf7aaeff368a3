/** The field for a bookmark's note; what is typed is kept as it is typed. */

import { paced } from "../../state/pace";
import { make } from "../../views/page";
import type { Learner } from "../learner";
import { LIMITS } from "../limits";
import { NOTE } from "../words";

const KEPT_MS = 400;

export interface NoteField {
  readonly element: HTMLElement;
  /** Shows a note, unless one is being typed. */
  show(note: string): void;
}

/**
 * @param target What the bookmark points to now.
 * @param about What it is called, for those who only hear the field's name.
 */
export function noteField(learner: Learner, target: () => string, about: string): NoteField {
  const element = make("label", "note-field", NOTE);
  const field = make("textarea");
  element.append(make("span", "unseen", ` on ${about}`), field);
  field.rows = 2;
  field.maxLength = LIMITS.note;
  field.autocomplete = "off";
  /** What was typed and is not kept yet; it belongs to what was marked then, whatever is shown by now. */
  let typed: { readonly target: string; readonly text: string } | undefined;
  const keep = paced(KEPT_MS, () => void keepTyped());

  async function keepTyped(): Promise<void> {
    const note = typed;
    if (!note) return;
    await learner.note(note.target, note.text);
    if (typed === note) typed = undefined;
  }

  field.addEventListener("input", () => {
    typed = { target: target(), text: field.value };
    keep.request();
  });
  field.addEventListener("change", () => void keepTyped());
  return {
    element,
    show(note) {
      const isBeingWritten = document.activeElement === field || typed?.target === target();
      if (!isBeingWritten && field.value !== note) field.value = note;
    },
  };
}
