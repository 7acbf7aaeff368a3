/**
 * Grading: an answer and the key of its question in, a verdict out. `thalweg.lessons.grading`, verdict for verdict, for pages that
 * have no server behind them.
 */

import { holds } from "./condition";
import type { Engine } from "./engine";
import { changedIn, isHeavy } from "./handled";
import type { Feedback, FigureKey, Key, NumericKey, OrderKey, PredictKey, TextKey, TickedKey } from "./key";
import { readNumber } from "./number";
import type { Place } from "./paths";
import { isEnd, isPath, predicted } from "./predictions";
import { FULL, type Solution, type Verdict } from "./verdict";
import { LONGEST, plainWords } from "./words";

/** Fewest and most points of a drawn path, the start included. */
const POINTS = [2, 12] as const;

/** Something that is no answer to its question; the message is plain text. */
class Invalid extends Error {}

/** @param reveal Whether the right answer and its explanation are asked for, whatever the answer is. */
export function grade(key: Key, answer: unknown, reveal: boolean, engine: Engine): Verdict {
  const verdict = judged(key, answer, engine);
  if (verdict.verdict !== "correct" && !reveal) return verdict;
  return { ...verdict, explain: key.explain, answer: rightAnswer(key, engine) };
}

function judged(key: Key, answer: unknown, engine: Engine): Verdict {
  try {
    return verdictOn(key, answer, engine);
  } catch (error) {
    if (error instanceof Invalid) return verdict("invalid", { feedback: [escaped(error.message)] });
    throw error;
  }
}

function verdictOn(key: Key, answer: unknown, engine: Engine): Verdict {
  switch (key.type) {
    case "single":
      return single(key, answer);
    case "multiple":
      return multiple(key, answer);
    case "numeric":
      return numeric(key, answer);
    case "order":
      return order(key, answer);
    case "text":
      return text(key, answer);
    case "predict":
      return predict(key, answer, engine);
    case "figure":
      return figure(key, answer, engine);
  }
}

function rightAnswer(key: Key, engine: Engine): Solution | null {
  switch (key.type) {
    case "single":
      return key.right[0] ?? null;
    case "multiple":
    case "order":
      return key.right;
    case "numeric":
    case "text":
      return key.shown;
    case "predict":
      return predicted(key, engine.shown(key.link));
    case "figure":
      return key.solution;
  }
}

function verdict(word: Verdict["verdict"], said: Partial<Verdict> = {}): Verdict {
  return { verdict: word, score: 0, feedback: [], explain: null, show: null, answer: null, ...said };
}

function correct(): Verdict {
  return verdict("correct", { score: FULL });
}

/** What is said to a wrong answer: its own feedback, or what is said to all others. */
function incorrect(own: Feedback | null | undefined, otherwise = ""): Verdict {
  if (own) return verdict("incorrect", { feedback: [own.why], show: own.show });
  return verdict("incorrect", { feedback: otherwise ? [otherwise] : [] });
}

// ------------------------------------------------------------------------------------------- choices, words, numbers

function single(key: TickedKey, answer: unknown): Verdict {
  if (answer === null) throw invalid(key, "blank");
  if (!isChoice(key, answer)) throw invalid(key, "unknown");
  return key.right.includes(answer) ? correct() : incorrect(key.choices[answer]);
}

function multiple(key: TickedKey, answer: unknown): Verdict {
  if (isNothing(answer)) throw invalid(key, "blank");
  if (!Array.isArray(answer) || !answer.every((each) => isChoice(key, each))) throw invalid(key, "unknown");
  const right = key.right.filter((each) => answer.includes(each)).length;
  const wrong = Object.keys(key.choices).filter((each) => answer.includes(each) && !key.right.includes(each));
  if (right === key.right.length && wrong.length === 0) return correct();
  const told = wrong.flatMap((each) => key.choices[each] ?? []);
  const score = Math.floor((Math.max(0, right - wrong.length) * FULL) / key.right.length);
  return verdict(score > 0 ? "partial" : "incorrect", {
    score,
    feedback: [...told.map(({ why }) => why), ...(right < key.right.length ? [key.says.missing ?? ""] : [])],
    show: told.find(({ show }) => show)?.show ?? null,
  });
}

function numeric(key: NumericKey, answer: unknown): Verdict {
  const value = numberIn(answer);
  if (Math.abs(value - key.answer) <= key.tolerance) return correct();
  const near = key.near.find((each) => Math.abs(value - each.value) <= each.tolerance);
  return incorrect(near, key.says.other);
}

