/** What is said about mathematics of one's own. */

import type { Landscape } from "../engine/catalogue";
import { counted, listed, readable } from "../views/numbers";
import type { Refusal } from "./compile";

export const OWN_LANDSCAPE = "Own landscape";
export const OWN_RULE = "Own rule";
export const OWN_SUMMARY = "The rule that was typed below.";
export const UNREACHABLE = "The server that derives gradients could not be reached; what you typed is kept.";
export const FILES_ALONE =
  "This copy of the lab is files alone, and nothing in it derives gradients; what you typed is kept.";
export const BROKEN_ANSWER = "The server gave an answer that cannot be read; what you typed is kept.";
export const NOT_KEPT =
  "This browser keeps nothing for this page: what you type is gone on reload. The link still holds it.";
export const UNREADABLE = "What was kept of your own mathematics could not be read, and was left out.";
export const DOMAIN_UNREAD =
  "domain: it takes four numbers, lowest and highest x, then lowest and highest y; −5,5,−5,5 was taken.";
export const EMPTY_DOMAIN = "Each side takes two numbers, the smaller one first.";

/** Said under a landscape's title, where the declared ones say what they teach. */
export function foundWords(landscape: Landscape, condition: number): string {
  const { minimizers, saddles } = landscape;
  const points = [several(minimizers.length, "minimizer"), several(saddles.length, "saddle")];
  const found = `Found in view: ${listed(points)}.`;
  if (Number.isNaN(condition)) return found;
  const number = condition === Number.POSITIVE_INFINITY ? "infinite (flat in a direction)" : readable(condition);
  return `${found} Condition number at the best minimizer: ${number}.`;
}

export function refusalWords({ sentence, line, column }: Refusal): string {
  if (line === undefined || column === undefined) return sentence;
  return `Line ${line}, column ${column}: ${sentence}`;
}

/** The line in question, with a mark under the column. */
export function placeMarked(text: string, { line, column }: Refusal): string {
  if (line === undefined || column === undefined) return "";
  const written = text.split("\n")[line - 1] ?? "";
  return `${written}\n${written
    .slice(0, column - 1)
    .replace(/[^\t]/g, " ")
    .padEnd(column - 1)}▲`;
}

/** From so many on there may be more than were searched for. */
const CROWD = 100;

function several(count: number, thing: string): string {
  const least = count >= CROWD ? "at least " : "";
  return count === 0 ? `no ${thing}` : `${least}${counted(count)} ${thing}${count === 1 ? "" : "s"}`;
}
