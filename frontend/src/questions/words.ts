/** What is said about answers. */

import type { Verdict } from "../grading/verdict";
import { FULL } from "../grading/verdict";
import type { Summary } from "../learner/learner";
import type { Sight } from "./sight";

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
export const OVERLOOKED: Sight = {
  inFigure: " now shows what this answer overlooks.",
  inLab: "See in the lab what this answer overlooks",
};
export const SOLVED: Sight = { inFigure: " now shows one way.", inLab: "See one way in the lab" };
/** After "The figure". */
export const TAKEN_BACK = " is as it was.";
export const REVEALED = " now shows what happens.";
export const FULL_PATH = "A path has 12 points at most; remove one to add another.";
export const NO_POINT = "A point takes two numbers, such as −1.5 and 0.25.";

/** How well a question was answered so far: "Best: right · 2 tries". */
export function standingInWords(best: number, last: number, tries: number): string {
  const now = last === best ? "" : ` · last: ${scoreInWords(last)}`;
  return `Best: ${scoreInWords(best)}${now} · ${tries === 1 ? "1 try" : `${tries} tries`}`;
}

/** How a whole module stands: "Quiz: 6 of 10 right, 2 not yet tried; score 70 %." */
export function scoreOfModule({ questions: { total, tried, right }, score }: Summary): string {
  const open = tried < total ? `, ${total - tried} not yet tried` : "";
  return `Quiz: ${right} of ${total} right${open}; score ${Math.floor((100 * score) / FULL)} %.`;
}

function scoreInWords(score: number): string {
  if (score >= FULL) return "right";
  return score > 0 ? `${Math.round((100 * score) / FULL)} % right` : "not yet right";
}

export const REACHED = "Done";
export const TASK_DONE = "The task is done.";
