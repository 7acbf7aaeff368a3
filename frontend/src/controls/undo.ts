/** The buttons and keys that take a change back, and bring it again. */

import type { RememberingStore } from "../state/history";
import { isLocked } from "../views/page";
import type { Sheet } from "../views/sheet";

/** Where the browser takes back what was typed, letter by letter. */
const TYPED_IN = "input:not([type=range]):not([type=radio]), textarea, [contenteditable]";

export interface UndoControl {
  show(): void;
}

export function undoControl(sheet: Sheet, store: RememberingStore): UndoControl {
  const undo = sheet.part("#undo", HTMLButtonElement);
  const redo = sheet.part("#redo", HTMLButtonElement);
  undo.addEventListener("click", store.undo);
  redo.addEventListener("click", store.redo);

  const { keyboard, gone } = sheet;
  keyboard.addEventListener(
    "keydown",
    (event) => {
      const command = event instanceof KeyboardEvent && commandOf(event);
      if (!command || isTyping(event) || event.defaultPrevented || isLocked(undo)) return;
      event.preventDefault();
      store[command]();
    },
    { signal: gone },
  );

  // One drag, one key held down, one number typed: each is one thing to take back.
  const before = { capture: true, signal: gone };
  for (const begins of ["pointerdown", "focusin", "change"])
    keyboard.addEventListener(begins, store.beginGesture, before);
  keyboard.addEventListener(
    "keydown",
    (event) => {
      const isHeld = event instanceof KeyboardEvent && event.repeat;
      if (!isHeld && !isTypedLetter(event)) store.beginGesture();
    },
    before,
  );

  return {
    show() {
      setEnabled(undo, store.canUndo);
      setEnabled(redo, store.canRedo);
    },
  };
}

function isTyping({ target }: Event): boolean {
  return target instanceof Element && target.matches(TYPED_IN);
}

function isTypedLetter(event: Event): boolean {
  return isTyping(event) && !(event instanceof KeyboardEvent && event.key.startsWith("Arrow"));
}

function commandOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): "undo" | "redo" | undefined {
  if (!(ctrlKey || metaKey) || altKey) return undefined;
  if (key.toLowerCase() === "z") return shiftKey ? "redo" : "undo";
  return key.toLowerCase() === "y" && !shiftKey ? "redo" : undefined;
}

/** A button that is disabled would let go of the focus in the middle of taking things back. */
function setEnabled(button: HTMLButtonElement, enabled: boolean): void {
  button.setAttribute("aria-disabled", String(!enabled));
}
