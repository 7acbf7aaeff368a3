/** What is said about keeping what a learner does. */

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
export const MOVED_AWAY = "The place you were at is no longer in this lesson; this is the nearest that is left.";

/** How far a module is done, in one line. */
export function progressWords({ sections, complete, questions, minutesLeft }: Summary): string {
  const read = `${complete} of ${counted(sections.length, "section")}`;
  const tried = questions.total > 0 ? `, ${questions.tried} of ${counted(questions.total, "question")}` : "";
  return complete === sections.length ? `Complete: ${read}${tried}` : `${read}${tried}; ${minutesLeft} min left`;
}

/** What is added to a section's name in the contents, for those who do not see its mark. */
export function standingWords({ section, isSeen, isComplete, tried }: SectionSummary): string {
  if (isComplete) return ", complete";
  if (!isSeen && tried === 0) return "";
  const open = section.questions.length - tried;
  return `${isSeen ? ", read to its end" : ", begun"}${open > 0 ? `, ${counted(open, "question")} open` : ""}`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

// ------------------------------------------------------------------------------------------------------------ bookmarks

export const BOOKMARK = "Bookmark";
export const BOOKMARKED = "Bookmarked";
export const NOTE = "Note";
export const UNDO = "Undo";
export const REMOVED = "Bookmark removed.";
