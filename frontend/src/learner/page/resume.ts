/** The way back to where somebody was reading, offered at the head of a lesson. */

import { make } from "../../views/page";
import { moduleNamed, nameNow } from "../course";
import type { Learner } from "../learner";
import type { Position } from "../state";
import { CONTINUE, FURTHEST, GONE, MOVED_AWAY } from "../words";
import { bringBack } from "./reading";

interface Found {
  readonly block: HTMLElement;
  readonly section: HTMLElement;
  readonly part: number;
  /** Whether the block is still the one that was read. */
  readonly isSame: boolean;
}

/** Says, where a way back is shown, that the page's own address leads to a place that has gone. */
export function goneNote(place: HTMLElement): void {
  const id = location.hash.slice(1);
  if (id === "" || document.getElementById(id)) return;
  const note = make("div", "resume");
  note.append(make("p", "", GONE));
  place.append(note);
}

/** Puts the banner into its place; nothing is offered to whoever has read nothing here. */
export function resumeBanner(
  learner: Learner,
  module: string,
  sections: readonly HTMLElement[],
  place: HTMLElement,
): void {
  const summary = learner.summary(module);
  const position = summary?.position;
  const found = position ? foundAgain(position, sections, learner, module) : undefined;
  if (!summary || !found || (found.section === sections[0] && found.block === found.section && found.part < 100))
    return;

  const banner = make("div", "resume");
  banner.append(link(CONTINUE, found));
  const furthest = sections.find(({ id }) => id === summary.furthest?.id);
  if (furthest && sections.indexOf(furthest) > sections.indexOf(found.section)) {
    banner.append(link(FURTHEST, { block: furthest, section: furthest, part: 0, isSame: true }));
  }
  if (!found.isSame) banner.append(make("p", "resume-moved", MOVED_AWAY));
  place.append(banner);
}

function link(words: string, { block, section, part }: Found): HTMLElement {
  const line = make("p");
  const way = make("a", "", titleOf(section));
  way.href = `#${block.id}`;
  way.addEventListener("click", (event) => {
    event.preventDefault();
    bringBack(block, part);
    block.tabIndex = -1;
    block.focus({ preventScroll: true });
  });
  line.append(`${words} `, way);
  return line;
}

/** The block of a position; where it has gone, what is nearest of what is left. */
function foundAgain(
  position: Position,
  sections: readonly HTMLElement[],
  learner: Learner,
  module: string,
): Found | undefined {
  const facts = moduleNamed(learner.course, module);
  const byName = (id: string) => {
    const element = document.getElementById(nameNow(facts, id));
    return element && sections.some((section) => section.contains(element)) ? element : undefined;
  };
  const block = byName(position.block);
  const around = block?.closest<HTMLElement>("[data-section]");
  if (block && around) return { block, section: around, part: position.part, isSame: true };
  const section = byName(position.section) ?? sections[Math.min(position.nth, sections.length - 1)];
  return section && { block: section, section, part: 0, isSame: false };
}

export function titleOf(section: HTMLElement): string {
  return section.querySelector("h2")?.textContent?.trim() ?? section.id;
}
