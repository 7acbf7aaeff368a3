/** Who checks answers: the server, or, where the course is files alone, the page. */

import type { Catalogue } from "../engine/catalogue";
import type { Key } from "./key";
import type { Answer, Verdict } from "./verdict";

export interface Asked {
  readonly question: string;
  readonly variant: number;
  readonly answer: Answer;
  /** Whether the right answer is wanted, whatever was answered. */
  readonly reveal: boolean;
}

/** One variant of a question, as HTML. */
export interface Variant {
  readonly ask: string;
  readonly form: string;
}

export interface Grader {
  verdict(asked: Asked): Promise<Verdict>;
  variant(question: string, variant: number): Promise<Variant>;
}

/** Nobody answered; what was asked is worth asking again. */
export class Unreachable extends Error {}

/** It was answered that this cannot be done; the message says why. */
export class Declined extends Error {}

export interface GraderNeeds {
  /** What the addresses of the site begin with. */
  readonly base: string;
  /** What checks answers, from the base on; empty where the site is files alone. */
  readonly grading: string;
  readonly module: string;
  catalogue(): Promise<Catalogue>;
}

/** Whoever checks answers here. */
export function graderFor({ base, grading, module, catalogue }: GraderNeeds): Grader {
  return grading ? serverGrader(base, grading, module) : pageGrader(`${base}/learn/${module}`, catalogue);
}

function serverGrader(base: string, grading: string, module: string): Grader {
  return {
    verdict: ({ question, variant, answer, reveal }) =>
      fetched(`${base}${grading}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ module, question, variant, answer, ...(reveal && { reveal }) }),
      }),
    variant: (question, variant) => fetched(`${base}/api/question/${module}/${question}/${variant}`),
  };
}

/** Grades by the key, which is fetched only now; so is what it takes to grade. */
function pageGrader(lesson: string, catalogue: () => Promise<Catalogue>): Grader {
  return {
    async verdict({ question, variant, answer, reveal }) {
      const [key, { grade }, { engineOf }, declared] = await Promise.all([
        fetched<Key>(`${lesson}/answers/${question}.${variant}.json`),
        loaded(import("./grade")),
        loaded(import("./engine")),
        loaded(catalogue()),
      ]);
      return grade(key, answer, reveal, engineOf(declared));
    },
    variant: (question, variant) => fetched(`${lesson}/variants/${question}.${variant}.json`),
  };
}

/** What did not come may come the next time. */
function loaded<Loaded>(coming: Promise<Loaded>): Promise<Loaded> {
  return coming.catch((error: unknown) => {
    throw new Unreachable(String(error));
  });
}

async function fetched<Shape>(address: string, request?: RequestInit): Promise<Shape> {
  const response = await fetch(address, request).catch((error: unknown) => {
    throw new Unreachable(String(error));
  });
  if (response.status >= 500) throw new Unreachable(`status ${response.status}`);
  const said: unknown = await response.json().catch(() => undefined);
  if (response.ok && typeof said === "object" && said !== null) return said as Shape;
  throw new Declined(sentenceIn(said));
}

const NO_SENTENCE = "The server gave an answer that cannot be read; what you answered is still there.";

function sentenceIn(said: unknown): string {
  const sentence = typeof said === "object" && said !== null ? (said as Record<string, unknown>).sentence : undefined;
  return typeof sentence === "string" ? sentence : NO_SENTENCE;
}
