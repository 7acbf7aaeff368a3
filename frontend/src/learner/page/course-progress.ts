/** How far the modules are done, in the list of them, and one way back into the one that was read last. */

import { make, say } from "../../views/page";
import { moduleNamed, nameNow } from "../course";
import type { Learner } from "../learner";
import { lastRead } from "../summary";
import { CONTINUE, progressWords } from "../words";

/**
 * @param way The link that leads into the course; it becomes the one that leads back.
 * @param base What addresses begin with.
 */
export function courseProgress(
  learner: Learner,
  places: Iterable<HTMLElement>,
  way: HTMLAnchorElement,
  base: string,
): void {
  for (const place of places) moduleLine(learner, place);

  function show(): void {
    const last = lastRead(learner.state);
    const module = last && moduleNamed(learner.course, last.module);
    if (!last || !module) return;
    const section = module.sections.find(({ id }) => id === nameNow(module, last.position.section));
    say(way, `${CONTINUE} ${section?.title ?? module.title}`);
    way.href = `${base}/learn/${module.id}${section ? `#${nameNow(module, last.position.block)}` : ""}`;
  }
  learner.onChange(show);
  show();
}

/** A bar and a line for a module that has been begun; one that has not is as the page says. */
function moduleLine(learner: Learner, place: HTMLElement): void {
  const { module = "" } = place.dataset;
  const bar = make("progress");
  const line = make("p", "module-line");
  bar.setAttribute("aria-label", "Sections complete");

  function show(): void {
    const summary = learner.summary(module);
    const isBegun = summary?.sections.some(({ isSeen, tried }) => isSeen || tried > 0);
    if (!summary || !isBegun) {
      bar.remove();
      line.remove();
      return;
    }
    if (!bar.isConnected) place.append(bar, line);
    bar.max = Math.max(1, summary.sections.length);
    bar.value = summary.complete;
    say(line, progressWords(summary));
  }
  learner.onChange(show);
  show();
}
