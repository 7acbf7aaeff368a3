/**
 * The learner: what has been read, answered and marked, and how it comes back.
 *
 * Everything that is done here becomes part of one state; what that state is, and why it can be merged, stands in `state.ts`. Where
 * the browser keeps nothing, everything goes on in memory, and what could not be kept is tried again with the next thing done.
 */

import {
  bookmarked,
  type Change,
  noted,
  type Place,
  placed,
  restarted,
  restored,
  seen,
  spent,
  type Tried,
  tried,
  unbookmarked,
} from "./changes";
import { momentAfter, newDevice } from "./clock";
import { type Course, courseOnPage, moduleNamed } from "./course";
import { onThisDevice } from "./database";
import { fitting, Misfit, read, readFile, TooNew, Unreadable, write } from "./form";
import { LIMITS } from "./limits";
import { merge } from "./merge";
import { type Bookmark, EMPTY, entry, moduleOf, type Quiz, type State } from "./state";
import type { StateStorage } from "./storage";
import { type Summary, summaryOf } from "./summary";
import { BLOCKED, FULL, notRestored, TOO_MANY_BOOKMARKS, tooMuch, UNREADABLE, WRITTEN_LATER } from "./words";

export type { Bookmark, Place, Quiz, State, Summary, Tried };

export interface Learner {
  /** Everything that is known; a new object after each change. */
  readonly state: State;
  /** The course that the page knows. */
  readonly course: Course;
  /** Why what happens here is not kept, or could not be found again; nothing while all is well. */
  readonly trouble: string | undefined;
  /** Whether everything that is known is kept on this device; undefined where there is nothing to keep yet. */
  readonly isKept: boolean | undefined;
  /** Hears of every change of the above, by this tab or another; call what it returns to hear no more. */
  onChange(listener: () => void): () => void;

  // Each resolves once it is done, and kept where that is possible; none of them rejects.
  /** The end of a section was seen. */
  seen(module: string, section: string): Promise<void>;
  /** A question was answered and graded; what was invalid, and a wrong answer that came before, do not count. */
  tried(module: string, question: string, attempt: Tried): Promise<void>;
  /** Reading has come to this place. */
  resumeAt(module: string, place: Place): Promise<void>;
  /** So many seconds were spent with a block, named "module/block". */
  spent(block: string, seconds: number): Promise<void>;
  bookmark(target: string, bookmark: Bookmark): Promise<void>;
  unbookmark(target: string): Promise<void>;
  note(target: string, text: string): Promise<void>;
  /** Begins a module anew; what it resolves with takes that back. */
  restart(module: string): Promise<() => Promise<void>>;

  /** How far a module is done; nothing for a module that the course does not have. */
  summary(module: string): Summary | undefined;
  /** First, best and last answer to a question, under whichever id it was answered. */
  result(module: string, question: string): Quiz | undefined;

  /** Everything as a file. */
  save(): Blob;
  /** Merges a file in; resolves with the sentence that says why not, if it cannot be taken. */
  restore(file: Blob): Promise<string | undefined>;
  /** Forgets everything, here and on every open page. */
  clear(): Promise<void>;
  /** What was found in the place of the state and could not be read. */
  setAside(): Promise<readonly string[]>;
  forgetSetAside(): Promise<void>;
}

