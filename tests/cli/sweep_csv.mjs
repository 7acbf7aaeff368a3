// Sweeps links as the lab does, and writes what it hands over as CSV: one link in JSON a line in, one text in JSON a line out.

import { createInterface } from "node:readline";

const [built, catalogueFile] = process.argv.slice(2);
// The page's own address says how it is presented; here there is no page.
globalThis.location = { search: "" };
const { readLink } = await import(`${built}/link.js`);
const { sweepsBy } = await import(`${built}/sweep.js`);
const { ratesBy } = await import(`${built}/rates.js`);
const { follower } = await import(`${built}/runs.js`);
const { sweepCsv, sweepProtocol } = await import(`${built}/csv.js`);
const { default: catalogue } = await import(catalogueFile);

for await (const line of createInterface({ input: process.stdin })) {
  const { experiment } = readLink(JSON.parse(line), catalogue);
  const sweeps = sweepsBy(catalogue);
  const rates = ratesBy(catalogue, sweeps, () => {}, new AbortController().signal);
  const protocol = sweepProtocol(experiment, follower(catalogue, rates)(experiment), catalogue);
  console.log(JSON.stringify(sweepCsv(sweeps.finished(experiment), protocol, catalogue)));
}
