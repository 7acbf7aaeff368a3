/** A wrong answer, shown: what it overlooks happens in the question's figure, and a button takes that back. */

import { make, say } from "../views/page";
import type { AboutFigure } from "./about-figure";
import { SEE_IT_IN_THE_LAB, SHOWN_IN_FIGURE, TAKEN_BACK } from "./words";

/** What says that a counter-example is shown; for a question about no figure, a link to the lab. */
export async function counterexample(figure: AboutFigure, query: string, base: string): Promise<HTMLElement> {
  const line = make("p", "counterexample");
  if (!figure.id) {
    line.append(linkTo(`${base}/lab${query}`, SEE_IT_IN_THE_LAB));
    return line;
  }
  const words = make("span");
  const button = make("button");
  button.type = "button";

  async function show(on: boolean): Promise<void> {
    await (on ? figure.show(query) : figure.putBack());
    words.replaceChildren("The ", linkTo(`#${figure.id}`, "figure"), on ? SHOWN_IN_FIGURE : TAKEN_BACK);
    say(button, on ? "Put it back" : "Show it again");
    button.onclick = () => void show(!on);
  }
  await show(true);
  line.append(words, " ", button);
  return line;
}

function linkTo(href: string, text: string): HTMLAnchorElement {
  const link = make("a", "", text);
  link.href = href;
  return link;
}
