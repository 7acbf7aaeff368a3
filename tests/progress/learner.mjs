// Answers questions about the browser's side of progress, built as it is: one line of JSON in, one line out.

import { createInterface } from "node:readline";

const [folder] = process.argv.slice(2);
const built = (name) => import(`${folder}/${name}.js`);
const [{ merge }, { read, readFile, write }, { momentAfter, stampOf }, changes, { LIMITS }] = await Promise.all(
  ["merge", "form", "clock", "changes", "limits"].map(built),
);

const ANSWERS = {
  limits: () => LIMITS,
  merge: ([a, b]) => merge(a, b),
  form: (state) => write(read(JSON.stringify(state))),
  file: async (base64) => {
    try {
      return { state: await readFile(new Blob([Buffer.from(base64, "base64")])) };
    } catch (error) {
      return { refused: error.message, as: error.constructor.name };
    }
  },
  moment: ([state, now, device]) => stampOf(momentAfter(state, now, device)),
  change: ([state, moment, name, ...values]) => {
    const part = changes[name](...values)(state, moment);
    return part ? merge(state, part) : state;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [about, question] = JSON.parse(line);
  console.log(JSON.stringify(await ANSWERS[about](question)));
}
