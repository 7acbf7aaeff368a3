/** The learning rates worth trying, on the slider and as buttons: by theory, or measured where theory has none. */

import type { Catalogue } from "../engine/catalogue";
import { isMeasured, type Marked, type RateMark } from "../engine/marks";
import type { Run } from "../engine/runs";
import type { Sweeps } from "../engine/sweep";
import type { Experiment } from "../state/experiment";
import { rateNote } from "../views/fairness";
import { readable } from "../views/numbers";
import { make, say } from "../views/page";
import type { Sheet } from "../views/sheet";
import { marksInWords, theoryInWords } from "../views/theory";
import { shareOfSlider } from "./learning-rate";
import { marking } from "./marking";

export interface RateMarks {
  /** @param chosen The run whose optimizer they are for. */
  show(experiment: Experiment, runs: readonly Run[], chosen: Run | undefined): void;
}

export interface RateMarksNeeds {
  readonly sheet: Sheet;
  readonly catalogue: Catalogue;
  readonly sweeps: Sweeps;
}

/** Where the rate is stable and what is worth trying, on the slider's track and in words. */
export function markedTrack(needs: RateMarksNeeds): RateMarks {
  const { sheet } = needs;
  const track = sheet.part(".rate-track", HTMLElement);
  const theory = sheet.part(".rate-theory", HTMLElement);
  const note = sheet.part(".rate-note", HTMLElement);
  let ticks = "";

  const { mark } = marking({
    ...needs,
    marked(marked) {
      const edge = marked && edgeOf(marked);
      say(theory, marked ? theoryInWords(marked) : "");
      track.classList.remove("is-stale");
      track.classList.toggle("is-measured", marked !== undefined && isMeasured(marked));
      track.classList.toggle("is-limited", edge !== undefined);
      track.classList.toggle("is-hovered", marked !== undefined && hovers(marked));
      if (edge !== undefined) track.style.setProperty("--limit", String(shareOfSlider(edge)));
      const rates = (marked?.marks ?? []).map(({ lr }) => lr);
      if (rates.join() === ticks) return;
      ticks = rates.join();
      track.replaceChildren(...rates.map(tickAt));
    },
    measuring: () => track.classList.add("is-stale"),
  });

  return {
    show(experiment, runs, chosen) {
      const aside = rateNote(experiment, runs);
      say(note, aside);
      theory.hidden = aside !== "";
      mark(experiment, chosen?.optimizer);
    },
  };
}

/** Where an optimizer stops coming to rest at the minimizer, if that is anywhere. */
function edgeOf(marked: Marked): number | undefined {
  if (!isMeasured(marked)) return marked.limit.lr;
  return typeof marked.rest === "object" ? marked.rest.below : undefined;
}

/** Whether it stays about there all the same. */
function hovers(marked: Marked): boolean {
  return isMeasured(marked) && typeof marked.rest === "object" && marked.rest.hovers;
}

/**
 * The rates worth trying, as buttons.
 *
 * @param picked Is given the rate that was chosen.
 */
export function rateMarks(needs: RateMarksNeeds, picked: (lr: number) => void): RateMarks {
  const row = needs.sheet.part(".rate-marks", HTMLElement);
  let shown = "";

  function buttonFor({ name, lr, says }: RateMark): HTMLButtonElement {
    const button = make("button", "rate-mark", `${name}: ${readable(lr)}`);
    button.type = "button";
    button.title = says;
    button.addEventListener("click", () => picked(lr));
    return button;
  }

  const { mark } = marking({
    ...needs,
    marked(marked) {
      row.classList.remove("is-stale");
      row.removeAttribute("aria-busy");
      const marks = marked?.marks ?? [];
      const words = marked && isMeasured(marked) ? marksInWords(marked) : "";
      const now = [...marks.map(({ name, lr }) => `${name} ${lr}`), words].join();
      if (now === shown) return;
      shown = now;
      row.classList.toggle("is-measured", words !== "");
      row.replaceChildren(...marks.map(buttonFor), ...(words ? [make("p", "rate-why", words)] : []));
    },
    measuring() {
      row.classList.add("is-stale");
      row.setAttribute("aria-busy", "true");
    },
  });

  return { show: (experiment, _, chosen) => mark(experiment, chosen?.optimizer) };
}

function tickAt(lr: number): HTMLElement {
  const tick = make("span", "rate-tick");
  tick.style.setProperty("--at", String(shareOfSlider(lr)));
  return tick;
}
