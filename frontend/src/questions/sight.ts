/** Something to be seen in the question's figure, and a button that takes it back. */

import { make, say } from "../views/page";
import type { AboutFigure } from "./about-figure";
import { REVEALED, TAKEN_BACK } from "./words";

/** What a link is there to show: after "The figure", and on the way to the lab where there is no figure. */
export interface Sight {
  readonly inFigure: string;
  readonly inLab: string;
}

/** Shows a link in the figure, and returns what says so; for a question about no figure, the way to the lab. */
export async function shownIn(figure: AboutFigure, query: string, sight: Sight, base: string): Promise<HTMLElement> {
  const line = make("p", "sight");
  if (!figure.id) {
    line.append(linkTo(`${base}/lab${query}`, sight.inLab));
    return line;
  }
  const words = make("span");
  const button = make("button");
  button.type = "button";

  async function show(on: boolean): Promise<void> {
    await (on ? figure.show(query) : figure.putBack());
    words.replaceChildren("The ", linkTo(`#${figure.id}`, "figure"), on ? sight.inFigure : TAKEN_BACK);
    say(button, on ? "Put it back" : "Show it again");
    button.onclick = () => void show(!on);
  }
  await show(true);
  line.append(words, " ", button);
  return line;
}

/** The way to the figure, once it shows what was predicted. */
export function revealedIn(figure: AboutFigure): HTMLElement {
  const line = make("p", "sight");
  line.append("The ", linkTo(`#${figure.id}`, "figure"), REVEALED);
  return line;
}

function linkTo(href: string, text: string): HTMLAnchorElement {
  const link = make("a", "", text);
  link.href = href;
  return link;
}
