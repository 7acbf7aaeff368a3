/**
 * The figures of a page. Those near the window are awake, and of the others the few that were so last; a lesson has more figures
 * than a browser has memory for, and nobody looks at more than a handful.
 */

import { type Catalogue, loadCatalogue } from "../engine/catalogue";
import { make } from "../views/page";
import { FIGURE_UNLOADED } from "../views/sentences";
import { type Figure, type LessonFigure, lessonFigure } from "./figure";

/** How far from the window a figure is woken, as a share of the window's height. */
const NEAR = "75% 0%";

/** How many are awake at most, unless more are near. */
const MOST = 6;

export interface Figures {
  /** The figure with this id. */
  named(id: string): Promise<Figure>;
  /** Does something to a figure as soon as it is known. */
  whenMade(id: string, act: (figure: Figure) => void): void;
  /** The whole lab that stands in the page, where one does. */
  readonly lab: Figure | undefined;
}

/** @param announce Says a sentence in the live region of the page. */
export function openFigures(announce: (sentence: string) => void): Figures {
  const catalogue = catalogueOnce();
  const named = new Map<string, LessonFigure>();
  const near = new Set<LessonFigure>();

  for (const element of document.querySelectorAll<HTMLElement>("[data-figure].lesson-figure")) {
    const stage = element.querySelector<HTMLElement>(".figure-stage");
    const { figure: id = "", link: query = "", parts = "" } = element.dataset;
    if (!stage) continue;
    const figure = lessonFigure({ stage, query, parts: new Set(parts.split(" ")), catalogue, announce });
    named.set(id, figure);
    keepLink(element, query, figure);
  }
  const place = document.querySelector<HTMLElement>("[data-lab]");
  const lab = place ? lessonFigure({ stage: place, query: "", parts: "all", catalogue, announce }) : undefined;
  const figures = [...named.values(), ...(lab ? [lab] : [])];
  const standing = new Map(figures.map((figure) => [figure.stage, figure]));

  /** Wakes those that are near, and lets those sleep that nobody has looked at for longest. */
  function attend(): void {
    const awake = figures.filter((figure) => near.has(figure) || figure.isAwake);
    const byDistance = awake.sort((one, other) => distanceOf(one) - distanceOf(other));
    for (const [index, figure] of byDistance.entries()) {
      figure.wake(near.has(figure) || index < MOST).catch((error: unknown) => {
        figure.stage.replaceChildren(make("p", "notice", FIGURE_UNLOADED));
        throw error;
      });
    }
  }

  const sight = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const figure = target instanceof HTMLElement && standing.get(target);
        if (figure && isIntersecting) near.add(figure);
        else if (figure) near.delete(figure);
      }
      attend();
    },
    { rootMargin: NEAR },
  );
  // Nobody sees what plays above or below the window.
  const window = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting && target instanceof HTMLElement) standing.get(target)?.pause();
    }
  });
  for (const stage of standing.keys()) {
    sight.observe(stage);
    window.observe(stage);
  }

  function figureNamed(id: string): Figure {
    const figure = named.get(id);
    if (!figure) throw new Error(`The page has no figure "${id}".`);
    return figure;
  }

  return {
    named: async (id) => figureNamed(id),
    whenMade: (id, act) => act(figureNamed(id)),
    lab,
  };
}

/** How far a figure is from the middle of the window; whoever uses it has it at hand. */
function distanceOf({ stage }: LessonFigure): number {
  if (stage.contains(document.activeElement)) return 0;
  const { top, bottom } = stage.getBoundingClientRect();
  return Math.abs((top + bottom) / 2 - innerHeight / 2);
}

/** Keeps the link to the lab equal to what the figure shows, and offers the way back to how it was. */
function keepLink(element: HTMLElement, query: string, figure: Figure): void {
  const link = element.querySelector<HTMLAnchorElement>(".open-in-lab");
  if (!link) return;
  const [lab] = link.getAttribute("href")?.split("?") ?? [];
  const back = make("button", "back", "Back to how it was");
  back.type = "button";
  back.hidden = true;
  back.addEventListener("click", () => void figure.open(query));
  link.after(" ", back);
  figure.onChange(() => {
    link.href = `${lab}${figure.link()}`;
    // Whoever has just pressed it is not left without a place on the page.
    back.hidden = !figure.isTouched && document.activeElement !== back;
  });
}

/** Fetches the catalogue when it is first asked for; should it not come, it is asked for again the next time. */
function catalogueOnce(): () => Promise<Catalogue> {
  let coming: Promise<Catalogue> | undefined;
  return () => {
    coming ??= loadCatalogue(document.body.dataset.catalogue ?? "").catch((error: unknown) => {
      coming = undefined;
      throw error;
    });
    return coming;
  };
}
