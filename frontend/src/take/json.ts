/** The runs on screen as JSON, under the names that `thalweg compare --json` uses; what is not finite is null. */

import type { Catalogue } from "../engine/catalogue";
import { findingsOf } from "../engine/diagnosis";
import { gradientNormAt, lossAt, placeOf, type Run, xAt, yAt } from "../engine/runs";
import type { Change } from "../engine/suggestion";
import { OWN } from "../own/texts";
import type { Experiment } from "../state/experiment";
import { comparisonsShown, type Shown, unmarked } from "../views/protocol";

export function jsonOf(experiment: Experiment, shown: readonly Run[], catalogue: Catalogue): string {
  const [own, pinned] = comparisonsShown(experiment, shown, catalogue).map((each) => inJson(each, catalogue));
  return JSON.stringify(pinned ? { ...own, pinned } : own);
}

function inJson({ experiment, runs, protocol }: Shown, catalogue: Catalogue): object {
  return { protocol, runs: unmarked(experiment, runs).map((run) => valuesOf(run, experiment, catalogue, protocol)) };
}

function valuesOf(run: Run, experiment: Experiment, catalogue: Catalogue, line: string): object {
  const { landscape, start } = experiment;
  const { optimizer, ending, hyperparameters: values } = run;
  const steps = Array.from({ length: ending.steps + 1 }, (_, step) => step);
  return {
    landscape: landscape.key === OWN ? landscape.formula : landscape.key,
    optimizer: optimizer.key === OWN ? optimizer.rule : optimizer.key,
    hyperparameters: Object.fromEntries(optimizer.hyperparameters.map(({ name }, index) => [name, values[index]])),
    start: [start.x, start.y],
    outcome: catalogue.outcomes[ending.outcome],
    ended_at: placeOf(run, experiment, catalogue),
    steps: ending.steps,
    diverged_at: ending.diverged_at < 0 ? null : ending.diverged_at,
    findings: findingsOf(run, experiment, catalogue).map(({ kind, sentence, advice, evidence, change }) => ({
      key: kind.key,
      sentence,
      advice,
      evidence,
      change: changeInJson(change),
    })),
    protocol: line,
    path: steps.map((step) => [xAt(run, step), yAt(run, step)]),
    loss: steps.map((step) => lossAt(run, step)),
    gradient_norm: steps.map((step) => gradientNormAt(run, step)),
  };
}

function changeInJson(change: Change = {}): object {
  const { start, optimizer } = change;
  return { ...change, ...(start && { start: [start.x, start.y] }), ...(optimizer && { optimizer: optimizer.key }) };
}
