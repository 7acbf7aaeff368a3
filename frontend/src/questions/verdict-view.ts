/** What came of a check, below the fields it is about: in a word, with a sign, and with what there is to say. */

import type { Verdict } from "../grading/verdict";
import { make } from "../views/page";
import { fragment } from "./html";
import { sign } from "./signs";
import { HEADLINES } from "./words";

export interface VerdictView {
  /** Says how good an answer is. @param note What the page itself has to add. */
  judge(verdict: Verdict, note: string): void;
  /** Shows the right answer, where it can be said, and why it is right. */
  solve(verdict: Verdict, solution: Node | undefined): void;
  /** Says that there is no verdict, and why. */
  trouble(sentence: string): void;
  clear(): void;
  /** What is shown, for those who listen. */
  readonly text: string;
  readonly place: HTMLElement;
}

export function verdictView(section: HTMLElement, form: HTMLFormElement): VerdictView {
  const place = make("div", "verdict");
  place.id = `${section.id}-verdict`;
  place.hidden = true;
  form.after(place);

  function show(state: string, ...children: readonly Node[]): void {
    section.dataset.state = state;
    place.replaceChildren(...children);
    place.hidden = false;
  }

  return {
    place,
    judge({ verdict, feedback, explain }, note) {
      const line = make("p", "headline");
      line.append(sign(verdict), make("strong", "", HEADLINES[verdict]));
      const said = make("div", "feedback");
      for (const html of feedback) {
        const each = make("div");
        each.append(fragment(html));
        said.append(each);
      }
      if (note) said.append(make("p", "note", note));
      show(verdict, line, said, ...explained(explain));
    },
    solve({ explain }, solution) {
      const title = make("h4", "", "The answer");
      title.tabIndex = -1;
      const answer = make("div", "solution");
      if (solution) answer.append(solution);
      show("revealed", ...(solution ? [title, answer] : []), ...explained(explain));
      // What was pressed is gone; reading goes on here.
      place.querySelector("h4")?.focus();
    },
    trouble(sentence) {
      show("waiting", make("p", "trouble", sentence));
    },
    clear() {
      delete section.dataset.state;
      place.hidden = true;
      place.replaceChildren();
    },
    get text() {
      return place.innerText.replace(/\s+/g, " ").trim();
    },
  };
}

function explained(explain: string | null): readonly Node[] {
  if (explain === null) return [];
  const title = make("h4", "", "Why");
  title.tabIndex = -1;
  const why = make("div", "explanation");
  why.append(title, fragment(explain));
  return [why];
}
