/** What a link shows, for those who have only the link: its experiment, and the runs that come of it. */

import type { Catalogue } from "../engine/catalogue";
import { ratesBy } from "../engine/rates";
import { follower } from "../engine/runs";
import { sweepsBy } from "../engine/sweep";
import { type Reading, readLink } from "../state/link";
import type { Shown } from "./condition";

export interface Engine {
  readonly catalogue: Catalogue;
  read(link: string): Reading;
  /** Runs a link. What comes of one is good until the next is run: they share their memory. */
  shown(link: string): Shown;
}

export function engineOf(catalogue: Catalogue): Engine {
  const rates = ratesBy(catalogue, sweepsBy(catalogue), () => undefined, new AbortController().signal);
  const follow = follower(catalogue, rates);
  const read = (link: string) => readLink(link, catalogue);
  return {
    catalogue,
    read,
    shown(link) {
      const { experiment, scene } = read(link);
      if (experiment.policy === "best") rates.find(experiment);
      return { experiment, scene, runs: follow(experiment), catalogue };
    },
  };
}
