/** The keys that work anywhere on the lab, except where a control needs them itself. */

import { isLocked } from "../views/page";
import type { Sheet } from "../views/sheet";
import { type Playback, STRIDE } from "./playback";

/** What each kind of control does with keys of its own. */
const TAKEN: readonly (readonly [selector: string, keys: string])[] = [
  ["input[type=range]", "ArrowLeft ArrowRight Home End"],
  ["input:not([type=range]), select, textarea, [contenteditable]", "Space ArrowLeft ArrowRight Home End"],
  ["button, summary", "Space"],
  [".start", "Space ArrowLeft ArrowRight"],
];

export function playbackKeys(sheet: Sheet, playback: Playback): void {
  const { keyboard, gone } = sheet;
  const lab = sheet.part(".lab", HTMLElement);
  const play = sheet.part("#play", HTMLButtonElement);
  const actions: Readonly<Record<string, () => void>> = {
    Space: playback.toggle,
    ArrowLeft: () => playback.stepBy(-1),
    ArrowRight: () => playback.stepBy(1),
    "Shift ArrowLeft": () => playback.stepBy(-STRIDE),
    "Shift ArrowRight": () => playback.stepBy(STRIDE),
    Home: () => playback.goTo(0),
    End: playback.goToEnd,
  };

  keyboard.addEventListener(
    "keydown",
    (event) => {
      if (!(event instanceof KeyboardEvent)) return;
      const action = actions[event.shiftKey ? `Shift ${event.code}` : event.code];
      if (!action || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTaken(event.code, event.target) || !isInSight(lab) || isLocked(play)) return;
      event.preventDefault();
      action();
    },
    { signal: gone },
  );
}

function isTaken(key: string, target: EventTarget | null): boolean {
  return target instanceof Element && TAKEN.some(([selector, keys]) => target.matches(selector) && keys.includes(key));
}

/** Whoever has scrolled down to read wants the keys to scroll. */
function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
