/** What the lab says about an experiment: the text beside each figure, and what a screen reader hears. */

import type { Catalogue } from "../engine/catalogue";
import { lastStep, lossAt, placeOf, type Run, xAt, yAt } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import type { Domain } from "../state/frame";
import type { View } from "../state/scene";
import { counted, readable, readablePoint } from "./numbers";
import { outing } from "./outings";

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

/** One sentence a run, and what the map shows them on. */
export function mapSummary(
  experiment: Experiment,
  runs: readonly Run[],
  catalogue: Catalogue,
  domain: Domain,
  view: View,
): string {
  const { landscape, start } = experiment;
  const [west, east] = domain.x.map((value) => readable(value));
  const [south, north] = domain.y.map((value) => readable(value));
  const figure = { map: "Contour map", surface: "Surface", both: "Contour map and surface" }[view];
  const height = view === "map" ? "" : " Height is the loss, compressed logarithmically, as the colours are.";
  const ground = `${figure} of ${landscape.title}, x from ${west} to ${east}, y from ${south} to ${north}.${height}`;
  const paths = runs.map((run) => {
    const aside = outing(run, landscape, domain);
    return `${run.optimizer.title}: ${verdict(run, catalogue)}, ${whereabouts(run, experiment, catalogue)}${aside && `; ${aside}`}.`;
  });
  return [ground, `Start ${readablePoint(start.x, start.y)}.`, ...paths].join(" ");
}

/** Where the surface was moved or magnified so that some of a path is out of sight. */
export const CUT_OFF = "Some of the paths is out of sight, as the surface is seen now.";

/** Where the formula has no value on some of what is seen. */
export const NO_LOSS = {
  map: "On the striped part of the map the formula has no value.",
  surface: "Where the surface has a hole, or ends before its edge, the formula has no value.",
};

/** What has changed on screen, in a breath. */
export function comparison(experiment: Experiment, runs: readonly Run[], catalogue: Catalogue): string {
  const { landscape, lr, start } = experiment;
  const results = runs.map(
    (run) => `${run.optimizer.title} ${verdict(run, catalogue)}, loss ${readable(lossAt(run, run.ending.steps), 2)}`,
  );
  return `${landscape.title}, learning rate ${readable(lr)}, from ${readablePoint(start.x, start.y)}: ${results.join("; ") || "no optimizer shown"}.`;
}

/** Where the runs stand at a step. */
export function standing(runs: readonly Run[], step: number): string {
  const places = runs.map((run) => {
    const at = Math.min(step, run.ending.steps);
    return `${run.optimizer.title} at ${readablePoint(xAt(run, at), yAt(run, at))}, loss ${readable(lossAt(run, at), 2)}`;
  });
  return `Step ${counted(step)} of ${counted(lastStep(runs))}: ${places.join("; ")}.`;
}

/**
 * What is read off a marked step, a line for each thing.
 *
 * @param first What is to be read before all else.
 */
export function reading(run: Run, step: number, first = ""): string {
  const at = Math.min(step, run.ending.steps);
  const place = `x ${readable(xAt(run, at))}, y ${readable(yAt(run, at))}`;
  const lines = [`${run.optimizer.title}, step ${counted(at)}`, first, place, `loss ${readable(lossAt(run, at))}`];
  return lines.filter(Boolean).join("\n");
}

/** Stands before the list of what was not understood in a link. */
export const MISREAD = "Part of this link was not understood:";

/** When the module of landscapes and optimizers did not come. */
export const NO_CATALOGUE =
  "The landscapes and optimizers could not be loaded, so the figures stay empty. Reloading the page usually helps; the text below needs nothing more.";

/** Where a figure of a lesson would be. */
export const FIGURE_UNLOADED =
  "This figure could not be loaded. Reloading the page usually helps; the text needs nothing more.";

/** Where there is no surface, or none yet. */
export const NO_SURFACE =
  "This browser offers no WebGL2, which draws the surface. The map shows the same landscape and the same paths.";
export const SURFACE_LOST =
  "The graphics card is gone for the moment. The surface returns with it; the map needs no graphics card.";
export const SURFACE_UNLOADED =
  "The surface could not be loaded. Choosing it again tries again; the map shows the same landscape and the same paths.";
