/** The list of findings: what went wrong in each run, and a button for the one thing to try. */

import type { Finding } from "../engine/diagnosis";
import type { Change } from "../engine/suggestion";
import { make, say } from "./page";
import type { Sheet } from "./sheet";
import { swatch } from "./swatch";

export interface FindingsList {
  /** Marks the list as that of an experiment that has changed since. */
  wait(): void;
  /** Says nothing, as nobody may see yet where the runs go, or whatever is found. */
  veil(isVeiled: boolean): void;
  show(findings: readonly Finding[]): void;
}

/** @param applied Is told the finding whose advice is to be followed. */
export function findingsList(sheet: Sheet, applied: (finding: Finding) => void): FindingsList {
  const section = sheet.part(".findings", HTMLElement);
  const list = sheet.part(".findings-list", HTMLUListElement);
  const empty = sheet.part(".findings-none", HTMLElement);
  const count = sheet.find(".findings-count", HTMLAnchorElement);
  let shown = "";

  return {
    wait() {
      section.setAttribute("aria-busy", "true");
    },
    veil(isVeiled) {
      section.classList.toggle("is-veiled", isVeiled);
    },
    show(findings) {
      section.setAttribute("aria-busy", "false");
      const told = findings.map(({ run, sentence, advice }) => `${run.optimizer.key} ${sentence} ${advice}`).join("\n");
      empty.hidden = findings.length > 0;
      if (count) showCount(count, findings.length);
      if (told === shown && list.childElementCount === findings.length) return;
      shown = told;
      const focused = list.contains(document.activeElement);
      list.replaceChildren(...findings.map((finding) => itemFor(finding, isFirst(finding, findings), applied)));
      // Whoever followed an advice by the keyboard goes on from here, and not from the top of the page.
      if (focused) sheet.part("#findings-title", HTMLElement).focus();
    },
  };
}

/** The link from the results to the findings. */
function showCount(link: HTMLAnchorElement, findings: number): void {
  link.hidden = findings === 0;
  say(link, findings === 1 ? "1 finding" : `${findings} findings`);
}

/** Whether no finding of the same run before this one gives the same advice: two buttons that do the same are one too many. */
function isFirst(finding: Finding, findings: readonly Finding[]): boolean {
  const { run, advice } = finding;
  return findings.find((each) => each.run === run && each.advice === advice) === finding;
}

function itemFor(finding: Finding, isAdviser: boolean, applied: (finding: Finding) => void): HTMLLIElement {
  const { kind, run, sentence, advice } = finding;
  const item = make("li");
  item.dataset.kind = kind.key;
  item.dataset.optimizer = run.optimizer.key;
  const head = make("h3", "finding-head");
  head.append(swatch(run.optimizer), `${run.optimizer.title}: ${lowered(kind.title)}`);
  item.append(head, make("p", "", withTrueMinus(sentence)));
  if (advice && isAdviser) item.append(adviceButton(finding, applied));
  return item;
}

/** Two runs may be given the same advice; whoever only hears the buttons has to know whose it is. */
function adviceButton(finding: Finding, applied: (finding: Finding) => void): HTMLButtonElement {
  const { kind, run, advice } = finding;
  const button = make("button", "", withTrueMinus(advice.replace(/\.$/, "")));
  button.type = "button";
  button.append(make("span", "unseen", ` for ${run.optimizer.title}: ${lowered(kind.title)}`));
  if (finding.change) button.value = changeInNumbers(finding.change);
  button.addEventListener("click", () => applied(finding));
  return button;
}

function changeInNumbers({ lr, steps, start, optimizer }: Change): string {
  return [lr, steps, start?.x, start?.y, optimizer?.key].filter((each) => each !== undefined).join(",");
}

function withTrueMinus(text: string): string {
  return text.replace(/-(?=[\d.])/g, "−");
}

function lowered(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}
