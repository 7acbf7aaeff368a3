/** What theory says about the learning rate, on its slider: where it is stable, and four rates worth trying. */

import type { Catalogue } from "../engine/catalogue";
import { type Limit, limitOf } from "../engine/curvature";
import type { Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import { rateNote } from "../views/fairness";
import { readable } from "../views/numbers";
import { make, say } from "../views/page";
import type { Sheet } from "../views/sheet";
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

export interface RateTheory {
  /** @param chosen The run whose optimizer it is for. */
  show(experiment: Experiment, runs: readonly Run[], chosen: Run | undefined): void;
}

/** Where the rate is stable, on the slider's track and in words. */
export function rateTheory(sheet: Sheet, catalogue: Catalogue): RateTheory {
  const track = sheet.part(".rate-track", HTMLElement);
  const theory = sheet.part(".rate-theory", HTMLElement);
  const note = sheet.part(".rate-note", HTMLElement);
  let ticks = "";

  return {
    show(experiment, runs, chosen) {
      const aside = rateNote(experiment, runs);
      const limit = knownLimit(chosen, experiment, catalogue);
      say(note, aside);
      say(theory, chosen && limit && !aside ? limitInWords(chosen.optimizer, limit) : "");
      track.classList.toggle("is-limited", limit !== undefined);
      if (limit) track.style.setProperty("--limit", String(shareOfSlider(limit.lr)));
      const rates = limit ? marksOf(limit, catalogue).map(([, lr]) => lr) : [];
      if (rates.join() === ticks) return;
      ticks = rates.join();
      track.replaceChildren(...rates.map(tickAt));
    },
  };
}

/**
 * The rates worth trying, as buttons.
 *
 * @param picked Is given the rate that was chosen.
 */
export function rateMarks(sheet: Sheet, catalogue: Catalogue, picked: (lr: number) => void): RateTheory {
  const row = sheet.part(".rate-marks", HTMLElement);
  let shown = "";

  function buttonFor([{ name, says }, lr]: Marked): HTMLButtonElement {
    const button = make("button", "rate-mark", `${name}: ${readable(lr)}`);
    button.type = "button";
    button.title = says;
    button.addEventListener("click", () => picked(lr));
    return button;
  }

  return {
    show(experiment, _, chosen) {
      const limit = chosen && limitOf(chosen.optimizer, experiment, catalogue);
      const marks = typeof limit === "object" ? marksOf(limit, catalogue) : undefined;
      const why = chosen && limit && !marks ? limitInWords(chosen.optimizer, limit) : "";
      const now = [why, ...(marks ?? []).map(([{ name }, lr]) => `${name} ${lr}`)].join();
      if (now === shown) return;
      shown = now;
      row.replaceChildren(...(marks ? marks.map(buttonFor) : [make("p", "rate-why", why)]));
    },
  };
}

function knownLimit(chosen: Run | undefined, experiment: Experiment, catalogue: Catalogue): Limit | undefined {
  const limit = chosen && limitOf(chosen.optimizer, experiment, catalogue);
  return typeof limit === "object" ? limit : undefined;
}

function marksOf({ lr: limit }: Limit, { limits }: Catalogue): readonly Marked[] {
  const [lowest, highest] = limits.lr;
  return MARKS.map((mark) => [mark, Number((mark.times * limit).toPrecision(3))] as const).filter(
    ([, lr]) => lr >= lowest && lr <= highest,
  );
}

function tickAt(lr: number): HTMLElement {
  const tick = make("span", "rate-tick");
  tick.style.setProperty("--at", String(shareOfSlider(lr)));
  return tick;
}
