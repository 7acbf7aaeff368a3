/** How far the reading has come: which sections' ends were seen, and the place to come back to. */

import { paced } from "../../state/pace";
import { make } from "../../views/page";
import type { Learner, Place } from "../learner";

/** How long the end of a section has to stay in view before it counts as seen: scrolling past is not reading. */
const READ_MS = 1000;

/** How often a place is noted while the page moves. */
const NOTED_MS = 1000;

/** Where the eye is, as a share of the window's height. */
const READING_LINE = 0.33;

/** Notes every section whose end stays in view. */
export function sectionsSeen(learner: Learner, module: string, sections: readonly HTMLElement[]): void {
  const waiting = new Map<Element, number>();

  function wait(end: Element, section: string): void {
    waiting.set(
      end,
      window.setTimeout(() => {
        waiting.delete(end);
        if (document.visibilityState === "visible") void learner.seen(module, section);
        // Nobody sees a page that lies behind another; its time begins when it comes forward.
        else document.addEventListener("visibilitychange", () => wait(end, section), { once: true });
      }, READ_MS),
    );
  }

  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(waiting.get(target));
      waiting.delete(target);
      const section = target.closest<HTMLElement>("[data-section]")?.dataset.section;
      if (isIntersecting && section) wait(target, section);
    }
  });
  for (const section of sections) {
    const end = make("span", "section-end");
    end.setAttribute("aria-hidden", "true");
    section.append(end);
    observer.observe(end);
  }
}

/** Notes the place that is being read, once somebody has moved the page. */
export function placeKept(learner: Learner, module: string, sections: readonly HTMLElement[]): void {
  const blocks = sections.flatMap((section) => [
    section,
    ...section.querySelectorAll<HTMLElement>("[id]:is(figure, section)"),
  ]);
  const note = paced(NOTED_MS, () => {
    const place = placeNow(blocks, sections);
    if (place) void learner.resumeAt(module, place);
  });
  let isMoved = false;
  // A browser scrolls by itself to where a page was before; that is no reading.
  for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(
      moved,
      () => {
        isMoved = true;
      },
      { passive: true, once: true },
    );
  }
  addEventListener("scroll", () => isMoved && note.request(), { passive: true });
}

/** The innermost block that the reading line crosses. */
export function placeNow(blocks: readonly HTMLElement[], sections: readonly HTMLElement[]): Place | undefined {
  const line = innerHeight * READING_LINE;
  const block = blocks.findLast((each) => {
    const { top, bottom } = each.getBoundingClientRect();
    return top <= line && line < bottom;
  });
  const section = block?.closest<HTMLElement>("[data-section]");
  if (!block || !section) return undefined;
  const { top, height } = block.getBoundingClientRect();
  const part = Math.round((1000 * (line - top)) / Math.max(1, height));
  return {
    block: block.id,
    section: section.id,
    nth: sections.indexOf(section),
    part: Math.min(1000, Math.max(0, part)),
  };
}

/** Brings a place of a block back under the reading line. */
export function bringBack(block: HTMLElement, part: number): void {
  const { top, height } = block.getBoundingClientRect();
  window.scrollBy({ top: top + (height * part) / 1000 - innerHeight * READING_LINE });
}
