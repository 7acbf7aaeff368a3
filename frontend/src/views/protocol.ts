/** The line without which no comparison is to be believed: what `thalweg.runs.protocol` writes, word for word. */

import type { Catalogue } from "../engine/catalogue";
import { PINNED } from "../engine/pinned";
import type { Run } from "../engine/runs";
import { OWN } from "../own/texts";
import type { Experiment } from "../state/experiment";
import { filled, grouped, spelled } from "./numbers";

/** What decides the comparison, so that it can be judged and repeated; and the same of what is pinned. */
export function wholeProtocol(experiment: Experiment, shown: readonly Run[], catalogue: Catalogue): string {
  return comparisonsShown(experiment, shown, catalogue)
    .map(({ protocol }) => protocol)
    .join(`. ${PINNED} is pinned: `);
}

/** A comparison that is shown: what was compared, and under which protocol. */
export interface Shown {
  readonly experiment: Experiment;
  /** Those that are pinned are named as such. */
  readonly runs: readonly Run[];
  readonly protocol: string;
}

/** The comparison of an experiment, and then that of what is pinned, where there is one. */
export function comparisonsShown(
  experiment: Experiment,
  shown: readonly Run[],
  catalogue: Catalogue,
): readonly Shown[] {
  const { pinned, optimizers } = experiment;
  const [own, others] = [shown.slice(0, optimizers.length), shown.slice(optimizers.length)];
  const first = { experiment, runs: own, protocol: protocol(experiment, own, catalogue) };
  if (!pinned || others.length === 0) return [first];
  return [first, { experiment: pinned, runs: others, protocol: protocol(pinned, unmarked(pinned, others), catalogue) }];
}

/** Pinned runs under the names of their optimizers. */
export function unmarked({ optimizers }: Experiment, runs: readonly Run[]): readonly Run[] {
  return runs.map((run, index) => ({ ...run, optimizer: optimizers[index] ?? run.optimizer }));
}

/** What a map of many runs varies, in the place of what one experiment has. */
export interface Varied {
  readonly start: string;
  readonly rates: string;
  /** Hyper-parameters that it varies besides the learning rate. */
  readonly names: readonly string[];
  /** What else there is to state. */
  readonly also: string;
}

/** What decides the runs of one experiment, or of a map of many runs. */
export function protocol(
  experiment: Experiment,
  runs: readonly Run[],
  catalogue: Catalogue,
  varied?: Partial<Varied>,
): string {
  const { landscape, start, steps } = experiment;
  const { apart, landscape: named, ...phrases } = catalogue.protocol;
  const parts = [
    landscape.key === OWN ? landscape.formula : filled(named, { title: landscape.title, formula: landscape.formula }),
    varied?.start ?? filled(phrases.start, { x: spelled(start.x), y: spelled(start.y) }),
    varied?.rates ?? rates(experiment, runs, catalogue),
    runs
      .map((run) => others(run, varied?.names))
      .filter(Boolean)
      .join("; "),
    noise(experiment, phrases.noise),
    filled(steps === 1 ? phrases.step : phrases.steps, { steps: grouped(steps) }),
    phrases.stop,
    varied?.also,
  ];
  return parts.filter(Boolean).join(apart);
}

/** The learning rates, and what gave them out; rates that somebody set one by one were given out by nothing. */
function rates({ policy }: Experiment, runs: readonly Run[], catalogue: Catalogue): string {
  const rated = runs.filter(({ optimizer }) => optimizer.hyperparameters.some(({ name }) => name === "lr"));
  const [first] = rated;
  if (!first) return "";
  const isOne = rated.every(({ lr }) => lr === first.lr);
  const { rate, rates } = catalogue.protocol;
  const each = rated.map(({ optimizer, lr }) => `${optimizer.title} ${spelled(lr)}`).join(", ");
  const words = isOne ? filled(rate, { lr: spelled(first.lr) }) : filled(rates, { each });
  const aside = runs.length > 1 && (isOne || policy !== "same") ? givenOut(policy, runs, catalogue) : "";
  return [words, aside].filter(Boolean).join(", ");
}

/** What gave the rates out; the page goes on where the library refuses, and says so. */
function givenOut(policy: string, runs: readonly Run[], { policies }: Catalogue): string {
  if (runs.some(({ origin }) => origin === "sought")) return "while the best for each is still being looked for";
  if (runs.some(({ origin }) => origin === "unscaled"))
    return "as set, because one of them does not move in its first step here";
  return policies.find(({ key }) => key === policy)?.words ?? "";
}

/** The other hyper-parameters as they are in force; nothing where there are none. */
function others({ optimizer, hyperparameters }: Run, varied: readonly string[] = []): string {
  const each = optimizer.hyperparameters.flatMap(({ name, symbol }, index) =>
    name === "lr" || varied.includes(name) ? [] : [`${symbol} ${spelled(hyperparameters[index] ?? Number.NaN)}`],
  );
  return each.length > 0 ? `${optimizer.title} ${each.join(", ")}` : "";
}

function noise({ noise: { spread, batch, seed } }: Experiment, phrase: string): string {
  return spread === 0 ? "" : filled(phrase, { spread: spelled(spread), batch: grouped(batch), seed: String(seed) });
}
