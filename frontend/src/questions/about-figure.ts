/**
 * A question and the figure it is about: a prediction hides the figure's paths until it is answered, may be given by pointing at
 * the map, and is seen beside what happens; a wrong answer may show there what it overlooks.
 */

import type { Figure, LessonPage, Points } from "./lesson-page";

export interface AboutFigure {
  /** The figure's id; empty for a question about none. */
  readonly id: string;
  /** The state the figure stands in. */
  link(): string;
  /** Shows the paths of a prediction, for good. */
  reveal(): void;
  /** Has the map give points until another question wants them, or the paths are shown, which is told. */
  takePoints(given: (x: number, y: number) => void, lost: () => void): void;
  /** Has the map move the start again. */
  leavePoints(): void;
  /** Lays points over the map. */
  draw(points: Points): void;
  /** Loads a counter-example. */
  show(query: string): Promise<void>;
  /** Loads what the figure showed before any counter-example. */
  putBack(): Promise<void>;
}

/** What tells the question that has the points of a figure that it has them no longer. */
const holders = new WeakMap<Figure, () => void>();

export function aboutFigure({ dataset }: HTMLElement, { figures }: LessonPage, isAnswered: boolean): AboutFigure {
  const { figure: id = "", type } = dataset;
  let figure: Figure | undefined;
  let example = "";
  let before = "";

  if (id)
    figures.whenMade(id, (made) => {
      figure = made;
      if (type === "predict" && !isAnswered) made.hidePaths(true);
    });

  function leavePoints(): void {
    if (!figure) return;
    holders.get(figure)?.();
    holders.delete(figure);
    figure.onPoint(undefined);
  }

  return {
    id,
    link: () => figure?.link() ?? "",
    reveal() {
      if (type !== "predict") return;
      leavePoints();
      figure?.hidePaths(false);
    },
    takePoints(given, lost) {
      leavePoints();
      if (!figure) return;
      holders.set(figure, lost);
      figure.onPoint(given);
    },
    leavePoints,
    draw: (points) => figure?.draw(points),
    async show(query) {
      const now = figure?.link() ?? "";
      if (now !== example) before = now;
      await figure?.open(query);
      example = figure?.link() ?? "";
    },
    async putBack() {
      await figure?.open(before);
    },
  };
}
