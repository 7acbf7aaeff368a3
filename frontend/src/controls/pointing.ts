/** Pointing at a step, in any view: the pointer over it, or the step slider under the keyboard's focus. */

import type { Lab } from "../state/lab";
import type { Pointed } from "../state/scene";
import type { Store } from "../state/store";
import type { Pointable } from "../views/overlay";
import { sheetScale } from "../views/page";
import type { Sheet } from "../views/sheet";

/** Lets steps be pointed at in a view. */
export type Pointing = (view: Pointable) => void;

export function pointing(sheet: Sheet, store: Store<Lab>): Pointing {
  const slider = sheet.find("#step", HTMLInputElement);

  function point(pointed: Pointed): void {
    if (!isSame(pointed, store.now.pointed)) store.change({ pointed });
  }
  /** What is pointed at while no pointer points. */
  function rest(): void {
    point(slider && document.activeElement === slider ? "playhead" : undefined);
  }

  slider?.addEventListener("focus", rest);
  slider?.addEventListener("blur", rest);

  return ({ place, markAt }) => {
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
  };
}

function isSame(one: Pointed, other: Pointed): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object") return false;
  return one.step === other.step && one.optimizer === other.optimizer;
}
