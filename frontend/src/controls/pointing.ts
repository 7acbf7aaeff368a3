/** Pointing at a step, in any view: the pointer over it, or the step slider or a row of a table under the keyboard's focus. */

import type { Lab } from "../state/lab";
import type { Pointed } from "../state/scene";
import type { Store } from "../state/store";
import type { Pointable } from "../views/overlay";
import { sheetScale } from "../views/page";
import type { Sheet } from "../views/sheet";
import type { StepsTable } from "../views/steps-table";

export interface Pointing {
  /** Lets steps be pointed at in a view. */
  pointedIn(view: Pointable): void;
  /** Lets steps be pointed at among the rows of a table. */
  pointedAmong(rows: StepsTable): void;
}

export function pointing(sheet: Sheet, store: Store<Lab>): Pointing {
  const slider = sheet.find("#step", HTMLInputElement);
  const tables: StepsTable[] = [];

  function point(pointed: Pointed): void {
    if (!isSame(pointed, store.now.pointed)) store.change({ pointed });
  }
  /** What is pointed at while no pointer points: what has the focus. */
  function rest(): void {
    point(focusedOn(document.activeElement));
  }
  function focusedOn(focused: Element | null): Pointed {
    if (!focused) return undefined;
    if (focused === slider) return "playhead";
    return tables.find(({ body }) => body.contains(focused))?.markIn(focused);
  }

  slider?.addEventListener("focus", rest);
  slider?.addEventListener("blur", rest);

  return {
    pointedIn({ place, markAt }) {
      place.addEventListener("pointermove", (event) => {
        // A hand that drags something is not reading. A finger that lies on the chart scrubs, and reads.
        if (event.buttons > 0 && !place.matches(".losses-chart")) return rest();
        const { left, top } = place.getBoundingClientRect();
        const scale = sheetScale();
        const mark = markAt((event.clientX - left) / scale, (event.clientY - top) / scale);
        if (mark) point(mark);
        else rest();
      });
      place.addEventListener("pointerleave", rest);
      place.addEventListener("pointercancel", rest);
    },
    pointedAmong(table) {
      const { body, markIn } = table;
      tables.push(table);
      body.addEventListener("pointerover", ({ target }) => {
        const mark = target instanceof Element ? markIn(target) : undefined;
        if (mark) point(mark);
        else rest();
      });
      body.addEventListener("pointerleave", rest);
      body.addEventListener("focusin", rest);
      body.addEventListener("focusout", rest);
    },
  };
}

function isSame(one: Pointed, other: Pointed): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object") return false;
  return one.step === other.step && one.optimizer === other.optimizer;
}
