/** The sweep strip: every optimizer at every learning rate at once; one of them can be loaded. */

import type { Catalogue, Optimizer } from "../../engine/catalogue";
import { limitOf } from "../../engine/curvature";
import type { Run } from "../../engine/runs";
import { type Sweeps, type Swept, sweeper } from "../../engine/sweep";
import type { Experiment } from "../../state/experiment";
import type { Measure } from "../../state/scene";
import { drawingContext } from "../drawing";
import { handOver } from "../hand-over";
import { lookOf, whenItLooksDifferent } from "../look";
import { resize, say, sheetScale } from "../page";
import type { Sheet } from "../sheet";
import { sweepCsv, sweepProtocol } from "./csv";
import { geometryOf, leftOf, type StripGeometry, standingTop } from "./geometry";
import { decadesOf, floorExponent, type Standings, standingsOf } from "./scale";
import { drawStrip } from "./strip";
import { fillTable } from "./table";
import { axisWords, limitWords, loadWords, readingAt, sweepSummary } from "./words";

/** Whole strides for Page Up and Page Down: a factor of ten. */
const STRIDE = 8;

export interface SweepStrip {
  show(experiment: Experiment, measure: Measure): void;
}

export interface SweepNeeds {
  readonly sheet: Sheet;
  readonly catalogue: Catalogue;
  readonly sweeps: Sweeps;
  /** The runs that are shown, each at the learning rate it has. */
  readonly runs: () => readonly Run[];
  /** Is given what somebody wants to see of each run. */
  readonly choose: (measure: Measure) => void;
  /** Is given the run whose optimizer gets a learning rate, and the rate; returns what else that changes, in words. */
  readonly load: (run: Run, lr: number) => string;
}

