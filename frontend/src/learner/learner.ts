/**
 * The learner: what has been read, answered and marked, and how it comes back.
 *
 * Everything that is done here becomes part of one state; what that state is, and why it can be merged, stands in `state.ts`.
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
import { momentAfter } from "./clock";
import { type Course, courseOnPage, moduleNamed } from "./course";
import { merge } from "./merge";
import { type Bookmark, EMPTY, entry, type Module, moduleOf, type Quiz, type State } from "./state";
import { inMemory, type StateStorage } from "./storage";
import { type Summary, summaryOf } from "./summary";

export type { Bookmark, Place, Quiz, State, Summary, Tried };

export interface Learner {
  /** Everything that is known; a new object after each change. */
  readonly state: State;
  /** The course that the page knows. */
  readonly course: Course;
  /** Why what happens here is not kept, or could not be found again; nothing while all is well. */
  readonly trouble: string | undefined;
  /** Whether anything is kept on this device. */
  readonly isKept: boolean;
  /** Hears of every change of the above, by this tab or another; call what it returns to hear no more. */
  onChange(listener: () => void): () => void;

  // Each resolves once it is done, and kept where that is possible; none of them ever rejects.
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
  /** Begins a module anew; what it returns takes that back. */
  restart(module: string): Promise<() => Promise<void>>;

  /** How far a module is done; nothing for a module that the course does not have. */
  summary(module: string): Summary | undefined;
  /** First, best and last answer to a question, under whichever id it was answered. */
  result(module: string, question: string): Quiz | undefined;

  /** Everything as a file. */
  save(): Blob;
  /** Merges a file in; resolves with the sentence that says why not, if it cannot be taken. */
  restore(file: Blob): Promise<string | undefined>;
  /** Forgets everything. */
  clear(): Promise<void>;
}

export async function openLearner(
  course: Course = courseOnPage(),
  storage: StateStorage = inMemory(),
): Promise<Learner> {
  const listeners = new Set<() => void>();
  let state = await storage.read();

  function adopt(changed: State): void {
    state = changed;
    for (const listener of listeners) listener();
  }

  async function perform(change: Change): Promise<void> {
    adopt(
      await storage.update((kept, device) => {
        const part = change(kept, momentAfter(kept, Date.now(), device));
        return part && merge(kept, part);
      }),
    );
  }

  function summary(module: string): Summary | undefined {
    const known = moduleNamed(course, module);
    return known && summaryOf(state, known);
  }

  return {
    get state() {
      return state;
    },
    course,
    trouble: undefined,
    isKept: false,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    seen: (module, section) => perform(seen(module, section)),
    tried: (module, question, attempt) => perform(tried(module, question, attempt)),
    resumeAt: (module, place) => perform(placed(module, place)),
    spent: (block, seconds) => perform(spent(block, seconds)),
    bookmark: (target, bookmark) => perform(bookmarked(target, bookmark)),
    unbookmark: (target) => perform(unbookmarked(target)),
    note: (target, text) => perform(noted(target, text)),
    async restart(module) {
      const before: Module = moduleOf(state, module);
      await perform(restarted(module));
      return () => perform(restored(module, before));
    },
    summary,
    result(module, question) {
      return entry(summary(module)?.quizzes ?? moduleOf(state, module).quizzes, question);
    },
    save: () => new Blob([JSON.stringify(state)], { type: "application/json" }),
    restore: async () => "Nothing is restored yet.",
    async clear() {
      await storage.clear();
      adopt(EMPTY);
    },
  };
}
