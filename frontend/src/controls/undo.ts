/** The buttons and keys that take a change back, and bring it again. */

import type { RememberingStore } from "../state/history";
import { part } from "../views/page";

/** Where the browser takes back what was typed, letter by letter. */
const TYPED_IN = "input:not([type=range]):not([type=radio]), textarea, [contenteditable]";

export interface UndoControl {
  show(): void;
}

export function undoControl(store: RememberingStore): UndoControl {
  const undo = part("#undo", HTMLButtonElement);
  const redo = part("#redo", HTMLButtonElement);
  undo.addEventListener("click", store.undo);
  redo.addEventListener("click", store.redo);

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.matches(TYPED_IN);
    const command = commandOf(event);
    if (!command || isTyping || event.defaultPrevented) return;
    event.preventDefault();
    store[command]();
  });

  // One drag, one key held down, one number typed: each is one thing to take back.
  for (const begins of ["pointerdown", "focusin", "change"])
    document.addEventListener(begins, store.beginGesture, true);
  document.addEventListener(
    "keydown",
    ({ target, key, repeat }) => {
      const isTyping = target instanceof Element && target.matches(TYPED_IN) && !key.startsWith("Arrow");
      if (!isTyping && !repeat) store.beginGesture();
    },
    true,
  );

  return {
    show() {
      setEnabled(undo, store.canUndo);
      setEnabled(redo, store.canRedo);
    },
  };
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
