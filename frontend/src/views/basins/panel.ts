/** Basins of attraction over the map: which start leads where, for one optimizer, or where two of them differ. */

import { explorer, type Mapping, SIZES } from "../../engine/basins/explorer";
import type { Field } from "../../engine/basins/field";
import { cellOf, type Plane } from "../../engine/basins/plane";
import type { Catalogue } from "../../engine/catalogue";
import type { Run } from "../../engine/runs";
import type { Experiment } from "../../state/experiment";
import type { Domain } from "../../state/frame";
import { OPACITIES } from "../../state/scene";
import { handOver } from "../hand-over";
import { make, say } from "../page";
import type { Sheet } from "../sheet";
import { runChoice } from "./choice";
import { fieldCsv, fieldProtocol } from "./csv";
import { basinSample, contrastSample, paintBasins, paintDifference } from "./paint";
import { fillField } from "./table";
import {
  basinsSentence,
  contrastsOf,
  contrastWords,
  differenceSentence,
  NOBODY,
  progressSentence,
  settingWords,
  sharesOf,
  shareWords,
} from "./words";

/** Starts along each side of the first picture. */
const [COARSEST] = SIZES;

/** Basins that are listed one by one. */
const LISTED = 6;

export interface BasinPanel {
  /** @param keys Of the optimizers whose basins are shown; the first is, where these are not shown. */
  show(experiment: Experiment, keys: readonly string[], opacity: number): void;
  hide(): void;
}

export interface BasinNeeds {
  readonly sheet: Sheet;
  readonly catalogue: Catalogue;
  /** The runs that are shown, each with the hyper-parameters it has. */
  readonly runs: () => readonly Run[];
  /** What is seen of the landscape. */
  readonly domain: () => Domain;
  /** Is given the optimizers whose basins somebody wants to see. */
  readonly choose: (keys: readonly string[]) => void;
  /** Is given how strongly they are to cover the map, in percent. */
  readonly covered: (opacity: number) => void;
}

