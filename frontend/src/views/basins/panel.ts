/** Basins of attraction over the map: which start leads where, for one optimizer, or where two of them differ. */

import { explorer, SIZES } from "../../engine/basins/explorer";
import { DIVERGED, type Field, UNSETTLED } from "../../engine/basins/field";
import type { Catalogue, Optimizer } from "../../engine/catalogue";
import type { Experiment } from "../../state/experiment";
import { make, say } from "../page";
import type { Sheet } from "../sheet";
import { colourOf, paintBasins, paintDifference } from "./paint";
import {
  basinsCsv,
  basinsSentence,
  differenceSentence,
  IMPOSSIBLE,
  NOBODY,
  progressSentence,
  sharesOf,
  shareWords,
  UNKNOWN,
} from "./words";

/** Starts along each side of the first picture. */
const [COARSEST] = SIZES;

/** Basins that are listed one by one. */
const LISTED = 6;

/** Numbers that fit into the textures a card can write at once, beside the place and the step. */
const MOST_CARRIED = 10;

export interface BasinPanel {
  show(experiment: Experiment): void;
  hide(): void;
}

export function basinPanel(sheet: Sheet, catalogue: Catalogue): BasinPanel {
  const panel = sheet.part(".basins", HTMLElement);
  const plot = sheet.part(".plot", HTMLElement);
  const choice = sheet.part("#basins-of", HTMLSelectElement);
  const opacity = sheet.part("#basins-opacity", HTMLInputElement);
  const sentence = sheet.part(".basins-said", HTMLElement);
  const list = sheet.part(".basins-shares", HTMLElement);
  const link = sheet.part("#basins-csv", HTMLAnchorElement);
  const canvas = document.createElement("canvas");
  canvas.className = "basin-map";
  canvas.setAttribute("aria-hidden", "true");
  canvas.hidden = true;
  plot.insertBefore(canvas, sheet.part(".trajectories", HTMLElement));
  let shown: Experiment | undefined;
  let found: readonly Field[] = [];

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
    say(sentence, other ? differenceSentence(one, other) : basinsSentence(one));
    if (isLast || one.size === COARSEST) list.replaceChildren(...(other ? [] : sharesListed(one)));
    link.hidden = other !== undefined || !isLast;
  }

  function sharesListed(field: Field): readonly HTMLElement[] {
    const shares = sharesOf(field);
    const rest = shares.slice(LISTED).reduce((sum, { share }) => sum + share, 0);
    const items = shares.slice(0, LISTED).map((share) => {
      const item = make("li");
      const sample = make("span", "basin-sample");
      if (share.reached === DIVERGED) sample.classList.add("is-diverged");
      else if (share.reached === UNSETTLED) sample.classList.add("is-nowhere");
      else {
        const [red, green, blue] = colourOf(share.reached, catalogue.basin_colours);
        sample.style.setProperty("background", `rgb(${red} ${green} ${blue})`);
      }
      item.append(sample, make("span", "", shareWords(share, field)));
      return item;
    });
    if (rest > 0) items.push(make("li", "", `the rest: ${shares.length - LISTED} more`));
    return items;
  }

  /** The optimizers that are chosen: one, or two to be compared. */
  function chosen(): readonly Optimizer[] {
    const keys = choice.value.split(" ");
    return (shown?.optimizers ?? []).filter(({ key }) => keys.includes(key));
  }

  function explore(): void {
    if (!shown) return;
    canvas.classList.add("is-stale");
    if (!search.isPossible) say(sentence, IMPOSSIBLE);
    else if (shown.optimizers.length === 0) {
      canvas.hidden = true;
      search.stop();
      list.replaceChildren();
      say(sentence, NOBODY);
    } else if (chosen().some(({ state_scalars }) => state_scalars.length > MOST_CARRIED)) say(sentence, UNKNOWN);
    else {
      found = [];
      panel.setAttribute("aria-busy", "true");
      search.explore(shown, chosen());
    }
  }

  function offer({ optimizers }: Experiment): void {
    const before = choice.value;
    const single = optimizers.map(({ key, title }) => new Option(title, key));
    const pairs = optimizers.flatMap((one, index) =>
      optimizers
        .slice(index + 1)
        .map((other) => new Option(`Difference: ${one.title}, ${other.title}`, `${one.key} ${other.key}`)),
    );
    const options = [...single, ...pairs];
    if (options.map(({ value }) => value).join() === Array.from(choice.options, ({ value }) => value).join()) return;
    choice.replaceChildren(...options);
    choice.value = options.some(({ value }) => value === before) ? before : (options[0]?.value ?? "");
  }

  choice.addEventListener("change", explore);
  opacity.addEventListener("input", () => canvas.style.setProperty("opacity", String(opacity.valueAsNumber / 100)));
  link.addEventListener("click", () => {
    const [field] = found;
    if (!field) return;
    URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([basinsCsv(field)], { type: "text/csv" }));
    link.download = `thalweg-basins-${field.landscape.key}-${field.optimizer.key}.csv`;
  });

  return {
    show(experiment) {
      panel.hidden = false;
      const moved = shown && onlyTheStartMoved(shown, experiment);
      shown = experiment;
      offer(experiment);
      if (!moved) explore();
    },
    hide() {
      panel.hidden = true;
      canvas.hidden = true;
      shown = undefined;
      search.stop();
    },
  };
}

/** Every start is on the map already: another one changes nothing. */
function onlyTheStartMoved(one: Experiment, other: Experiment): boolean {
  return (
    JSON.stringify({ ...one, start: 0, landscape: 0 }) === JSON.stringify({ ...other, start: 0, landscape: 0 }) &&
    one.landscape === other.landscape
  );
}
