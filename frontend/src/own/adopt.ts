/** Mathematics of one's own as members of the catalogue, so that everything in the lab works for them as for the rest. */

import type { Catalogue, Landscape, Optimizer } from "../engine/catalogue";
import { OWN } from "./texts";
import { foundWords, OWN_LANDSCAPE, OWN_RULE, OWN_SUMMARY } from "./words";

/** A catalogue that can be added to. */
export interface OpenCatalogue extends Catalogue {
  readonly landscapes: Landscape[];
  readonly optimizers: Optimizer[];
  readonly pinnedRules: Map<string, Optimizer>;
}

export function opened(catalogue: Catalogue): OpenCatalogue {
  return {
    ...catalogue,
    landscapes: [...catalogue.landscapes],
    optimizers: [...catalogue.optimizers],
    pinnedRules: new Map(),
  };
}

export function ownLandscape(made: Landscape, catalogue: Catalogue): Landscape {
  const teaches = foundWords(made, conditionNumber(made, catalogue));
  return { ...made, key: OWN, title: OWN_LANDSCAPE, teaches };
}

/** @param rule The text as it was typed: the module's own leaves out the lines that declare numbers. */
export function ownOptimizer(made: Optimizer, rule: string, { own_styles }: Catalogue): Optimizer {
  return { ...made, ...own_styles[0], key: OWN, title: OWN_RULE, summary: OWN_SUMMARY, rule };
}

/** Puts something into a list, in the place of what has the same key. */
export function put<Kind extends { readonly key: string }>(list: Kind[], one: Kind): void {
  const before = list.findIndex(({ key }) => key === one.key);
  if (before < 0) list.push(one);
  else list[before] = one;
}

/** Largest curvature divided by the smallest at the best minimizer; NaN where none was found. */
function conditionNumber({ minimizers, hessian }: Landscape, { curvature }: Catalogue): number {
  const [best] = minimizers;
  if (!best) return Number.NaN;
  hessian(best[0], best[1], bend);
  const [h_xx = 0, h_xy = 0, h_yy = 0] = bend;
  const [lowest, highest] = curvature(h_xx, h_xy, h_yy);
  return lowest > 0 ? highest / lowest : Number.POSITIVE_INFINITY;
}

const bend = new Float64Array(3);
