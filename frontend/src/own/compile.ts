/** From a text to a module of our own origin: the server derives, the browser imports. */

import type { Landscape, Optimizer } from "../engine/catalogue";
import type { Domain } from "./texts";
import { BROKEN_ANSWER, FILES_ALONE, UNREACHABLE } from "./words";

/** Why there is no module, with the place in the text where there is one. */
export interface Refusal {
  readonly sentence: string;
  readonly line?: number;
  readonly column?: number;
}

export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.sentence);
  }
}

export async function compiledFormula(formula: string, { x, y }: Domain, signal?: AbortSignal): Promise<Landscape> {
  return imported<Landscape>(await moduleOf({ formula, domain: [x, y] }, signal));
}

export async function compiledRule(rule: string, signal?: AbortSignal): Promise<Optimizer> {
  return imported<Optimizer>(await moduleOf({ rule }, signal));
}

async function moduleOf(asked: object, signal?: AbortSignal): Promise<string> {
  const { base = "", compiling } = document.body.dataset;
  if (!compiling) throw new Refused({ sentence: FILES_ALONE });
  const response = await fetch(base + compiling, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(asked),
    signal: signal ?? null,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Refused({ sentence: UNREACHABLE });
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new Refused(refusalIn(answer));
  const address = fieldOf(answer, "module");
  if (typeof address !== "string" || new URL(address, location.href).origin !== location.origin)
    throw new Refused({ sentence: BROKEN_ANSWER });
  return address;
}

async function imported<Shape>(address: string): Promise<Shape> {
  const module: { readonly default: Shape } = await import(/* @vite-ignore */ address);
  return module.default;
}

function refusalIn(answer: unknown): Refusal {
  const sentence = fieldOf(answer, "sentence");
  const [line, column] = [fieldOf(answer, "line"), fieldOf(answer, "column")];
  if (typeof sentence !== "string") return { sentence: BROKEN_ANSWER };
  return typeof line === "number" && typeof column === "number" ? { sentence, line, column } : { sentence };
}

function fieldOf(answer: unknown, name: string): unknown {
  return typeof answer === "object" && answer !== null ? (answer as Record<string, unknown>)[name] : undefined;
}