function order(key: OrderKey, answer: unknown): Verdict {
  const isOrder = isTexts(answer) && answer.length === key.right.length && new Set(answer).size === answer.length;
  if (!isOrder || !answer.every((each) => key.right.includes(each))) throw invalid(key, "unknown");
  return answer.every((each, place) => each === key.right[place]) ? correct() : incorrect(undefined, key.why);
}

function text(key: TextKey, answer: unknown): Verdict {
  const given = typeof answer === "string" ? answer : "";
  if ([...given].length > LONGEST) throw invalid(key, "long");
  const said = plainWords(given);
  if (said === "") throw invalid(key, "blank");
  if (key.accept.includes(said)) return correct();
  return incorrect(
    key.near.find(({ accept }) => accept.includes(said)),
    key.says.other,
  );
}

// ------------------------------------------------------------------------------------------------------- predictions

function predict(key: PredictKey, answer: unknown, engine: Engine): Verdict {
  switch (key.kind) {
    case "end": {
      const point = pointIn(key, answer);
      return isEnd(key, engine.shown(key.link), point) ? correct() : incorrect(undefined, key.miss);
    }
    case "path": {
      const drawn = drawnIn(key, answer, engine);
      return isPath(key, engine.shown(key.link), drawn) ? correct() : incorrect(undefined, key.miss);
    }
    default:
      return chosen(key, answer, engine);
  }
}

function chosen(key: PredictKey, answer: unknown, engine: Engine): Verdict {
  if (answer === null) throw invalid(key, "choose");
  if (typeof answer !== "string" || !key.choices.includes(answer)) throw invalid(key, "unknown");
  if (answer === predicted(key, engine.shown(key.link))) return correct();
  return incorrect(undefined, key.why[answer] || key.miss || key.says.other);
}

function pointIn(key: Key, answer: unknown): Place {
  if (!Array.isArray(answer) || answer.length !== 2) throw invalid(key, "point");
  return [numberIn(answer[0]), numberIn(answer[1])];
}

function drawnIn(key: Key, answer: unknown, engine: Engine): readonly Place[] {
  const [fewest, most] = POINTS;
  if (!Array.isArray(answer) || answer.length < fewest || answer.length > most) throw invalid(key, "points");
  const points = answer.map((point) => drawnPoint(key, point, engine));
  if (points.every(([x, y]) => x === points[0]?.[0] && y === points[0][1])) throw invalid(key, "points");
  return points;
}

function drawnPoint(key: Key, point: unknown, engine: Engine): Place {
  if (!Array.isArray(point) || point.length !== 2 || !point.every((each) => isCoordinate(each, engine)))
    throw invalid(key, "point");
  return [point[0], point[1]];
}

// ----------------------------------------------------------------------------------------------------------- figures

function figure(key: FigureKey, answer: unknown, engine: Engine): Verdict {
  const link = typeof answer === "string" ? answer : "";
  const { experiment, corrections } = engine.read(link);
  if (corrections.length > 0) throw invalid(key, "link", corrections.join(" "));
  const changed = changedIn(engine.read(key.link).experiment, experiment, key.may);
  if (changed) throw invalid(key, "changed", changed);
  if (isHeavy(experiment, engine.catalogue)) throw invalid(key, "heavy");
  const shown = engine.shown(link);
  return key.until.every((condition) => holds(condition, shown)) ? correct() : incorrect(undefined, key.miss);
}

// ------------------------------------------------------------------------------------------------------- what is read

function invalid({ says }: Key, reason: string, given = ""): Invalid {
  return new Invalid((says[reason] ?? reason).replace("{given}", () => given));
}

function isChoice(key: TickedKey, answer: unknown): answer is string {
  return typeof answer === "string" && Object.hasOwn(key.choices, answer);
}

function isNothing(answer: unknown): boolean {
  return !answer || (typeof answer === "object" && Object.keys(answer).length === 0);
}

function isTexts(answer: unknown): answer is readonly string[] {
  return Array.isArray(answer) && answer.every((each) => typeof each === "string");
}

function isCoordinate(value: unknown, { catalogue }: Engine): boolean {
  return typeof value === "number" && Math.abs(value) <= catalogue.limits.coordinate;
}

function numberIn(text: unknown): number {
  const read = readNumber(typeof text === "string" ? text : "");
  if (typeof read !== "number") throw new Invalid(read.sentence);
  return read;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);
}
