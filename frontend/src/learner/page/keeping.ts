/** What somebody can do with everything that is kept: take it along, bring it back, be rid of it. */

import { make } from "../../views/page";
import type { Learner } from "../learner";
import {
  CLEAR,
  CLEARED,
  clearWords,
  DROP_ASIDE,
  RESTORE,
  RESTORED,
  SAVE_AS_FILE,
  SAVE_ASIDE,
  SOMETHING_ASIDE,
} from "../words";
import { confirmed } from "./confirm";
import { download } from "./download";

/** @param reply Says at once what somebody has just done. */
export function keeping(learner: Learner, place: HTMLElement, reply: (sentence: string) => void): void {
  const save = button(SAVE_AS_FILE, () => download(learner.save()));
  const restore = make("label", "file-field", RESTORE);
  const file = make("input");
  file.type = "file";
  file.accept = "application/json,.json";
  restore.append(file);
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    const refusal = await learner.restore(chosen);
    // So that the same file can be chosen again.
    file.value = "";
    reply(refusal ?? RESTORED);
  });
  const clear = button(CLEAR, async () => {
    if (!(await confirmed(clearWords(() => download(learner.save()))))) return;
    await learner.clear();
    reply(CLEARED);
  });
  const row = make("div", "keeping");
  row.append(save, restore, clear);
  place.append(row);
  void offerSetAside(learner, place);
}

/** What could not be read is handed out as it is, and thrown away only when somebody says so. */
async function offerSetAside(learner: Learner, place: HTMLElement): Promise<void> {
  const texts = await learner.setAside();
  if (texts.length === 0) return;
  const offer = make("div", "set-aside");
  offer.append(
    make("p", "", SOMETHING_ASIDE),
    button(SAVE_ASIDE, () => download(new Blob([texts.join("\n")], { type: "text/plain" }), "thalweg-unreadable.txt")),
    button(DROP_ASIDE, async () => {
      await learner.forgetSetAside();
      offer.remove();
    }),
  );
  place.append(offer);
}

function button(name: string, act: () => void): HTMLButtonElement {
  const made = make("button", "", name);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
