/** The map of learning rate and momentum: which of the two leads where, for one optimizer, or where two of them differ. */

import { explorer, type Mapping } from "../../engine/basins/explorer";
import type { Field } from "../../engine/basins/field";
import { cellOf, type Rates, ratesOf } from "../../engine/basins/plane";
import type { Catalogue, Hyperparameter, Optimizer } from "../../engine/catalogue";
import { curvatureAt, nearestMinimizer } from "../../engine/curvature";
import type { Run } from "../../engine/runs";
import { numbersIn, withOwnNumber } from "../../own/numbers";
import { OWN } from "../../own/texts";
import { givenUp } from "../../state/advice";
import type { Experiment } from "../../state/experiment";
import { withSetting } from "../../state/settings";
import { runChoice } from "../basins/choice";
import { fieldCsv, fieldProtocol } from "../basins/csv";
import { paintBasins, paintDifference } from "../basins/paint";
import { fillField } from "../basins/table";
import { contrastsOf, contrastWords, differenceSentence } from "../basins/words";
import { drawingContext } from "../drawing";
import { handOver } from "../hand-over";
import { lookOf, whenItLooksDifferent } from "../look";
import { readable } from "../numbers";
import { resize, say, sheetScale } from "../page";
import type { Sheet } from "../sheet";
import { drawRates, FINEST, type RateFrame, rateFrame } from "./drawing";
import { cellWords, NOBODY, rateMapSentence, ratesAxis } from "./words";

export interface RateMapNeeds {
  readonly sheet: Sheet;
  readonly catalogue: Catalogue;
  readonly runs: () => readonly Run[];
  readonly experiment: () => Experiment;
  /** Is given the optimizers whose map somebody wants to see. */
  readonly choose: (keys: readonly string[]) => void;
  readonly change: (experiment: Experiment) => void;
}

interface RateMapping extends Mapping {
  readonly plane: Rates;
}

export interface RateMap {
  /** @param keys Of the optimizers whose map is shown; the first one's is, where these have none. */
  show(keys: readonly string[]): void;
}

