/** A map of many runs to take away: every run of it, and the protocol that they share. */

import { arrivedAt, DIVERGED, ENTRY, type Field, reachedAt, UNSETTLED } from "../../engine/basins/field";
import { cellOf } from "../../engine/basins/plane";
import type { Catalogue } from "../../engine/catalogue";
import type { Origin } from "../../engine/rates";
import type { Run } from "../../engine/runs";
import type { Experiment } from "../../state/experiment";
import { filled, spelled } from "../numbers";
import { protocol } from "../protocol";

/** Every run of a map and where it leads, as comma-separated values; what they share stands in the first row. */
export function fieldCsv(field: Field, protocol: string): string {
  const { plane, size } = field;
  const varied = plane.kind === "starts" ? ["x", "y"] : [plane.rate, plane.momentum].map((at) => nameAt(field, at));
  const header = [...varied, "end_x,end_y,minimizer,minimizer_x,minimizer_y,steps,protocol"].join();
  const shared = `"${protocol.replaceAll('"', '""')}"`;
  const rows = Array.from({ length: size * size }, (_, index) => rowOf(field, index, index === 0 ? shared : ""));
  return [header, ...rows].join("\n").concat("\n");
}

function rowOf(field: Field, index: number, shared: string): string {
  const { plane, size, ends, landscape } = field;
  const cell = cellOf(plane, field.hyperparameters, size, index % size, Math.floor(index / size));
  const { start, hyperparameters } = cell;
  const place =
    plane.kind === "starts" ? [start.x, start.y] : [hyperparameters[plane.rate], hyperparameters[plane.momentum]];
  const reached = reachedAt(field, index);
  const [x = "", y = ""] = landscape.minimizers[reached] ?? [];
  const end = [ends[ENTRY * index], ends[ENTRY * index + 1]];
  return [...place, ...end, minimizerName(reached), x, y, arrivedAt(field, index), shared].join();
}

/** The number of a minimizer, counted from 1; nothing where none is reached. */
function minimizerName(reached: number): string {
  if (reached === DIVERGED) return "diverged";
  return reached === UNSETTLED ? "" : String(reached + 1);
}

/** The protocol line of a map: what its runs share, and what it varies. */
export function fieldProtocol(field: Field, run: Run, experiment: Experiment, catalogue: Catalogue): string {
  const { plane, size, isSingle } = field;
  const range = ([low, high]: readonly [number, number]) => `from ${spelled(low)} to ${spelled(high)}`;
  const { x, y } = experiment.start;
  const from = filled(catalogue.protocol.start, { x: spelled(x), y: spelled(y) });
  const rate = filled(catalogue.protocol.rate, { lr: spelled(run.lr) });
  const found: Readonly<Partial<Record<Origin, string>>> = {
    best: `${rate}, the best for ${from}`,
    scaled: `${rate}, such that the first steps from ${from} are equally long`,
  };
  const also = `loss change not tested${isSingle ? ", in single precision" : ""}`;
  // What the map varies stands in the place of what the experiment has; noise is left out of maps.
  const silent = { ...experiment, noise: { ...experiment.noise, spread: 0 } };
  if (plane.kind === "starts") {
    const start = `${size} × ${size} starts, x ${range(plane.across)}, y ${range(plane.up)}`;
    return protocol(silent, [run], catalogue, { start, rates: found[run.origin] ?? rate, also });
  }
  const [low, high] = plane.across;
  const momentum = run.optimizer.hyperparameters[plane.momentum];
  const rates = `${size} × ${size} pairs, learning rates ${range([2 ** low, 2 ** high])}, ${momentum?.symbol} ${range(plane.up)}`;
  return protocol(silent, [run], catalogue, { rates, names: [momentum?.name ?? ""], also });
}

/** Hands over the values of a map when a link is followed. */
export function handOver(link: HTMLAnchorElement, text: string, name: string): void {
  URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = name;
}

function nameAt({ optimizer }: Field, index: number): string {
  return optimizer.hyperparameters[index]?.name ?? "";
}
