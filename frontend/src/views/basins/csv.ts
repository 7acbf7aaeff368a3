/** A map of many runs to take away, or two that are compared: every run of it, and the protocol that they share. */

import { arrivedAt, contrastAt, DIVERGED, ENTRY, type Field, reachedAt, UNSETTLED } from "../../engine/basins/field";
import { cellOf } from "../../engine/basins/plane";
import type { Catalogue } from "../../engine/catalogue";
import { exactly, inQuotes } from "../../engine/csv";
import type { Origin } from "../../engine/rates";
import type { Run } from "../../engine/runs";
import type { Experiment } from "../../state/experiment";
import { filled, listed, spelled } from "../numbers";
import { protocol } from "../protocol";

const RESULTS = ["end_x", "end_y", "minimizer", "minimizer_x", "minimizer_y", "steps"] as const;

/**
 * Every run of a map and where it leads, as comma-separated values; what they share stands in the first row. Of two maps a row
 * has both runs of a place, each under the name of its optimizer as the library's settings have it, and how they differ.
 */
export function fieldCsv(fields: readonly Field[], protocol: string): string {
  const [one, other] = fields;
  if (!one) return "";
  const places = one.plane.kind === "starts" ? ["x", "y"] : namesOfPair(fields);
  const results = fields.flatMap((field) => RESULTS.map((name) => (other ? named(field, name) : name)));
  const header = [...places, ...results, ...(other ? ["difference"] : []), "protocol"].join();
  const rows = Array.from({ length: one.size * one.size }, (_, index) => {
    const difference = other ? [differenceAt(one, other, index)] : [];
    const ends = fields.flatMap((field) => resultsAt(field, index));
    return [...placeOf(fields, index), ...ends, ...difference, index === 0 ? inQuotes(protocol) : ""].join();
  });
  return [header, ...rows].join("\n").concat("\n");
}

/** The learning rate, and the momentum of each under its name, where these have not one and the same. */
function namesOfPair(fields: readonly Field[]): readonly string[] {
  const momenta = momentaOf(fields);
  const isOne = new Set(momenta).size === 1;
  return ["lr", ...(isOne ? momenta.slice(0, 1) : fields.map((field, index) => named(field, momenta[index] ?? "")))];
}

function momentaOf(fields: readonly Field[]): readonly string[] {
  return fields.map(({ plane, optimizer }) =>
    plane.kind === "rates" ? (optimizer.hyperparameters[plane.momentum]?.name ?? "") : "",
  );
}

function named({ optimizer }: Field, name: string): string {
  return `${optimizer.key}.${name}`;
}

function placeOf(fields: readonly Field[], index: number): readonly string[] {
  const [one] = fields;
  if (!one) return [];
  const { plane, size, hyperparameters: chosen } = one;
  const { start, hyperparameters } = cellOf(plane, chosen, size, index % size, Math.floor(index / size));
  if (plane.kind === "starts") return [start.x, start.y].map(exactly);
  const [rate = Number.NaN, momentum = Number.NaN] = [plane.rate, plane.momentum].map((at) => hyperparameters[at]);
  const momenta = new Set(momentaOf(fields)).size;
  return [rate, ...Array.from({ length: momenta }, () => momentum)].map(exactly);
}

function resultsAt(field: Field, index: number): readonly (string | number)[] {
  const { ends, landscape } = field;
  const reached = reachedAt(field, index);
  const [x = "", y = ""] = landscape.minimizers[reached] ?? [];
  const end = [ends[ENTRY * index] ?? Number.NaN, ends[ENTRY * index + 1] ?? Number.NaN];
  return [...end.map(exactly), minimizerName(reached), x, y, arrivedAt(field, index)];
}

/** The number of a minimizer, counted from 1; nothing where none is reached. */
function minimizerName(reached: number): string {
  if (reached === DIVERGED) return "diverged";
  return reached === UNSETTLED ? "" : String(reached + 1);
}

function differenceAt(one: Field, other: Field, index: number): string {
  const how = contrastAt(one, other, index);
  if (how === "only the one") return `only ${one.optimizer.key}`;
  return how === "only the other" ? `only ${other.optimizer.key}` : how;
}

/**
 * The protocol line of a map, or of two that are compared: what its runs share, and what it varies.
 *
 * @param runs The run of each field, with the rate it has now.
 */
export function fieldProtocol(
  fields: readonly Field[],
  runs: readonly Run[],
  experiment: Experiment,
  catalogue: Catalogue,
): string {
  const [one] = fields;
  if (!one) return "";
  const { plane, size } = one;
  const range = ([low, high]: readonly [number, number]) => `from ${spelled(low)} to ${spelled(high)}`;
  const also = `loss change not tested${inSinglePrecision(fields)}`;
  // What the map varies stands in the place of what the experiment has; noise is left out of maps.
  const silent = { ...experiment, noise: { ...experiment.noise, spread: 0 } };
  if (plane.kind === "starts") {
    const start = `${size} × ${size} starts, x ${range(plane.across)}, y ${range(plane.up)}`;
    return protocol(silent, runs, catalogue, { start, rates: ratesOf(runs, experiment, catalogue), also });
  }
  const [low, high] = plane.across;
  const names = momentaOf(fields);
  const symbols = fields.map(({ optimizer }, index) => {
    const symbol = optimizer.hyperparameters.find(({ name }) => name === names[index])?.symbol ?? "";
    return fields.length > 1 ? `${symbol} of ${optimizer.title}` : symbol;
  });
  const rates = `${size} × ${size} pairs, learning rates ${range([2 ** low, 2 ** high])}, ${listed(symbols)} ${range(plane.up)}`;
  return protocol(silent, runs, catalogue, { rates, names, also });
}

/** The learning rates of a map of starts; what a policy found for the start that is shown holds for no other. */
function ratesOf(runs: readonly Run[], { start }: Experiment, { protocol }: Catalogue): string {
  const [first] = runs;
  if (!first) return "";
  const from = filled(protocol.start, { x: spelled(start.x), y: spelled(start.y) });
  const found: Readonly<Partial<Record<Origin, string>>> = {
    best: `, ${runs.length > 1 ? "each " : ""}the best for ${from}`,
    scaled: `, such that the first steps from ${from} are equally long`,
  };
  const each = runs.map(({ optimizer, lr }) => `${optimizer.title} ${spelled(lr)}`).join(", ");
  const isOne = runs.every(({ lr }) => lr === first.lr);
  const words = isOne ? filled(protocol.rate, { lr: spelled(first.lr) }) : filled(protocol.rates, { each });
  return `${words}${found[first.origin] ?? ""}`;
}

/** A rule that carries more than a card keeps is worked out by the processor, in full precision, beside one that is not. */
function inSinglePrecision(fields: readonly Field[]): string {
  const single = fields.filter(({ isSingle }) => isSingle).map(({ optimizer }) => optimizer.title);
  if (single.length === 0) return "";
  return single.length === fields.length ? ", in single precision" : `, ${listed(single)} in single precision`;
}
