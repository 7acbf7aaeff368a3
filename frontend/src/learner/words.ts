/** What is said about keeping what a learner does. */

import { LIMITS } from "./limits";
import { type Module, type Quiz, total } from "./state";
import type { SectionSummary, Summary } from "./summary";

export const SAVED = "Saved on this device";
export const NOT_SAVED = "Not saved";
export const SAVE_AS_FILE = "Save as a file";
export const CLOSE_NOTE = "Close this note";

export const BLOCKED =
  "This browser does not let the page keep anything: what you do here is gone when you leave the page, unless you save it as a file.";
export const FULL =
  "There is no room left on this device: what you do from now on is gone when you leave the page, unless you save it as a file.";
export const WRITTEN_LATER =
  "What is kept on this device was written by a later version of this page. Reload it; until then, what you do here is not saved.";
export const UNREADABLE =
  "What was kept on this device could not be read. It was put aside, not thrown away; the progress page hands it out as a file.";
export const TOO_MANY_BOOKMARKS = "There are 5,000 bookmarks, and more are not kept. Clearing this device makes room.";

export function notRestored(reason: string): string {
  return `This is not a file of progress that was saved here, and nothing has changed. ${reason}`;
}

export function tooMuch(reason: string): string {
  return `With what is here already, the file would be more than is kept, and nothing has changed. ${reason}`;
}

/** A span of time as people say it. */
export function timeWords(seconds: number): string {
  if (seconds < 60) return "less than a minute";
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

// ------------------------------------------------------------------------------------------------------------- a lesson

export const CONTINUE = "Continue with";
export const FURTHEST = "Or go on from the farthest you have read:";
export const GONE = "The link you followed leads to a place that is no longer in this lesson; it begins here.";
export const MOVED_AWAY = "The place you were at is no longer in this lesson; this is the nearest that is left.";

/** How far a module is done, in one line. */
export function progressWords(summary: Summary): string {
  return [sectionsWords(summary), questionsWords(summary)].filter(Boolean).join(" · ");
}

export function sectionsWords({ sections, complete, minutesLeft }: Summary): string {
  const isComplete = complete === sections.length;
  return `${complete} of ${counted(sections.length, "section")}${isComplete ? ": complete" : ` · ${minutesLeft} min left`}`;
}

export function questionsWords({ questions }: Summary): string {
  return questions.total > 0 ? `${questions.tried} of ${counted(questions.total, "question")}` : "";
}

/** How far a section is done; empty where nothing was done in it. */
export function standingWords({ section, isSeen, isComplete, tried }: SectionSummary): string {
  if (isComplete) return "complete";
  if (!isSeen && tried === 0) return "";
  const open = section.questions.length - tried;
  return `${isSeen ? "read to its end" : "begun"}${open > 0 ? `, ${counted(open, "question")} open` : ""}`;
}

function counted(count: number, thing: string, things = `${thing}s`): string {
  return `${count} ${count === 1 ? thing : things}`;
}

// ------------------------------------------------------------------------------------------------------------ bookmarks

export const BOOKMARK = "Bookmark";
export const BOOKMARKED = "Bookmarked";
export const NOTE = "Note";
export const UNDO = "Undo";
export const REMOVED = "Bookmark removed.";
export const REMOVE = "Remove";
export const IN_THE_LAB = "This state in the lab";
export const FROM_EARLIER = "No longer in the course";

export function removedWords(title: string): string {
  return `“${title}” is removed.`;
}

// ------------------------------------------------------------------------------------------------------------- progress

export const IN_SECTIONS = "Sections and questions";
export const NOT_READ = "not read";
export const NO_QUESTIONS = "No question has been tried yet.";
export const RESULTS_HEAD = ["Question", "First", "Best", "Last", "Tries"];
export const RESTART = "Start again";

/** Time, mark and farthest point of a module, as far as there are any. */
export function factWords({ seconds, questions, score, furthest }: Summary): string {
  const facts = [
    seconds > 0 ? `Time: ${timeWords(seconds)}.` : "",
    questions.tried > 0 ? `Mark: ${percent(score)}, the mean of the best results of all questions.` : "",
    furthest ? `Farthest read: ${furthest.title}.` : "",
  ];
  return facts.filter(Boolean).join(" ");
}

export function goneWords(count: number): string {
  return count > 0
    ? `Besides, ${counted(count, "section or question", "sections or questions")} that the course no longer has.`
    : "";
}

export function resultWords({ first, best, last, tries }: Quiz): string[] {
  return [...[first, best, last].map(({ score }) => scoreWords(score)), String(total(tries))];
}

/** A question's id, read as words: the pages that list results do not hold the questions. */
export function nameOf(id: string): string {
  const words = id.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What is said of a module that the course no longer has. */
export function earlierWords({ seen, quizzes }: Module): string {
  const sections = counted(Object.keys(seen).length, "section");
  const questions = counted(Object.keys(quizzes).length, "question");
  return `The course no longer has this module; what you did in it is kept: ${sections} read, ${questions} tried.`;
}

export function restartWords(title: string) {
  return {
    question: `Start “${title}” again?`,
    consequences:
      "Its sections count as unread and its questions as not tried, here and wherever this is merged. Bookmarks, notes and time stay.",
    yes: "Start again",
    no: "Leave it as it is",
  };
}

export function restartedWords(title: string): string {
  return `“${title}” begins anew.`;
}

function scoreWords(score: number): string {
  return score === LIMITS.fullScore ? "right" : score === 0 ? "wrong" : percent(score);
}

function percent(score: number): string {
  return `${Math.round(score / 10_000)} %`;
}

// ------------------------------------------------------------------------------------------------------- keeping it all

export const RESTORE = "Restore from a file";
export const RESTORED = "The file is merged into what was here.";
export const CLEAR = "Clear this device";
export const CLEARED = "Everything is forgotten.";
export const SOMETHING_ASIDE =
  "Something was kept here that could not be read. It may still be of use to whoever can read it.";
export const SAVE_ASIDE = "Save what could not be read";
export const DROP_ASIDE = "Throw it away";

export function clearWords(save: () => void) {
  return {
    question: "Forget everything on this device?",
    consequences:
      "Progress, results, bookmarks and notes go, on every open page, and nothing brings them back but a file that was saved before.",
    yes: "Forget everything",
    no: "Keep it",
    first: { name: SAVE_AS_FILE, act: save },
  };
}
