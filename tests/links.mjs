// Reads links as the lab does, and writes them again: one line of JSON in, one line out.

import { createInterface } from "node:readline";

const [built, catalogueFile] = process.argv.slice(2);
// The page's own address says how it is presented; here there is no page.
globalThis.location = { search: "" };
const { linkTo, readLink } = await import(`${built}/link.js`);
const { default: catalogue } = await import(catalogueFile);

for await (const line of createInterface({ input: process.stdin })) {
  const read = readLink(JSON.parse(line), catalogue);
  console.log(JSON.stringify({ link: linkTo(read), corrections: read.corrections }));
}
