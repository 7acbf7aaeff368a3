/** A number or a word that somebody types; it is sent as it was typed. */

import { make } from "../../views/page";
import { refuse } from "./axis";
import type { Fields, FieldsPlace } from "./fields";

export function textField({ form }: FieldsPlace): Fields {
  const input = form.querySelector("input");
  if (!input) throw new Error("The form has no field.");
  return {
    read: () => input.value,
    inWords: (answer) => make("p", "", String(answer)),
    refuse: (refused) => refuse(input, refused),
  };
}
