/**
 * What a learner does, as the part of a state that it adds: merging it in is doing it, and doing it twice is doing it once.
 *
 * A change is given the state as it is kept at that moment, by whichever tab; it returns nothing where there is nothing to add.
 */

import { type Clock, stampOf } from "./clock";
import { LIMITS } from "./limits";
import { joinedModule } from "./merge";
import {
  type Attempt,
  type Bookmark,
  EMPTY,
  entry,
  type Module,
  moduleOf,
  type Position,
  type Quiz,
  type State,
  total,
} from "./state";

export type Change = (state: State, moment: Clock) => State | undefined;

/** A graded answer; what was invalid is not one. */
export interface Tried {
  readonly verdict: "correct" | "partial" | "incorrect" | "invalid";
  /** In parts per million. */
  readonly score: number;
  readonly variant: number;
  /** The answer that was sent, so that the same wrong one does not count twice and can be graded again. */
  readonly answer?: unknown;
}

export type Place = Omit<Position, "at">;

export function seen(module: string, section: string): Change {
  return (state, { ms }) => {
    if (entry(moduleOf(state, module).seen, section) !== undefined) return undefined;
    return inModule(state, module, { seen: { [section]: ms } });
  };
}

export function tried(module: string, question: string, { verdict, score, variant, answer }: Tried): Change {
  return (state, moment) => {
    if (verdict === "invalid") return undefined;
    const before = entry(moduleOf(state, module).quizzes, question);
    const attempt = { score, at: stampOf(moment), variant, answer: textOf(answer) };
    if (before && isRepeated(attempt, before)) return undefined;
    const tries = (before && entry(before.tries, moment.device)) ?? 0;
    const quiz: Quiz = { first: attempt, best: attempt, last: attempt, tries: { [moment.device]: tries + 1 } };
    return inModule(state, module, { quizzes: { [question]: quiz } });
  };
}

/** A wrong answer is the same one whenever it comes back; a right one is news after another. */
function isRepeated(attempt: Attempt, { first, best, last }: Quiz): boolean {
  const known = attempt.score === LIMITS.fullScore ? [last] : [first, best, last];
  return attempt.answer !== "" && known.some((each) => isSameAnswer(each, attempt));
}

function isSameAnswer(one: Attempt, other: Attempt): boolean {
  return one.variant === other.variant && one.answer === other.answer;
}

function textOf(answer: unknown): string {
  const text = whole(JSON.stringify(answer) ?? "");
  return [...text].length > LIMITS.answer ? "" : text;
}

/** As much of a text as is kept. */
function cut(text: string, longest: number): string {
  return [...whole(text)].slice(0, longest).join("");
}

/** A text of whole characters: a half of one can be typed and pasted, but not written to a file. */
function whole(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

export function placed(module: string, place: Place): Change {
  return (state, moment) => inModule(state, module, { position: { at: stampOf(moment), ...place } });
}

/** Begins a module anew: nothing in it is read or answered. Time and bookmarks stay. */
export function restarted(module: string): Change {
  return (state) => inModule(state, module, { epoch: moduleOf(state, module).epoch + 1 });
}

/** Takes a restart back: what was there before it, with what has been done since. */
export function restored(module: string, before: Module): Change {
  return (state) => {
    const now = moduleOf(state, module);
    const epoch = now.epoch + 1;
    return inModule(state, module, joinedModule({ ...before, epoch }, { ...now, epoch }));
  };
}

export function bookmarked(target: string, { title, note, link }: Bookmark): Change {
  const kept = { title: cut(title, LIMITS.title), note: cut(note, LIMITS.note), link: cut(link, LIMITS.link) };
  return (_state, moment) => marked(target, kept, moment);
}

export function unbookmarked(target: string): Change {
  return (state, moment) => (bookmarkAt(state, target) ? marked(target, null, moment) : undefined);
}

export function noted(target: string, note: string): Change {
  return (state, moment) => {
    const bookmark = bookmarkAt(state, target);
    const text = cut(note, LIMITS.note);
    return bookmark && bookmark.note !== text ? marked(target, { ...bookmark, note: text }, moment) : undefined;
  };
}

export function spent(block: string, seconds: number): Change {
  return (state, { device }) => {
    const before = entry(entry(state.spent, block) ?? {}, device) ?? 0;
    const whole = Math.round(seconds);
    return whole > 0 ? { ...EMPTY, spent: { [block]: { [device]: before + whole } } } : undefined;
  };
}

export function bookmarkAt(state: State, target: string): Bookmark | null {
  return entry(state.bookmarks, target)?.kept ?? null;
}

export function triesOf(quiz: Quiz): number {
  return total(quiz.tries);
}

function inModule(state: State, module: string, part: Partial<Module>): State {
  const { epoch } = moduleOf(state, module);
  return { ...EMPTY, modules: { [module]: { epoch, seen: {}, quizzes: {}, position: null, ...part } } };
}

function marked(target: string, kept: Bookmark | null, moment: Clock): State {
  return { ...EMPTY, bookmarks: { [target]: { at: stampOf(moment), kept } } };
}