export function rateMap({ sheet, catalogue, runs, experiment, choose, change }: RateMapNeeds): RateMap {
  const panel = sheet.part(".rate-map", HTMLElement);
  const place = sheet.part(".rates-plot", HTMLElement);
  const canvas = sheet.part(".rates-plot canvas", HTMLCanvasElement);
  const axis = sheet.part(".rates-axis", HTMLElement);
  const reading = sheet.part(".rates-reading", HTMLElement);
  const sentence = sheet.part(".rates-said", HTMLElement);
  const across = sheet.part("#rates-lr", HTMLInputElement);
  const up = sheet.part("#rates-momentum", HTMLInputElement);
  const upName = sheet.part(".rates-momentum-name", HTMLElement);
  const load = sheet.part("#rates-load", HTMLButtonElement);
  const link = sheet.part("#rates-csv", HTMLAnchorElement);
  const details = sheet.part(".rates-data", HTMLDetailsElement);
  const table = sheet.part(".rates-data table", HTMLTableElement);
  const choice = runChoice(sheet.part("#rates-of", HTMLSelectElement), () =>
    choose(choice.of(eligible()).map(({ optimizer }) => optimizer.key)),
  );
  const context = drawingContext(canvas);
  const picture = document.createElement("canvas");
  let found: readonly Field[] = [];
  let frame: RateFrame | undefined;
  let answered = "";
  let isSeen = false;

  const search = explorer(
    catalogue.stop,
    (fields) => {
      found = fields;
      paint();
    },
    (progress) => place.setAttribute("aria-busy", String(progress !== undefined)),
    sheet.gone,
  );

  /** The runs whose optimizers have a momentum to vary. */
  function eligible(): readonly Run[] {
    return runs().filter(({ optimizer }) => ratesOf(optimizer, experiment().start, catalogue));
  }

  function mappings(): readonly RateMapping[] {
    return choice.of(eligible()).flatMap(({ optimizer, hyperparameters }) => {
      const plane = ratesOf(optimizer, experiment().start, catalogue);
      return plane ? [{ optimizer, hyperparameters, plane }] : [];
    });
  }

  function explore(): void {
    const asked = mappings();
    const [first] = asked;
    panel.classList.toggle("is-empty", !first);
    if (!first) {
      search.stop();
      answered = "";
      say(sentence, NOBODY);
      return;
    }
    describe(first);
    follow();
    const question = questionOf(experiment(), asked);
    if (question === answered) draw();
    else {
      answered = question;
      found = [];
      link.hidden = true;
      search.explore(experiment(), asked);
    }
  }

  function describe(mapping: RateMapping): void {
    say(upName, `${momentumOf(mapping).title} of the pair`);
    const titles = mappings().map(({ optimizer }) => optimizer.title);
    say(axis, ratesAxis(momentumOf(mapping), mapping.plane, catalogue, titles));
  }

  function paint(): void {
    const [one, other] = found;
    if (!one) return;
    if (other) paintDifference(picture, one, other);
    else paintBasins(picture, one, catalogue.basin_colours);
    place.dataset.size = String(one.size);
    const { noise } = experiment();
    const said = other
      ? [differenceSentence(one, other, noise, "pairs"), ...differing(one, other)].join(" ")
      : rateMapSentence(one, fixedWords(mappings()[0]), noise);
    say(sentence, said);
    link.hidden = one.size !== FINEST;
    draw();
    tell();
    fill();
  }

  /** What the map does not vary of an optimizer. */
  function fixedWords(mapping: RateMapping | undefined): string {
    if (!mapping) return "";
    const { optimizer, hyperparameters, plane } = mapping;
    const fixed = optimizer.hyperparameters.flatMap(({ symbol }, index) =>
      index === plane.rate || index === plane.momentum
        ? []
        : [`${symbol} ${readable(hyperparameters[index] ?? Number.NaN)}`],
    );
    return fixed.length > 0 ? ` (${fixed.join(", ")})` : "";
  }

  function fill(): void {
    const [mapping] = mappings();
    const [one] = found;
    if (!details.open || !mapping || !one) return;
    const { plane, hyperparameters } = mapping;
    const valueAt = (index: number, column: number, row: number) =>
      cellOf(plane, hyperparameters, one.size, column, row).hyperparameters[index] ?? Number.NaN;
    const { title } = momentumOf(mapping);
    fillField(table, found, {
      caption: `What becomes of pairs of learning rate, across, and ${title.toLowerCase()}, down`,
      corner: title,
      across: (column) => valueAt(plane.rate, column, 0),
      up: (row) => valueAt(plane.momentum, 0, row),
    });
  }

  function draw(): void {
    const [mapping] = mappings();
    if (!context || !isSeen || !mapping) return;
    const scale = sheetScale();
    const ratio = scale * devicePixelRatio;
    resize(canvas, Math.round(place.clientWidth * devicePixelRatio), Math.round(place.clientHeight * devicePixelRatio));
    const plane = mapping.plane;
    frame = rateFrame(place.clientWidth / scale, place.clientHeight / scale, plane);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const current = choice.of(eligible()).map(({ optimizer, hyperparameters }) => ({ optimizer, hyperparameters }));
    drawRates(context, frame, picture, {
      current,
      limits: mappings().flatMap((each) => limitOf(each) ?? []),
      chosen: [across.valueAsNumber, up.valueAsNumber],
      look: lookOf(place),
    });
  }

  /** The learning rate at which an optimizer stops being stable, by its momentum; nothing where no closed form is known. */
  function limitOf({ optimizer, plane, hyperparameters }: RateMapping): ((momentum: number) => number) | undefined {
    const { landscape, start } = experiment();
    const nearest = nearestMinimizer(landscape, start);
    const stability = optimizer.stability?.bind(optimizer);
    if (!nearest || !stability) return undefined;
    const { highest } = curvatureAt(landscape, nearest, catalogue);
    return (momentum) =>
      stability(highest, ...hyperparameters.map((value, index) => (index === plane.momentum ? momentum : value)));
  }

  /** The sliders stand where the run does, until they are moved. */
  function follow(): void {
    const [mapping] = mappings();
    if (!mapping || document.activeElement === across || document.activeElement === up) return;
    const { plane, hyperparameters } = mapping;
    const rate = Math.log2(hyperparameters[plane.rate] ?? Number.NaN);
    across.valueAsNumber = indexAt((rate - plane.across[0]) / (plane.across[1] - plane.across[0]));
    up.valueAsNumber = indexAt(hyperparameters[plane.momentum] ?? 0);
    tell();
  }

  /** Says what came of the cell that the sliders choose. */
  function tell(): void {
    const [mapping] = mappings();
    if (!mapping) return;
    const [column, row] = [across.valueAsNumber, up.valueAsNumber];
    const plane = mapping.plane;
    const { hyperparameters } = cellOf(plane, mapping.hyperparameters, FINEST, column, row);
    const [lr, momentum] = [hyperparameters[plane.rate] ?? 0, hyperparameters[plane.momentum] ?? 0];
    const words = cellWords(lr, momentum, momentumOf(mapping), found, column, row);
    // Whoever moves a slider by ear hears what came of the pair, as the eye reads it below.
    for (const slider of [across, up]) slider.setAttribute("aria-valuetext", words);
    say(reading, words);
  }

  function loadChosen(): void {
    let loaded = givenUp(experiment(), runs());
    for (const { optimizer, plane, hyperparameters } of mappings()) {
      const { rate, momentum } = plane;
      const values = cellOf(plane, hyperparameters, FINEST, across.valueAsNumber, up.valueAsNumber).hyperparameters;
      for (const index of [rate, momentum]) {
        const hyperparameter = optimizer.hyperparameters[index];
        if (hyperparameter) loaded = withValue(loaded, optimizer, hyperparameter, rounded(values[index] ?? 0));
      }
    }
    change(loaded);
  }

  function pointedAt(event: MouseEvent): void {
    if (!frame) return;
    const box = place.getBoundingClientRect();
    const scale = sheetScale();
    const column = indexAt(((event.clientX - box.left) / scale - frame.left) / frame.width);
    const row = indexAt(1 - ((event.clientY - box.top) / scale - frame.top) / frame.height);
    [across.valueAsNumber, up.valueAsNumber] = [column, row];
    tell();
    draw();
  }

  place.addEventListener("pointermove", pointedAt);
  place.addEventListener("pointerleave", () => {
    follow();
    draw();
  });
  place.addEventListener("click", (event) => {
    pointedAt(event);
    loadChosen();
  });
  load.addEventListener("click", loadChosen);
  link.addEventListener("click", () => {
    const mapped = found.flatMap(({ optimizer }) => runs().find((run) => run.optimizer === optimizer) ?? []);
    const names = [experiment().landscape, ...mapped.map(({ optimizer }) => optimizer)].map(({ key }) => key);
    const text = fieldCsv(found, fieldProtocol(found, mapped, experiment(), catalogue));
    handOver(link, text, `thalweg-rates-${names.join("-")}.csv`);
  });
  details.addEventListener("toggle", fill);
  for (const slider of [across, up])
    slider.addEventListener("input", () => {
      tell();
      draw();
    });
  whenItLooksDifferent(place, draw, sheet.gone);

  // What nobody sees is not computed; while there is nothing to draw, the place for it is not there to be seen.
  const sight = new IntersectionObserver((entries) => {
    isSeen = entries.at(-1)?.isIntersecting ?? false;
    if (isSeen) explore();
    else {
      search.stop();
      if (found.length === 0 || found[0]?.size !== FINEST) answered = "";
    }
  });
  sight.observe(panel);
  sheet.gone.addEventListener("abort", () => sight.disconnect());

  return {
    show(keys) {
      choice.offer(eligible());
      choice.take(keys);
      const [first] = mappings();
      if (isSeen) explore();
      else if (first) describe(first);
    },
  };
}