export async function openLearner(
  course: Course = courseOnPage(),
  storage: StateStorage = onThisDevice(),
): Promise<Learner> {
  const listeners = new Set<() => void>();
  /** What this page is known by where nothing is kept. */
  const nobody = newDevice();
  let state = EMPTY;
  let unsaved = EMPTY;
  let trouble: string | undefined;
  let isPersisted = false;
  let turn: Promise<unknown> = Promise.resolve();

  function tell(): void {
    for (const listener of listeners) listener();
  }

  /** One thing after another, so that nothing overtakes what it builds on. */
  function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const done = turn.then(act);
    turn = done.catch(() => {});
    return done;
  }

  async function load(): Promise<void> {
    try {
      state = merge(await storage.read(), unsaved);
    } catch (error) {
      trouble = troubleOf(error);
      // What cannot be read is set aside at once, so that it is there to be handed out.
      if (trouble === UNREADABLE) await storage.update(() => undefined).catch(() => {});
    }
  }

  function perform(change: Change): Promise<void> {
    return inTurn(async () => {
      try {
        state = await storage.update((kept, device) => {
          const known = merge(kept, unsaved);
          const part = partOf(change, known, device);
          if (part) return merge(known, part);
          return unsaved === EMPTY ? undefined : known;
        });
        unsaved = EMPTY;
        if (trouble !== UNREADABLE) trouble = undefined;
      } catch (error) {
        if (error instanceof Misfit) throw error;
        trouble = troubleOf(error);
        const part = partOf(change, state, nobody) ?? EMPTY;
        unsaved = merge(unsaved, part);
        state = merge(state, part);
      }
      tell();
    });
  }

  /** Does something that is worth asking the browser to keep it. */
  async function achieve(change: Change): Promise<void> {
    await perform(change);
    if (isPersisted || state === EMPTY || unsaved !== EMPTY) return;
    isPersisted = true;
    await storage.persist().catch(() => {});
  }

  function summary(module: string): Summary | undefined {
    const known = moduleNamed(course, module);
    return known && summaryOf(state, known);
  }

  storage.onOthers((done) => {
    void inTurn(async () => {
      if (done === "cleared") {
        state = EMPTY;
        unsaved = EMPTY;
      } else await load();
      tell();
    });
  });
  await load();

  return {
    get state() {
      return state;
    },
    course,
    get trouble() {
      return trouble;
    },
    get isKept() {
      if (unsaved !== EMPTY) return false;
      return isEmpty(state) ? undefined : true;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    seen: (module, section) => achieve(seen(module, section)),
    tried: (module, question, attempt) => achieve(tried(module, question, attempt)),
    resumeAt: (module, place) => perform(placed(module, place)),
    spent: (block, seconds) => perform(spent(block, seconds)),
    async bookmark(target, bookmark) {
      const isFull = Object.keys(state.bookmarks).length >= LIMITS.bookmarks && !entry(state.bookmarks, target);
      if (!isFull) return achieve(bookmarked(target, bookmark));
      trouble = TOO_MANY_BOOKMARKS;
      tell();
    },
    unbookmark: (target) => perform(unbookmarked(target)),
    note: (target, text) => perform(noted(target, text)),
    async restart(module) {
      const before = moduleOf(state, module);
      await perform(restarted(module));
      return () => perform(restored(module, before));
    },
    summary,
    result(module, question) {
      return entry(summary(module)?.quizzes ?? moduleOf(state, module).quizzes, question);
    },
    save: () => new Blob([write(state)], { type: "application/json" }),
    async restore(file) {
      let part: State;
      try {
        part = await readFile(file);
      } catch (error) {
        if (error instanceof Unreadable) return notRestored(error.message);
        throw error;
      }
      try {
        read(write(merge(state, part)));
      } catch (error) {
        return tooMuch(String(error instanceof Error ? error.message : error));
      }
      await achieve(() => part);
      return undefined;
    },
    async clear() {
      await inTurn(async () => {
        await storage.clear().catch((error: unknown) => {
          trouble = troubleOf(error);
        });
        state = EMPTY;
        unsaved = EMPTY;
        tell();
      });
    },
    setAside: () => storage.setAside().catch(() => []),
    forgetSetAside: () => storage.forgetSetAside().catch(() => {}),
  };
}

function partOf(change: Change, state: State, device: string): State | undefined {
  const part = change(state, momentAfter(state, Date.now(), device));
  return part && fitting(part);
}

function isEmpty({ modules, bookmarks, spent }: State): boolean {
  return [modules, bookmarks, spent].every((table) => Object.keys(table).length === 0);
}

/** What is said of a failure to keep, or to find, what was kept. */
function troubleOf(error: unknown): string {
  if (error instanceof TooNew) return WRITTEN_LATER;
  if (error instanceof Unreadable) return UNREADABLE;
  return error instanceof DOMException && error.name === "QuotaExceededError" ? FULL : BLOCKED;
}
