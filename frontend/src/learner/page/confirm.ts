/** A question that is asked before something goes for good; Escape is a no. */

import { make } from "../../views/page";

export interface Confirmation {
  readonly question: string;
  readonly consequences: string;
  readonly yes: string;
  readonly no: string;
  /** What may be done first, without answering. */
  readonly first?: { readonly name: string; readonly act: () => void };
}

export function confirmed({ question, consequences, yes, no, first }: Confirmation): Promise<boolean> {
  const dialog = make("dialog", "confirm");
  const title = make("h2", "", question);
  const buttons = make("div", "confirm-buttons");
  title.id = "confirm-title";
  dialog.setAttribute("aria-labelledby", title.id);
  const asker = document.activeElement;

  const button = (name: string, act: () => void, className = "") => {
    const made = make("button", className, name);
    made.type = "button";
    made.addEventListener("click", act);
    buttons.append(made);
    return made;
  };
  const stay = button(no, () => dialog.close());
  if (first) button(first.name, first.act);
  button(yes, () => dialog.close(yes), "grave");
  dialog.append(title, make("p", "", consequences), buttons);
  document.body.append(dialog);

  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (asker instanceof HTMLElement) asker.focus();
      resolve(dialog.returnValue === yes);
    });
    dialog.showModal();
    stay.focus();
  });
}
