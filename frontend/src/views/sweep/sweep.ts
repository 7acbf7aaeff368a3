/** The sweep strip: every optimizer at every learning rate at once; one of them can be loaded. */

import type { Catalogue, Optimizer } from "../../engine/catalogue";
import { limitOf } from "../../engine/curvature";
import type { Run } from "../../engine/runs";
import { type Sweeps, type Swept, sweeper } from "../../engine/sweep";
import type { Experiment } from "../../state/experiment";
import { drawingContext } from "../drawing";
import { lookOf, whenItLooksDifferent } from "../look";
import { resize, say, sheetScale } from "../page";
import type { Sheet } from "../sheet";
import { geometryOf, leftOf, type StripGeometry } from "./geometry";
import { decadesOf, type Measure, standingsOf } from "./scale";
import { drawStrip } from "./strip";
import { fillTable } from "./table";
import { axisWords, limitWords, readingAt, sweepSummary } from "./words";

/** Whole strides for Page Up and Page Down: a factor of ten. */
const STRIDE = 8;

export interface SweepStrip {
  show(experiment: Experiment): void;
}

export interface SweepNeeds {
  readonly sheet: Sheet;
  readonly catalogue: Catalogue;
  readonly sweeps: Sweeps;
  /** The runs that are shown, each at the learning rate it has. */
  readonly runs: () => readonly Run[];
  /** Is given the learning rate that was chosen. */
  readonly load: (lr: number) => void;
}

export function sweepStrip({ sheet, catalogue, sweeps, runs, load }: SweepNeeds): SweepStrip {
  const place = sheet.part(".sweep-chart", HTMLElement);
  const canvas = sheet.part(".sweep-chart canvas", HTMLCanvasElement);
  const choice = sheet.part("#sweep-shows", HTMLSelectElement);
  const axis = sheet.part(".sweep-axis", HTMLElement);
  const reading = sheet.part(".sweep-reading", HTMLElement);
  const summary = sheet.part(".sweep-summary", HTMLElement);
  const limitText = sheet.part(".sweep-limits", HTMLElement);
  const details = sheet.part(".sweep-data", HTMLDetailsElement);
  const table = sheet.part(".sweep-data table", HTMLTableElement);
  const context = drawingContext(canvas);
  const converged = new Set(
    catalogue.outcomes.flatMap((sentence, index) => (sentence.startsWith("converged") ? [index] : [])),
  );
  let swept: readonly Swept[] = [];
  let experiment: Experiment | undefined;
  let geometry: StripGeometry | undefined;
  let cursor: number | undefined;
  let isSeen = false;

  const work = sweeper(sweeps, (progress) => {
    swept = progress;
    draw();
    tell();
  });

  function sweep(now: Experiment): void {
    if (work.sweep(now)) place.setAttribute("aria-busy", "true");
  }

  function currentRates(): ReadonlyMap<Optimizer, number> {
    return new Map(runs().map(({ optimizer, lr }) => [optimizer, lr]));
  }

  function measure(): Measure {
    return choice.value === "steps" ? "steps" : "loss";
  }

  function draw(): void {
    if (!context || !experiment || !isSeen) return;
    const scale = sheetScale();
    const ratio = scale * devicePixelRatio;
    resize(canvas, Math.round(place.clientWidth * devicePixelRatio), Math.round(place.clientHeight * devicePixelRatio));
    const standings = swept.map((each) => standingsOf(each, measure(), converged));
    const decades = decadesOf(standings, measure(), experiment.landscape);
    const [width, height] = [place.clientWidth / scale, place.clientHeight / scale];
    geometry = geometryOf(width, height, standings, decades, catalogue.rates);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const marks = { current: currentRates(), limits: limitsOf(experiment, catalogue), cursor };
    drawStrip(context, geometry, standings, marks, lookOf(place));
  }

  /** What can be said before anything has been computed; below the fold it is there before anybody comes. */
  function describe(): void {
    if (!experiment) return;
    say(axis, axisWords(measure(), experiment.landscape, experiment.steps));
    say(limitText, limitWords([...limitsOf(experiment, catalogue).keys()].map(({ title }) => title)));
  }

  function tell(): void {
    if (!experiment) return;
    describe();
    say(summary, sweepSummary(swept, catalogue));
    place.setAttribute("aria-busy", String(!swept.every(sweeps.isDone)));
    point(cursor);
    if (details.open) fillTable(table, swept, catalogue);
  }

  /** Marks a rate, and says what came of it. */
  function point(index: number | undefined): void {
    const at = index ?? nearestRate(experiment?.lr ?? 1, catalogue);
    place.setAttribute("aria-valuenow", String(at));
    place.setAttribute("aria-valuetext", readingAt(swept, at, catalogue));
    say(reading, index === undefined ? "" : readingAt(swept, index, catalogue));
    if (index === cursor) return;
    cursor = index;
    draw();
  }

  function rateUnder(event: PointerEvent | MouseEvent): number | undefined {
    if (!geometry) return undefined;
    const left = (event.clientX - place.getBoundingClientRect().left) / sheetScale();
    return indexAt(left, geometry);
  }

  function loadAt(index: number | undefined): void {
    const rate = index === undefined ? undefined : catalogue.rates[index];
    if (rate !== undefined) load(rate);
  }

  place.addEventListener("pointermove", (event) => point(rateUnder(event)));
  place.addEventListener("pointerleave", () => point(undefined));
  place.addEventListener("blur", () => point(undefined));
  place.addEventListener("click", (event) => loadAt(rateUnder(event)));
  place.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = cursor ?? nearestRate(experiment?.lr ?? 1, catalogue);
    const last = catalogue.rates.length - 1;
    const goal = goalOf(event.key, at, last);
    if (goal === undefined && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (goal === undefined) loadAt(at);
    else point(Math.min(Math.max(goal, 0), last));
  });
  choice.addEventListener("change", () => {
    draw();
    tell();
  });
  details.addEventListener("toggle", tell);
  whenItLooksDifferent(place, draw, sheet.gone);

  // What nobody sees is not computed.
  const sight = new IntersectionObserver((entries) => {
    isSeen = entries.at(-1)?.isIntersecting ?? false;
    if (isSeen && experiment) sweep(experiment);
    else work.stop();
  });
  sight.observe(place);
  sheet.gone.addEventListener("abort", () => {
    sight.disconnect();
    work.stop();
  });

  place.setAttribute("aria-valuemax", String(catalogue.rates.length - 1));

  return {
    show(now) {
      experiment = now;
      if (isSeen) sweep(now);
      else describe();
    },
  };
}

function goalOf(key: string, at: number, last: number): number | undefined {
  const goals: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - STRIDE,
    PageUp: at + STRIDE,
    Home: 0,
    End: last,
  };
  return goals[key];
}

function nearestRate(lr: number, { rates }: Catalogue): number {
  const distances = rates.map((rate) => Math.abs(Math.log(rate / lr)));
  return distances.indexOf(Math.min(...distances));
}

function indexAt(left: number, geometry: StripGeometry): number {
  const distances = geometry.rates.map((rate) => Math.abs(leftOf(geometry, rate) - left));
  return distances.indexOf(Math.min(...distances));
}

/** Where each optimizer stops being stable, by the curvature at the known minimizer nearest to the start. */
function limitsOf(experiment: Experiment, catalogue: Catalogue): ReadonlyMap<Optimizer, number> {
  return new Map(
    experiment.optimizers.flatMap((optimizer) => {
      const limit = limitOf(optimizer, experiment, catalogue);
      return typeof limit === "string" ? [] : [[optimizer, limit.lr] as const];
    }),
  );
}
