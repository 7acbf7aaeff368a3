/** Shows the page to a room where its link asks for it: large type, nothing that was asked to be hidden, and locks. */

import { quoted } from "../state/link";
import { nearestName } from "../state/nearest";
import { presentation } from "../state/presentation";
import { labAt, tooLong } from "./address";
import type { Notice } from "./notice";
import type { Sheet } from "./sheet";

/** Parts that hold the start. */
const OF_THE_START: readonly string[] = ["start", "starts", "controls"];

export interface PresentingOptions {
  /** The link to what is shown, without a word about presenting it. */
  readonly link: () => string;
  /** Most characters of a link. */
  readonly longest: number;
  readonly notice: Notice;
}

export function presenting(sheet: Sheet, { link, longest, notice }: PresentingOptions): void {
  const { hidden, locked, isOn } = presentation;
  document.documentElement.classList.toggle("is-presenting", isOn);
  for (const each of hidden.flatMap((name) => partsOf(sheet, name))) each.classList.add("is-withheld");
  for (const each of locked.flatMap((name) => partsOf(sheet, name))) each.inert = true;
  // The start has a handle on the map as well; a click beside it is told why nothing moves.
  if (locked.some((name) => OF_THE_START.includes(name))) sheet.part(".start", HTMLElement).inert = true;
  const leave = sheet.part("#leave-presentation", HTMLAnchorElement);
  leave.hidden = !isOn && hidden.length + locked.length === 0;
  leave.addEventListener("click", (click) => {
    leave.href = labAt(link());
    const refusal = tooLong(link(), longest);
    if (!refusal) return;
    click.preventDefault();
    notice(`${refusal}; shorten what you typed, and then leave.`);
  });
}

/** A sentence for each name that the link hides or locks and that no part has. */
export function unknownParts(sheet: Sheet): readonly string[] {
  const { hidden, locked } = presentation;
  const unknown = [...new Set([...hidden, ...locked])].filter((name) => partsOf(sheet, name).length === 0);
  const known = [...sheet.root.querySelectorAll<HTMLElement>("[data-part]")].map(({ dataset }) => dataset.part ?? "");
  return unknown.map((name) => {
    const meant = nearestName(name, known);
    return `No part of the lab is called ${quoted(name)}${meant ? `; did you mean ${meant}?` : "."} It was left out.`;
  });
}

function partsOf(sheet: Sheet, name: string): readonly HTMLElement[] {
  return [...sheet.root.querySelectorAll<HTMLElement>(`[data-part="${name}"]`)];
}
