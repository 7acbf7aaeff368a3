/** The states of a lesson's figures, for whoever marks them. */

import type { FigureStates } from "../learner/page/lesson";
import type { Figure } from "./figure";
import type { Figures } from "./figures";

/** A figure that nobody has touched stands as the page says, however it would write that itself. */
export function statesOf(figures: Figures, lesson: HTMLElement): FigureStates {
  const known = new Map<string, { readonly figure: Figure; readonly untouched: string }>();
  const listeners: ((id: string) => void)[] = [];
  for (const { id, dataset } of lesson.querySelectorAll<HTMLElement>("[data-figure][data-link]")) {
    figures.whenMade(id, (figure) => {
      known.set(id, { figure, untouched: dataset.link ?? "" });
      figure.onChange(() => {
        for (const listener of listeners) listener(id);
      });
    });
  }
  return {
    linkOf(id) {
      const { figure, untouched = "" } = known.get(id) ?? {};
      return figure?.isTouched ? figure.link() : untouched;
    },
    onChange: (listener) => listeners.push(listener),
  };
}
