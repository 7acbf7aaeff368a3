/** A text that is compiled a moment after its last change; while it is refused, everything else stays as it was. */

import { say } from "../views/page";
import type { Sheet } from "../views/sheet";
import { Refused } from "./compile";
import { placeMarked, refusalWords } from "./words";

/** How long somebody has to have stopped typing. */
const PAUSE_MS = 350;

export interface EditorOptions<Made> {
  /** Of the text area; its refusal, its mark and its button are named after it. */
  readonly selector: string;
  readonly compile: (text: string, signal: AbortSignal) => Promise<Made>;
  readonly made: (made: Made, text: string) => void;
  readonly typed: () => void;
  readonly refused: (sentence: string) => void;
}

export interface Editor {
  text: string;
  /** Whether what stands there is what is shown, and nothing has been typed since. */
  readonly isShown: boolean;
  /** The text that is shown, if any is. */
  readonly shown: string | undefined;
  /** Notes which text is shown. */
  shows(text: string): void;
  /** Compiles what is there a moment from now. */
  soon(): void;
  refuse(error: unknown): void;
}

/** Brings the mark, which is the last of its text, to the middle of a box that a long line is wider than. */
function scrollToEnd(box: HTMLElement): void {
  const text = box.lastChild;
  if (!(text instanceof Text)) return;
  const end = document.createRange();
  end.setStart(text, text.length - 1);
  end.setEnd(text, text.length);
  const [shown, marked] = [box.getBoundingClientRect(), end.getBoundingClientRect()];
  box.scrollLeft += marked.left + marked.width / 2 - (shown.left + shown.width / 2);
}

export function editor<Made>(sheet: Sheet, { selector, compile, made, typed, refused }: EditorOptions<Made>): Editor {
  const area = sheet.part(selector, HTMLTextAreaElement);
  const sentence = sheet.part(`${selector}-refusal`, HTMLElement);
  const mark = sheet.part(`${selector}-mark`, HTMLElement);
  let timer = 0;
  let asking = new AbortController();
  let shown: string | undefined;

  async function ask(): Promise<void> {
    clearTimeout(timer);
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const text = area.value;
    area.setAttribute("aria-busy", "true");
    try {
      const answer = await compile(text, signal);
      if (signal.aborted) return;
      accept();
      made(answer, text);
    } catch (error) {
      if (!signal.aborted) refuse(error);
    }
    if (!signal.aborted) area.removeAttribute("aria-busy");
  }

  function accept(): void {
    area.removeAttribute("aria-invalid");
    say(sentence, "");
    say(mark, "");
  }

  function refuse(error: unknown): void {
    const { refusal } = error instanceof Refused ? error : new Refused({ sentence: String(error) });
    area.setAttribute("aria-invalid", "true");
    say(sentence, refusalWords(refusal));
    say(mark, placeMarked(area.value, refusal));
    scrollToEnd(mark);
    refused(refusalWords(refusal));
  }

  function soon(): void {
    clearTimeout(timer);
    asking.abort();
    timer = window.setTimeout(() => void ask(), PAUSE_MS);
  }

  sheet.gone.addEventListener("abort", () => {
    clearTimeout(timer);
    asking.abort();
  });
  area.addEventListener("input", () => {
    typed();
    soon();
  });
  sheet.part(`${selector}-show`, HTMLButtonElement).addEventListener("click", () => void ask());

  return {
    get text() {
      return area.value;
    },
    set text(text) {
      area.value = text;
    },
    get isShown() {
      return area.value === shown;
    },
    get shown() {
      return shown;
    },
    shows(text) {
      shown = text;
    },
    soon,
    refuse,
  };
}
