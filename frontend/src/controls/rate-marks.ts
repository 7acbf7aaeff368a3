/** The learning rates worth trying, on the slider and as buttons: by theory, or measured where theory has none. */

import type { Catalogue } from "../engine/catalogue";
import { isMeasured, type Marked, type RateMark } from "../engine/marks";
import type { Run } from "../engine/runs";
import type { Sweeps } from "../engine/sweep";
import type { Experiment } from "../state/experiment";
import { withoutOwnRates } from "../state/settings";
import { ownersOf, rateNote } from "../views/fairness";
import { readable } from "../views/numbers";
import { make, say } from "../views/page";
import type { Sheet } from "../views/sheet";
import { markInWords, marksInWords, theoryInWords } from "../views/theory";
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

export interface TrackNeeds extends RateMarksNeeds {
  readonly experiment: () => Experiment;
  readonly change: (experiment: Experiment) => void;
}

/**
 * Where the rate is stable and what is worth trying, on the slider's track and in words.
 *
 * @param picked Is given the rate that was chosen.
 */
export function markedTrack(needs: TrackNeeds, picked: (lr: number) => void): RateMarks {
  const { sheet, experiment: now, change } = needs;
  const track = sheet.part(".rate-track", HTMLElement);
  const theory = sheet.part(".rate-theory", HTMLElement);
  const note = sheet.part(".rate-note", HTMLElement);
  const back = sheet.part(".rate-back", HTMLButtonElement);
  let ticks = "";
  back.addEventListener("click", () => change(withoutOwnRates(now(), ownersOf(now()))));

  const { mark } = marking({
    ...needs,
    marked(marked) {
      const edge = marked && edgeOf(marked);
      say(theory, marked ? theoryInWords(marked) : "");
      track.classList.remove("is-stale");
      track.classList.toggle("is-limited", edge !== undefined);
      track.classList.toggle("is-hovered", marked !== undefined && hovers(marked));
      if (edge !== undefined) track.style.setProperty("--limit", String(shareOfSlider(edge)));
      const marks = marked?.marks ?? [];
      const key = keyOf(marks);
      if (key === ticks) return;
      ticks = key;
      track.replaceChildren(...(marked ? marks.map((_, index) => tickFor(index, marked)) : []));
    },
    measuring: () => track.classList.add("is-stale"),
  });

  /** A mark that a pointer can press; whoever has none presses its button. */
  function tickFor(index: number, marked: Marked): HTMLElement {
    const tick = make("span", "rate-tick");
    const { marks } = marked;
    const mark = marks[index];
    if (!mark) return tick;
    const { name, lr } = mark;
    const at = shareOfSlider(lr);
    const half = (other: RateMark | undefined) => String(other ? Math.abs(shareOfSlider(other.lr) - at) / 2 : 1);
    tick.title = `${name}: ${readable(lr)}, ${markInWords(mark, marked)}`;
    tick.classList.toggle("is-measured", mark.isMeasured);
    tick.style.setProperty("--at", String(at));
    // Each is as wide as its neighbours leave it.
    tick.style.setProperty("--before", half(marks[index - 1]));
    tick.style.setProperty("--after", half(marks[index + 1]));
    tick.addEventListener("click", () => picked(lr));
    return tick;
  }

  return {
    show(experiment, runs, chosen) {
      const aside = rateNote(experiment, runs);
      say(note, aside);
      back.hidden = ownersOf(experiment).length === 0;
      theory.hidden = aside !== "" && back.hidden;
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

  function buttonFor(mark: RateMark, marked: Marked): HTMLButtonElement {
    const { name, lr } = mark;
    const button = make("button", "rate-mark", `${name}: ${readable(lr)}`);
    button.type = "button";
    button.title = markInWords(mark, marked);
    button.classList.toggle("is-measured", mark.isMeasured);
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
      const now = `${keyOf(marks)} ${words}`;
      if (now === shown) return;
      shown = now;
      const buttons = marked ? marks.map((mark) => buttonFor(mark, marked)) : [];
      row.replaceChildren(...buttons, ...(words ? [make("p", "rate-why", words)] : []));
    },
    measuring() {
      row.classList.add("is-stale");
      row.setAttribute("aria-busy", "true");
    },
  });

  return { show: (experiment, _, chosen) => mark(experiment, chosen?.optimizer) };
}

/** What tells marks from others. */
function keyOf(marks: readonly RateMark[]): string {
  return marks.map(({ name, lr, isMeasured }) => `${name} ${lr} ${isMeasured}`).join();
}
