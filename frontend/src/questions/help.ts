/** What helps with a question, besides its hints: the answer, and another variant of it. */

import { make, say } from "../views/page";

export interface Help {
  /** Offers the answer once somebody has tried in vain often enough; before, it takes giving up. */
  offer(tries: number): void;
  /** There is nothing left to give away. */
  done(): void;
}

export interface Helping {
  reveal(): void;
  another(): void;
}

/** After so many tries the answer is offered. */
const ENOUGH = 2;

export function helpFor(section: HTMLElement, { reveal, another }: Helping): Help {
  const { type, variants } = section.dataset;
  const row = make("div", "help");
  const answer = button("", reveal);
  const variant = button("Another variant", another);
  variant.hidden = Number(variants) < 2;
  row.append(answer, variant);
  section.append(row);

  function offer(tries: number): void {
    const words = tries < ENOUGH ? "Give up and show the answer" : "Show the answer";
    say(answer, type === "predict" ? "Show me" : words);
    answer.hidden = false;
  }
  offer(0);

  return {
    offer,
    done() {
      answer.hidden = true;
    },
  };
}

function button(name: string, pressed: () => void): HTMLButtonElement {
  const made = make("button", "quiet", name);
  made.type = "button";
  made.addEventListener("click", pressed);
  return made;
}
