/** The sweep to take away: what came of every optimizer at every learning rate, and the protocol that all of it shares. */

import type { Catalogue } from "../../engine/catalogue";
import { exactly, inQuotes } from "../../engine/csv";
import type { Run } from "../../engine/runs";
import type { Swept } from "../../engine/sweep";
import type { Experiment } from "../../state/experiment";
import { filled, spelled } from "../numbers";
import { protocol } from "../protocol";

const HEADER = "optimizer,lr,loss,steps,outcome,protocol";

export function sweepCsv(swept: readonly Swept[], protocol: string, { rates, outcomes }: Catalogue): string {
  const [first, ...others] = swept.flatMap(({ optimizer, loss, steps, outcome }) =>
    rates.map((rate, index) => {
      const numbers = [rate, loss[index] ?? Number.NaN].map(exactly);
      return [optimizer.key, ...numbers, steps[index], inQuotes(outcomes[outcome[index] ?? 0] ?? "")].join();
    }),
  );
  const rows = first === undefined ? [] : [`${first},${inQuotes(protocol)}`, ...others.map((row) => `${row},`)];
  return [HEADER, ...rows].join("\n").concat("\n");
}

/** What all runs of a sweep share, and which learning rates it tries. */
export function sweepProtocol(experiment: Experiment, runs: readonly Run[], catalogue: Catalogue): string {
  const { rates } = catalogue;
  const [lowest = Number.NaN, highest = Number.NaN] = [rates[0], rates.at(-1)];
  const range = { count: String(rates.length), lowest: spelled(lowest), highest: spelled(highest) };
  return protocol(experiment, runs, catalogue, { rates: filled(catalogue.protocol.tried, range) });
}