/** What a rule of one's own declares is changed in its text; its learning rate is set like anybody's. */
function withValue(experiment: Experiment, optimizer: Optimizer, hyperparameter: Hyperparameter, value: number) {
  const isInText = numbersIn(optimizer).includes(hyperparameter.name) && hyperparameter.name !== "lr";
  if (optimizer.key === OWN && isInText) return withOwnNumber(experiment, hyperparameter.name, value);
  return withSetting(experiment, optimizer, hyperparameter, value);
}

/** In how many pairs two optimizers differ in which way. */
function differing(one: Field, other: Field): readonly string[] {
  return contrastsOf(one, other).map(({ how, share }) => `${contrastWords(how, share, one, other)}.`);
}

function indexAt(share: number): number {
  return Math.min(FINEST - 1, Math.max(0, Math.floor(share * FINEST)));
}

/** Three digits say a cell as well as seventeen, and read better. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function momentumOf({ optimizer, plane }: RateMapping) {
  const hyperparameter = optimizer.hyperparameters[plane.momentum];
  if (!hyperparameter) throw new Error(`${optimizer.title} has no momentum.`);
  return hyperparameter;
}

/** What decides the picture; what the plane varies does not. */
function questionOf({ landscape, steps }: Experiment, mappings: readonly RateMapping[]): string {
  const asked = mappings.map(({ optimizer, plane, hyperparameters }) => {
    const { rate, momentum, start } = plane;
    return [optimizer.rule, start, hyperparameters.filter((_, index) => index !== rate && index !== momentum)];
  });
  return JSON.stringify([landscape.formula, steps, asked]);
}
