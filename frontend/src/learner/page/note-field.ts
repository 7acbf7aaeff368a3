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
  const keep = paced(KEPT_MS, () => void learner.note(target(), field.value));
  field.addEventListener("input", () => keep.request());
  return {
    element,
    show(note) {
      if (document.activeElement !== field && field.value !== note) field.value = note;
    },
  };
}
