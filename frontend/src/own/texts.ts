/** What somebody has typed, kept in the browser and carried by the link. */

import type { Experiment } from "../state/experiment";

/** Key of what is the reader's own, in the catalogue and in links. */
export const OWN = "own";

export interface Domain {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

export interface Texts {
  readonly formula: string;
  /** As it was typed: a side may be no number, or the first be the larger. */
  readonly domain: Domain;
  readonly rule: string;
  /** What was shown while they stood there: they were typed over it. */
  readonly over?: Over;
}

export interface Over {
  readonly formula?: string | undefined;
  readonly rule?: string | undefined;
}

export const UNSAID_DOMAIN: Domain = { x: [-5, 5], y: [-5, 5] };

const KEPT = "thalweg.own";

export type Kept = Partial<Texts> | "unreadable" | "blocked";

export function keptTexts(): Kept {
  let text: string | null;
  try {
    text = localStorage.getItem(KEPT);
  } catch {
    return "blocked";
  }
  if (text === null) return {};
  try {
    const read: unknown = JSON.parse(text);
    return isTexts(read) ? { ...read, domain: withGaps(read.domain) } : "unreadable";
  } catch {
    return "unreadable";
  }
}

/** Whether it could be kept. */
export function keepTexts(texts: Texts): boolean {
  try {
    localStorage.setItem(KEPT, JSON.stringify(texts));
    return true;
  } catch {
    return false;
  }
}

function isTexts(read: unknown): read is Texts {
  if (typeof read !== "object" || read === null) return false;
  const { formula, rule, domain } = read as Readonly<Record<string, unknown>>;
  if (typeof formula !== "string" || typeof rule !== "string") return false;
  if (typeof domain !== "object" || domain === null) return false;
  const { x, y } = domain as Readonly<Record<string, unknown>>;
  return [x, y].every((side) => Array.isArray(side) && side.length === 2 && side.every(isNumberOrGap));
}

/** JSON has no NaN, and writes null. */
function isNumberOrGap(read: unknown): boolean {
  return read === null || Number.isFinite(read);
}

function withGaps({ x, y }: Domain): Domain {
  const gap = (value: number | null) => value ?? Number.NaN;
  return { x: [gap(x[0]), gap(x[1])], y: [gap(y[0]), gap(y[1])] };
}

/** Whether there is anything to be seen between these sides. */
export function isDomain({ x, y }: Domain): boolean {
  return [...x, ...y].every(Number.isFinite) && x[0] < x[1] && y[0] < y[1];
}

/** What a link says about mathematics of one's own; an unreadable domain is as good as none. */
export function textsInLink(query: string): Partial<Texts> {
  const parameters = new URLSearchParams(query);
  const formula = parameters.get("formula");
  const rule = parameters.get("rule");
  const domain = domainIn(parameters.get("domain") ?? "");
  return {
    ...(formula === null ? {} : { formula, domain: isDomain(domain) ? domain : UNSAID_DOMAIN }),
    ...(rule === null ? {} : { rule }),
  };
}

export function isDomainUnread(query: string): boolean {
  const text = new URLSearchParams(query).get("domain");
  return text !== null && !isDomain(domainIn(text));
}

function domainIn(text: string): Domain {
  const sides = text.split(",").map(Number);
  const [west = Number.NaN, east = Number.NaN, south = Number.NaN, north = Number.NaN] =
    sides.length === 4 ? sides : [];
  return { x: [west, east], y: [south, north] };
}

/** What a link has to carry so that it brings others the mathematics of this experiment. */
export function ownInLink({ landscape, optimizers }: Experiment): string {
  const parts: string[] = [];
  if (landscape.key === OWN) {
    parts.push(`&formula=${encodeURIComponent(landscape.formula)}`);
    const { x, y } = landscape.domain;
    const sides = [...x, ...y].map((value) => String(value).replace("e+", "e")).join(",");
    if (sides !== [...UNSAID_DOMAIN.x, ...UNSAID_DOMAIN.y].join(",")) parts.push(`&domain=${sides}`);
  }
  return `${parts.join("")}${ruleInLink(ownRule(optimizers))}`;
}

/** What a link has to carry of a pinned experiment: its rule, where what is shown beside it is not the same. */
export function pinnedOwnInLink(pinned: Experiment, beside: Experiment): string {
  const rule = ownRule(pinned.optimizers);
  return rule === ownRule(beside.optimizers) ? "" : ruleInLink(rule);
}

function ownRule(optimizers: Experiment["optimizers"]): string | undefined {
  return optimizers.find(({ key }) => key === OWN)?.rule;
}

function ruleInLink(rule: string | undefined): string {
  return rule === undefined ? "" : `&rule=${encodeURIComponent(rule)}`;
}
