/** What is said about answers. */

import type { Verdict } from "../grading/verdict";
import { FULL } from "../grading/verdict";

export const HEADLINES: Readonly<Record<Verdict["verdict"], string>> = {
  correct: "Right",
  partial: "Partly right",
  incorrect: "Not yet",
  invalid: "Not counted",
};

export const TRIED_BEFORE = "You have given this answer before; it counts once.";
export const UNREACHABLE =
  "The server cannot be reached. Your answer stays here and is checked as soon as you are online again; “Check” tries at once.";
export const NO_VARIANT = "Another variant could not be fetched; this one stays.";
/** After "The figure". */
export const SHOWN_IN_FIGURE = " now shows what this answer overlooks.";
export const TAKEN_BACK = " is as it was.";
export const SEE_IT_IN_THE_LAB = "See in the lab what this answer overlooks";
export const FULL_PATH = "A path has 12 points at most; remove one to add another.";
export const NO_POINT = "A point takes two numbers, such as −1.5 and 0.25.";

/** How well a question was answered so far: "Best: right · 2 tries". */
export function standingInWords(best: number, last: number, tries: number): string {
  const now = last === best ? "" : ` · last: ${scoreInWords(last)}`;
  return `Best: ${scoreInWords(best)}${now} · ${tries === 1 ? "1 try" : `${tries} tries`}`;
}

function scoreInWords(score: number): string {
  if (score >= FULL) return "right";
  return score > 0 ? `${Math.round((100 * score) / FULL)} % right` : "not yet right";
}

export const REACHED = "Done";
export const TASK_DONE = "The task is done.";