export function sweepStrip({ sheet, catalogue, sweeps, runs, choose, load }: SweepNeeds): SweepStrip {
  const place = sheet.part(".sweep-chart", HTMLElement);
  const canvas = sheet.part(".sweep-chart canvas", HTMLCanvasElement);
  const choice = sheet.part("#sweep-shows", HTMLSelectElement);
  const loaded = sheet.part("#sweep-for", HTMLSelectElement);
  const axis = sheet.part(".sweep-axis", HTMLElement);
  const readingText = sheet.part(".sweep-reading", HTMLElement);
  const summary = sheet.part(".sweep-summary", HTMLElement);
  const limitText = sheet.part(".sweep-limits", HTMLElement);
  const details = sheet.part(".sweep-data", HTMLDetailsElement);
  const table = sheet.part(".sweep-data table", HTMLTableElement);
  const link = sheet.part("#sweep-csv", HTMLAnchorElement);
  const context = drawingContext(canvas);
  const converged = new Set(
    catalogue.outcomes.flatMap((sentence, index) => (sentence.startsWith("converged") ? [index] : [])),
  );
  let swept: readonly Swept[] = [];
  let experiment: Experiment | undefined;
  let geometry: StripGeometry | undefined;
  let standings: readonly Standings[] = [];
  let cursor: number | undefined;
  /** The optimizer whose curve a pointer is nearest to. */
  let nearest: Optimizer | undefined;
  /** What else the last rate that was loaded has changed. */
  let aside = "";
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
    standings = swept.map((each) => standingsOf(each, measure(), converged));
    const decades = decadesOf(standings, measure(), experiment.landscape);
    const [width, height] = [place.clientWidth / scale, place.clientHeight / scale];
    geometry = geometryOf(width, height, standings, decades, catalogue.rates);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const floor = measure() === "loss" ? floorExponent(experiment.landscape, catalogue) : undefined;
    const limits = limitsOf(experiment, catalogue);
    const marks = { current: currentRates(), limits, cursor, chosen: chosen()?.optimizer, floor };
    drawStrip(context, geometry, standings, marks, lookOf(place));
  }

  /** What can be said before anything has been computed; below the fold it is there before anybody comes. */
  function describe(): void {
    if (!experiment) return;
    say(axis, axisWords(measure(), experiment, catalogue));
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

  /** The run that is loaded: of the curve a pointer is nearest to, else of the one that was chosen for the keys. */
  function chosen(): Run | undefined {
    const all = runs();
    return (
      all.find(({ optimizer }) => optimizer === nearest) ??
      all.find(({ optimizer }) => optimizer.key === loaded.value) ??
      all[0]
    );
  }

  /** Marks a rate, and says what came of it. */
  function point(index: number | undefined, curve?: Optimizer): void {
    const isOther = index !== cursor || curve !== nearest;
    nearest = curve;
    const at = index ?? nearestRate(experiment?.lr ?? 1, catalogue);
    place.setAttribute("aria-valuenow", String(at));
    place.setAttribute(
      "aria-valuetext",
      `${readingAt(swept, at, catalogue)} ${loadWords(chosen()?.optimizer, "Enter")}`,
    );
    const reading = index === undefined ? "" : readingAt(swept, index, catalogue);
    say(
      readingText,
      [reading, reading && loadWords(chosen()?.optimizer, curve ? "A click" : "Enter"), aside]
        .filter(Boolean)
        .join(" "),
    );
    if (!isOther) return;
    cursor = index;
    draw();
  }

  function pointed(event: PointerEvent | MouseEvent): void {
    if (!geometry) return;
    const box = place.getBoundingClientRect();
    const [left, top] = [event.clientX - box.left, event.clientY - box.top].map((each) => each / sheetScale());
    const index = indexAt(left ?? 0, geometry);
    point(index, curveAt(index, top ?? 0, standings, geometry));
  }

  function loadAt(index: number | undefined): void {
    const rate = index === undefined ? undefined : catalogue.rates[index];
    const run = chosen();
    if (rate === undefined || !run) return;
    loaded.value = run.optimizer.key;
    aside = load(run, rate);
    point(cursor, nearest);
  }

  place.addEventListener("pointermove", pointed);
  place.addEventListener("pointerleave", () => point(undefined));
  place.addEventListener("blur", () => point(undefined));
  place.addEventListener("click", (event) => {
    pointed(event);
    loadAt(cursor);
  });
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
  choice.addEventListener("change", () => choose(measure()));
  loaded.addEventListener("change", () => point(cursor));
  details.addEventListener("toggle", tell);
  link.addEventListener("click", () => {
    if (!experiment) return;
    // What has not been seen has not been swept yet, and what is handed over is whole.
    const whole = sweeps.finished(experiment);
    const text = sweepCsv(whole, sweepProtocol(experiment, runs(), catalogue), catalogue);
    handOver(link, text, `thalweg-sweep-${experiment.landscape.key}.csv`);
  });
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

  function offer(optimizers: readonly Optimizer[]): void {
    const before = loaded.value;
    if ([...loaded.options].map(({ value }) => value).join() === optimizers.map(({ key }) => key).join()) return;
    loaded.replaceChildren(...optimizers.map(({ key, title }) => new Option(title, key)));
    loaded.value = optimizers.some(({ key }) => key === before) ? before : (optimizers[0]?.key ?? "");
  }

  place.setAttribute("aria-valuemax", String(catalogue.rates.length - 1));

  return {
    show(now, shows) {
      choice.value = shows;
      experiment = now;
      if (now.policy !== "same") aside = "";
      link.hidden = now.optimizers.length === 0;
      offer(now.optimizers);
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

/** The optimizer whose curve, or row of a lane, is nearest at a rate. */
function curveAt(
  index: number,
  top: number,
  standings: readonly Standings[],
  geometry: StripGeometry,
): Optimizer | undefined {
  let least = Number.POSITIVE_INFINITY;
  let nearest: Optimizer | undefined;
  for (const { optimizer, at } of standings) {
    const standing = at[index];
    const distance = standing === undefined ? Number.NaN : Math.abs(standingTop(geometry, optimizer, standing) - top);
    if (distance < least) [least, nearest] = [distance, optimizer];
  }
  return nearest;
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
