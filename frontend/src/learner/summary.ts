/** What follows from a state and the course: how far somebody is in a module. */

import { type CourseModule, nameNow, type Section } from "./course";
import { LIMITS } from "./limits";
import { joinedQuiz } from "./merge";
import { type Module, moduleOf, type Position, type Quiz, type State, type Table, total } from "./state";

export interface SectionSummary {
  readonly section: Section;
  /** Whether its end has been seen. */
  readonly isSeen: boolean;
  /** Whether, besides, each of its questions has been tried. */
  readonly isComplete: boolean;
  readonly tried: number;
}

export interface Summary {
  readonly sections: readonly SectionSummary[];
  readonly complete: number;
  readonly questions: { readonly total: number; readonly tried: number; readonly right: number };
  /** Mean of the best scores over all questions, in parts per million. */
  readonly score: number;
  readonly minutesLeft: number;
  readonly seconds: number;
  /** The section that lies farthest into the module of those whose end was seen. */
  readonly furthest: Section | undefined;
  readonly position: Position | null;
  /** Results by the ids that questions have now. */
  readonly quizzes: Table<Quiz>;
  /** What was done in parts that the course no longer has: ids of sections and questions. */
  readonly gone: readonly string[];
}

export function summaryOf(state: State, module: CourseModule): Summary {
  const kept = moduleOf(state, module.id);
  const seen = new Set(Object.keys(kept.seen).map((id) => nameNow(module, id)));
  const quizzes = renamed(kept, module);
  const sections = module.sections.map((section) => summaryOfSection(section, seen, quizzes));
  const asked = module.sections.flatMap(({ questions }) => questions);
  const results = asked.flatMap((id) => quizzes.get(id) ?? []);
  const known = new Set([...module.sections.map(({ id }) => id), ...asked]);
  return {
    sections,
    complete: sections.filter(({ isComplete }) => isComplete).length,
    questions: {
      total: asked.length,
      tried: results.length,
      right: results.filter(({ best }) => best.score === LIMITS.fullScore).length,
    },
    score: asked.length > 0 ? Math.round(sumOf(results.map(({ best }) => best.score)) / asked.length) : 0,
    minutesLeft: sumOf(sections.filter(({ isComplete }) => !isComplete).map(({ section }) => section.minutes)),
    seconds: secondsIn(state, module.id),
    furthest: sections.findLast(({ isSeen }) => isSeen)?.section,
    position: kept.position,
    quizzes: Object.fromEntries(quizzes),
    gone: [...seen, ...quizzes.keys()].filter((id) => !known.has(id)),
  };
}

/** Seconds spent in a module and in every block of it. */
export function secondsIn(state: State, module: string): number {
  const inside = Object.entries(state.spent).filter(([block]) => block === module || block.startsWith(`${module}/`));
  return sumOf(inside.map(([, counts]) => total(counts)));
}

function summaryOfSection(section: Section, seen: Set<string>, quizzes: Map<string, Quiz>): SectionSummary {
  const isSeen = seen.has(section.id);
  const tried = section.questions.filter((id) => quizzes.has(id)).length;
  return { section, isSeen, isComplete: isSeen && tried === section.questions.length, tried };
}

/** The results under the ids of today; what was kept under an old and a new one belongs together. */
function renamed({ quizzes }: Module, module: CourseModule): Map<string, Quiz> {
  const results = new Map<string, Quiz>();
  for (const [id, quiz] of Object.entries(quizzes)) {
    const name = nameNow(module, id);
    const other = results.get(name);
    results.set(name, other ? joinedQuiz(other, quiz) : quiz);
  }
  return results;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** The module that was read last, on whichever device, and where. */
export function lastRead(state: State): { readonly module: string; readonly position: Position } | undefined {
  return Object.entries(state.modules)
    .flatMap(([module, { position }]) => (position ? [{ module, position }] : []))
    .sort((a, b) => (a.position.at < b.position.at ? 1 : -1))[0];
}
