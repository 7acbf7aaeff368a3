/** A condition as a person reads it: "Adam: loss < 0.05". */

import type { Catalogue } from "../engine/catalogue";
import { everyOptimizer } from "../state/conventions";
import { listed, withMinus } from "../views/numbers";

const WORDS: Readonly<Record<string, string>> = {
  converges: "converges",
  exhausts: "runs out of steps",
  diverges: "diverges",
  cycles: "goes round in a cycle",
  oscillates: "oscillates",
  crawls: "crawls",
  stalls: "stalls",
  trapped: "is trapped in a local minimum",
  explodes: "explodes",
  "at-global": "ends at the global minimum",
  "at-local": "ends at a local minimum",
  "at-saddle": "ends at a saddle",
  "at-plateau": "ends on a plateau",
  wins: "ends with the lowest loss",
  fastest: "converges in the fewest steps",
};

const QUANTITIES: Readonly<Record<string, string>> = {
  loss: "loss",
  x: "x",
  y: "y",
  norm: "gradient norm",
  distance: "distance to a minimizer",
  steps: "steps until it converges",
  diverged_at: "step of divergence",
};

const SIGNS: Readonly<Record<string, string>> = { "<=": "≤", ">=": "≥" };

export function conditionInWords(condition: string, catalogue: Catalogue): string {
  const [keys = "", predicate = ""] = condition.trim().split(/\s+/);
  const titles = keys.split(",").map((key) => titleOf(key, catalogue));
  return `${listed(titles)}: ${listed(predicate.split(",").map(partInWords))}`;
}

function titleOf(wanted: string, catalogue: Catalogue): string {
  return everyOptimizer(catalogue).find(({ key }) => key === wanted)?.title ?? wanted;
}

function partInWords(part: string): string {
  const [, name = "", step, sign = "", number = ""] = /^([a-z_]+)(?:@(\d+))?([<>=]+)(.+)$/.exec(part) ?? [];
  if (!sign) return WORDS[part] ?? part;
  const at = step === undefined ? "" : ` at step ${step}`;
  return `${QUANTITIES[name] ?? name}${at} ${SIGNS[sign] ?? sign} ${withMinus(number)}`;
}
