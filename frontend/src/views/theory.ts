/** What theory says about a learning rate, in a sentence. */

import type { Optimizer } from "../engine/catalogue";
import type { Limit, Unlimited } from "../engine/curvature";
import { readable, readablePoint } from "./numbers";

const WHY_NOT: Readonly<Record<Unlimited, (title: string) => string>> = {
  "no closed form": (title) => `For ${title} no formula of a largest stable rate is known.`,
  "no minimizer": () => "No minimizer is known here, so there is no point near which a rate could be called stable.",
  "no curvature": () => "The landscape is flat at its minimizer, so no learning rate is too large there.",
};

export function limitInWords({ title }: Optimizer, limit: Limit | Unlimited): string {
  if (typeof limit === "string") return WHY_NOT[limit](title);
  const kind = limit.isExact ? "exactly" : "a local limit";
  return `${title} is stable below ${readable(limit.lr, 3)} near ${readablePoint(limit.at.x, limit.at.y)}, ${kind}`;
}
