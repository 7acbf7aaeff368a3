/** The starts that a landscape declares, each chosen by what one sees from there. */

import type { Landscape, Start } from "../engine/catalogue";
import type { Experiment, Point } from "../state/experiment";
import { readablePoint } from "../views/numbers";
import { say } from "../views/page";
import type { Sheet } from "../views/sheet";

/** Where the start is none of them. */
const ELSEWHERE = "";

export function startChoice(
  sheet: Sheet,
  experiment: () => Experiment,
  chosen: (start: Point) => void,
): { show(experiment: Experiment): void } {
  const field = sheet.part(".starts-field", HTMLElement);
  const choice = sheet.part("#starts", HTMLSelectElement);
  const sentence = sheet.part(".start-shows", HTMLElement);
  let offered: Landscape | undefined;

  function offer(landscape: Landscape): void {
    if (landscape === offered) return;
    offered = landscape;
    // One start is no choice.
    field.classList.toggle("has-no-choice", landscape.starts.length < 2);
    choice.replaceChildren(elsewhere(), ...landscape.starts.map(optionFor));
  }

  choice.addEventListener("change", () => {
    const start = experiment().landscape.starts[Number(choice.value)];
    if (start) chosen({ x: start.x, y: start.y });
  });

  return {
    show({ landscape, start }) {
      offer(landscape);
      const index = landscape.starts.findIndex(({ x, y }) => x === start.x && y === start.y);
      choice.value = index < 0 ? ELSEWHERE : String(index);
      say(sentence, landscape.starts[index]?.shows ?? "");
    },
  };
}

function optionFor({ x, y, shows }: Start, index: number): HTMLOptionElement {
  return new Option(`${readablePoint(x, y)} ${shows}`, String(index));
}

/** Says that the start is another one; it cannot be chosen, as it would not say which. */
function elsewhere(): HTMLOptionElement {
  const option = new Option("Another start", ELSEWHERE);
  option.disabled = true;
  option.hidden = true;
  return option;
}
