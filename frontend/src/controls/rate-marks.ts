/** What theory says about the learning rate, on its slider: where it is stable, and four rates worth trying. */

import type { Catalogue } from "../engine/catalogue";
import { type Limit, limitOf } from "../engine/curvature";
import type { Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import { rateNote } from "../views/fairness";
import { readable } from "../views/numbers";
import { make, part, say } from "../views/page";
import { limitInWords } from "../views/theory";
import { shareOfSlider } from "./learning-rate";

/** Rates worth trying, as multiples of the limit. */
const MARKS = [
  { name: "Crawl", times: 0.02, says: "so small that it hardly moves" },
  { name: "Good", times: 0.5, says: "half of the limit" },
  { name: "Edge", times: 0.98, says: "just below the limit" },
  { name: "Explode", times: 1.1, says: "just above the limit" },
] as const;

type Marked = readonly [mark: (typeof MARKS)[number], lr: number];

export interface RateMarks {
  /** @param chosen The run whose optimizer the marks are for. */
  show(experiment: Experiment, runs: readonly Run[], chosen: Run | undefined): void;
}

export function rateMarks(catalogue: Catalogue, picked: (lr: number) => void): RateMarks {
  const track = part(".rate-track", HTMLElement);
  const row = part(".rate-marks", HTMLElement);
  const theory = part(".rate-theory", HTMLElement);
  const note = part(".rate-note", HTMLElement);
  const [lowest, highest] = catalogue.limits.lr;
  let shown = "";

  function marksOf({ lr: limit }: Limit): readonly Marked[] {
    return MARKS.map((mark) => [mark, Number((mark.times * limit).toPrecision(3))] as const).filter(
      ([, lr]) => lr >= lowest && lr <= highest,
    );
  }

  function buttonFor([{ name, says }, lr]: Marked): HTMLButtonElement {
    const button = make("button", "rate-mark", `${name}: ${readable(lr)}`);
    button.type = "button";
    button.title = says;
    button.addEventListener("click", () => picked(lr));
    return button;
  }

  function showLimit(limit: Limit | undefined): void {
    track.classList.toggle("is-limited", limit !== undefined);
    if (limit) track.style.setProperty("--limit", String(shareOfSlider(limit.lr)));
  }

  return {
    show(experiment, runs, chosen) {
      const aside = rateNote(experiment, runs);
      say(note, aside);
      const limit = chosen && limitOf(chosen.optimizer, experiment, catalogue);
      const words = chosen && limit ? limitInWords(chosen.optimizer, limit) : "";
      const known = typeof limit === "object" ? limit : undefined;
      showLimit(known);
      say(theory, known && !aside ? words : "");
      const marks = known ? marksOf(known) : [];
      const now = [words, ...marks.map(([{ name }, lr]) => `${name} ${lr}`)].join();
      if (now === shown) return;
      shown = now;
      track.replaceChildren(...marks.map(([, lr]) => tickAt(lr)));
      row.replaceChildren(...(known ? marks.map(buttonFor) : [make("p", "rate-why", words)]));
    },
  };
}

function tickAt(lr: number): HTMLElement {
  const tick = make("span", "rate-tick");
  tick.style.setProperty("--at", String(shareOfSlider(lr)));
  return tick;
}
