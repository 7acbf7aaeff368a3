/** The four fields that say which part of the plane an own landscape is seen in. */

import { say } from "../views/page";
import type { Sheet } from "../views/sheet";
import { type Domain, isDomain } from "./texts";
import { EMPTY_DOMAIN } from "./words";

const SIDES = ["x-from", "x-to", "y-from", "y-to"] as const;

export interface DomainFields {
  /** What stands there, good or not; NaN for a side that is no number. */
  readonly typed: Domain;
  fill(domain: Domain): void;
}

/** @param changed Is told whether what was typed can be used. */
export function domainFields(sheet: Sheet, changed: (isGood: boolean) => void): DomainFields {
  const sides = SIDES.map((side) => sheet.part(`#domain-${side}`, HTMLInputElement));
  const refusal = sheet.part("#domain-refusal", HTMLElement);

  function typed(): Domain {
    const [west = Number.NaN, east = Number.NaN, south = Number.NaN, north = Number.NaN] = sides.map(
      (side) => side.valueAsNumber,
    );
    return { x: [west, east], y: [south, north] };
  }

  /** Says what is allowed, where that is not what stands there. */
  function check(): boolean {
    const isGood = isDomain(typed());
    for (const each of sides) {
      if (isGood) each.removeAttribute("aria-invalid");
      else each.setAttribute("aria-invalid", "true");
    }
    say(refusal, isGood ? "" : EMPTY_DOMAIN);
    return isGood;
  }

  for (const side of sides) side.addEventListener("input", () => changed(check()));

  return {
    get typed() {
      return typed();
    },
    fill({ x, y }) {
      for (const [index, value] of [...x, ...y].entries()) {
        const side = sides[index];
        if (side) side.value = Number.isNaN(value) ? "" : String(value);
      }
      check();
    },
  };
}