export function basinPanel({ sheet, catalogue, runs, domain, choose, covered }: BasinNeeds): BasinPanel {
  const panel = sheet.part(".basins", HTMLElement);
  const plot = sheet.part(".plot", HTMLElement);
  const choice = runChoice(sheet.part("#basins-of", HTMLSelectElement), () =>
    choose(choice.of(runs()).map(({ optimizer }) => optimizer.key)),
  );
  const cover = sheet.part("#basins-opacity", HTMLInputElement);
  const sentence = sheet.part(".basins-said", HTMLElement);
  const list = sheet.part(".basins-shares", HTMLElement);
  const link = sheet.part("#basins-csv", HTMLAnchorElement);
  const details = sheet.part(".basins-data", HTMLDetailsElement);
  const table = sheet.part(".basins-data table", HTMLTableElement);
  const canvas = document.createElement("canvas");
  canvas.className = "basin-map";
  canvas.setAttribute("aria-hidden", "true");
  canvas.hidden = true;
  plot.insertBefore(canvas, sheet.part(".trajectories", HTMLElement));
  let shown: Experiment | undefined;
  let found: readonly Field[] = [];
  let answered = "";

  const search = explorer(
    catalogue.stop,
    (fields, isLast) => {
      found = fields;
      paint(isLast);
    },
    (progress) => {
      panel.setAttribute("aria-busy", String(progress !== undefined));
      if (progress && found.length === 0) say(sentence, progressSentence(progress));
    },
    sheet.gone,
  );

  function paint(isLast: boolean): void {
    const [one, other] = found;
    if (!one) return;
    if (other) paintDifference(canvas, one, other);
    else paintBasins(canvas, one, catalogue.basin_colours);
    canvas.hidden = false;
    canvas.classList.remove("is-stale");
    canvas.dataset.size = String(one.size);
    describe();
    if (isLast || one.size === COARSEST)
      list.replaceChildren(...(other ? contrastsListed(one, other) : sharesListed(one)));
    link.hidden = !isLast;
    fill();
  }

  /** Says whose basins they are, and at which rates. */
  function describe(): void {
    const [one, other] = found;
    const noise = shown?.noise;
    if (!one) return;
    say(sentence, other ? differenceSentence(one, other, noise) : basinsSentence(one, runOf(one), noise));
  }

  function fill(): void {
    const [one] = found;
    if (!details.open || !one) return;
    const startAt = (column: number, row: number) =>
      cellOf(one.plane, one.hyperparameters, one.size, column, row).start;
    fillField(table, found, {
      caption: "Where starts lead: x across, y down",
      corner: "y",
      across: (column) => startAt(column, 0).x,
      up: (row) => startAt(0, row).y,
    });
  }

  /** The run that a map is of, with the rate it has now. */
  function runOf({ optimizer }: Field): Run | undefined {
    return runs().find((run) => run.optimizer === optimizer);
  }

  function contrastsListed(one: Field, other: Field): readonly HTMLElement[] {
    const settings = [one, other].flatMap((field) => {
      const run = runOf(field);
      return run ? [make("li", "", `${run.optimizer.title}: ${settingWords(run)}`)] : [];
    });
    const shares = contrastsOf(one, other).map(({ how, share }) =>
      keyed(contrastSample(how), contrastWords(how, share, one, other)),
    );
    return [...shares, ...settings];
  }

  function sharesListed(field: Field): readonly HTMLElement[] {
    const shares = sharesOf(field);
    const rest = shares.slice(LISTED).reduce((sum, { share }) => sum + share, 0);
    const items = shares
      .slice(0, LISTED)
      .map((share) => keyed(basinSample(share.reached, catalogue.basin_colours), shareWords(share, field)));
    if (rest > 0) items.push(make("li", "", `the rest: ${shares.length - LISTED} more`));
    return items;
  }

  function mappings(): readonly Mapping[] {
    const plane: Plane = { kind: "starts", across: domain().x, up: domain().y };
    return choice.of(runs()).map(({ optimizer, hyperparameters }) => ({ optimizer, hyperparameters, plane }));
  }

  function explore(): void {
    if (!shown) return;
    const asked = mappings();
    const question = questionOf(shown, asked);
    if (question === answered) {
      describe();
      return;
    }
    answered = question;
    canvas.classList.add("is-stale");
    link.hidden = true;
    if (asked.length === 0) {
      canvas.hidden = true;
      search.stop();
      list.replaceChildren();
      say(sentence, NOBODY);
    } else {
      found = [];
      panel.setAttribute("aria-busy", "true");
      search.explore(shown, asked);
    }
  }

  cover.min = String(OPACITIES.least);
  cover.max = String(OPACITIES.most);
  cover.addEventListener("input", () => covered(cover.valueAsNumber));
  details.addEventListener("toggle", fill);
  link.addEventListener("click", () => {
    if (!shown) return;
    const names = [shown.landscape, ...found.map(({ optimizer }) => optimizer)].map(({ key }) => key);
    const text = fieldCsv(
      found,
      fieldProtocol(
        found,
        found.flatMap((field) => runOf(field) ?? []),
        shown,
        catalogue,
      ),
    );
    handOver(link, text, `thalweg-basins-${names.join("-")}.csv`);
  });

  return {
    show(experiment, keys, opacity) {
      panel.hidden = false;
      cover.valueAsNumber = opacity;
      canvas.style.setProperty("opacity", String(opacity / 100));
      shown = experiment;
      choice.offer(runs());
      choice.take(keys);
      explore();
    },
    hide() {
      panel.hidden = true;
      canvas.hidden = true;
      shown = undefined;
      answered = "";
      search.stop();
    },
  };
}

function keyed(sample: HTMLCanvasElement, words: string): HTMLElement {
  const item = make("li");
  item.append(sample, make("span", "", words));
  return item;
}

/** What decides the picture; where the paths on it start does not. */
function questionOf({ landscape, steps }: Experiment, mappings: readonly Mapping[]): string {
  const asked = mappings.map(({ optimizer, ...others }) => ({ optimizer: optimizer.rule, ...others }));
  return JSON.stringify([landscape.formula, steps, asked]);
}
