/** What the lab says about an experiment: the text beside each figure, and what a screen reader hears. */

import type { Catalogue } from "../engine/catalogue";
import { lastStep, lossAt, placeOf, type Run, xAt, yAt } from "../engine/runs";
import { type Experiment, isInside } from "../state/experiment";
import { ratesInWords, settingsInWords } from "./fairness";
import { counted, listed, readable, readablePoint } from "./numbers";

/** How a run ended: "diverged at step 6". */
export function verdict({ ending }: Run, catalogue: Catalogue): string {
  const outcome = catalogue.outcomes[ending.outcome] ?? "";
  return ending.diverged_at >= 0 ? `${outcome} at step ${counted(ending.diverged_at)}` : outcome;
}

/** Where a run ended: "global minimum, (1, 1)". */
export function whereabouts(run: Run, experiment: Experiment, catalogue: Catalogue): string {
  const { steps } = run.ending;
  const point = readablePoint(xAt(run, steps), yAt(run, steps));
  return run.ending.diverged_at >= 0 ? point : `${placeOf(run, experiment, catalogue)}, ${point}`;
}

/** What the map cannot show: "left the map at step 2"; nothing for a run that stays on it. */
export function excursion(run: Run, { landscape }: Experiment): string {
  if (run.leaves_at < 0) return "";
  if (run.leaves_at === 0) return "starts off the map";
  const { steps } = run.ending;
  const back = isInside(landscape, xAt(run, steps), yAt(run, steps)) ? ", and came back" : "";
  return `left the map at step ${counted(run.leaves_at)}${back}`;
}

/** One sentence a run, and what the map shows them on. */
export function mapSummary(experiment: Experiment, runs: readonly Run[], catalogue: Catalogue): string {
  const { landscape, start } = experiment;
  const [west, east] = landscape.domain.x.map((value) => readable(value));
  const [south, north] = landscape.domain.y.map((value) => readable(value));
  const ground = `Contour map of ${landscape.title}, x from ${west} to ${east}, y from ${south} to ${north}.`;
  const paths = runs.map((run) => {
    const aside = excursion(run, experiment);
    return `${run.optimizer.title}: ${verdict(run, catalogue)}, ${whereabouts(run, experiment, catalogue)}${aside && `; ${aside}`}.`;
  });
  return [ground, `Start ${readablePoint(start.x, start.y)}.`, ...paths].join(" ");
}

/** What the chart of losses shows, for those who do not see it. */
export function chartSummary({ landscape }: Experiment, runs: readonly Run[]): string {
  const falls = runs.map((run) => {
    const last = lossAt(run, run.ending.steps);
    return `${run.optimizer.title} from ${readable(lossAt(run, 0))} to ${readable(last)} in ${counted(run.ending.steps)} steps`;
  });
  return `Loss of each run on ${landscape.title}, step by step: ${falls.length > 0 ? listed(falls) : "none is shown"}.`;
}

/** What the axis of the chart measures. */
export function lossAxis({ terrain }: Experiment["landscape"]): string {
  if (Number.isNaN(terrain.best)) return "Loss, on a logarithmic axis, which has no place for 0.";
  const above = terrain.best === 0 ? "" : ` above the best known, ${readable(terrain.best, 6)},`;
  return `Loss${above || ","} on a logarithmic axis, which has no place for 0.`;
}

/** What decides the comparison, so that it can be judged and repeated. */
export function protocol(experiment: Experiment, runs: readonly Run[], catalogue: Catalogue): string {
  const { start, steps } = experiment;
  const { gradient_norm, loss_change, window, divergence } = catalogue.stop;
  const criteria = [
    gradient_norm > 0 && `the gradient norm falls below ${readable(gradient_norm)}`,
    loss_change > 0 && `the loss changes by no more than ${readable(loss_change)} of itself in each of ${window} steps`,
    divergence && "a value is no longer finite or astronomically large",
  ].filter((criterion) => criterion !== false);
  const clauses = [
    `Every run starts at ${readablePoint(start.x, start.y, 6)}`,
    ratesInWords(experiment, runs, catalogue),
    `at most ${counted(steps)} steps, one gradient evaluation each`,
    criteria.length > 0 ? `a run stops early when ${listed(criteria).replace(" and ", " or ")}` : "no run stops early",
    settingsInWords(experiment, runs),
  ];
  return `${clauses.filter(Boolean).join("; ")}.`;
}

/** What has changed on screen, in a breath. */
export function comparison(experiment: Experiment, runs: readonly Run[], catalogue: Catalogue): string {
  const { landscape, lr } = experiment;
  const results = runs.map(
    (run) => `${run.optimizer.title} ${verdict(run, catalogue)}, loss ${readable(lossAt(run, run.ending.steps), 2)}`,
  );
  return `${landscape.title}, learning rate ${readable(lr)}: ${results.join("; ") || "no optimizer shown"}.`;
}

/** Where the runs stand at a step. */
export function standing(runs: readonly Run[], step: number): string {
  const places = runs.map((run) => {
    const at = Math.min(step, run.ending.steps);
    return `${run.optimizer.title} at ${readablePoint(xAt(run, at), yAt(run, at))}, loss ${readable(lossAt(run, at), 2)}`;
  });
  return `Step ${counted(step)} of ${counted(lastStep(runs))}: ${places.join("; ")}.`;
}

/** Stands before the list of what was not understood in a link. */
export const MISREAD = "Part of this link was not understood:";

/** When the module of landscapes and optimizers did not come. */
export const NO_CATALOGUE =
  "The landscapes and optimizers could not be loaded, so the figures stay empty. Reloading the page usually helps; the text below needs nothing more.";
