/** One choice of several, or several of them. */

import type { Solution } from "../../grading/verdict";
import { make } from "../../views/page";
import type { Fields, FieldsPlace } from "./fields";

export function choiceFields({ form }: FieldsPlace): Fields {
  const choices = [...form.querySelectorAll<HTMLInputElement>(".choice input")];
  const isOne = choices.every(({ type }) => type === "radio");

  return {
    read() {
      const chosen = choices.filter(({ checked }) => checked).map(({ value }) => value);
      return isOne ? (chosen[0] ?? null) : chosen;
    },
    inWords(answer) {
      const list = make("ul");
      for (const choice of choices.filter(({ value }) => isAmong(value, answer))) {
        const item = make("li");
        item.append(...(choice.nextElementSibling?.cloneNode(true).childNodes ?? []));
        list.append(item);
      }
      return list;
    },
    refuse: () => undefined,
  };
}

function isAmong(value: string, answer: Solution): boolean {
  return typeof answer === "string" ? answer === value : answer.some((each) => each === value);
}
