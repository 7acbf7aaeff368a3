/** The experiment on screen as Python and as a command: each makes exactly these runs. */

import type { Optimizer } from "../engine/catalogue";
import { hyperparametersOf } from "../engine/hyperparameters";
import { OWN } from "../own/texts";
import type { Experiment } from "../state/experiment";

/** A hyper-parameter of one optimizer that is neither its default nor the learning rate of all. */
interface Setting {
  readonly name: string;
  readonly value: number;
}

/** The comparison, and after it, where something is pinned, that of what is pinned. */
export function pythonOf(experiment: Experiment): string {
  const { pinned } = experiment;
  const lines = [
    "import thalweg",
    "",
    ...comparisonInPython("comparison", experiment),
    ...(pinned ? comparisonInPython("pinned", pinned) : []),
    `for run in ${pinned ? "*comparison, *pinned" : "comparison"}:`,
    "    print(run)",
  ];
  return lines.join("\n").concat("\n");
}

function comparisonInPython(name: string, experiment: Experiment): readonly string[] {
  const { lr, start, steps, optimizers, policy, noise } = experiment;
  const settings = optimizers.flatMap((optimizer) => {
    const set = settingsOf(optimizer, experiment).map(({ name, value }) => `${quoted(name)}: ${value}`);
    const key = optimizer.key === OWN ? `${OWN}.key` : quoted(optimizer.key);
    return set.length > 0 ? [`        ${key}: {${set.join(", ")}},`] : [];
  });
  const own = optimizers.find(({ key }) => key === OWN);
  return [
    ...(own ? [`${OWN} = thalweg.Optimizer.from_rule(${quoted(own.rule)})`] : []),
    `${name} = thalweg.compare(`,
    `    ${landscapeInPython(experiment)},`,
    "    [",
    ...optimizers.map(({ key }) => `        ${key === OWN ? OWN : quoted(key)},`),
    "    ],",
    `    start=(${start.x}, ${start.y}),`,
    `    lr=${lr},`,
    `    steps=${steps},`,
    ...(noise.spread === 0 ? [] : [`    noise=thalweg.Noise(${noise.spread}, ${noise.batch}, ${noise.seed}),`]),
    ...(policy === "same" ? [] : [`    policy=${quoted(policy)},`]),
    ...(settings.length > 0 ? ["    settings={", ...settings, "    },"] : []),
    ")",
  ];
}

/** The same as commands, one a line. */
export function commandOf(experiment: Experiment): string {
  const { pinned } = experiment;
  return [experiment, ...(pinned ? [pinned] : [])].map(comparisonInShell).join("\n");
}

function comparisonInShell(experiment: Experiment): string {
  const { landscape, lr, start, steps, optimizers, policy, noise } = experiment;
  const { x, y } = landscape.domain;
  const settings = optimizers.flatMap((optimizer) =>
    settingsOf(optimizer, experiment).map(({ name, value }) => `--set ${optimizer.key}.${name}=${value}`),
  );
  return [
    "thalweg compare",
    landscape.key === OWN ? inShell(landscape.formula) : landscape.key,
    ...optimizers.map(({ key, rule }) => (key === OWN ? inShell(rule) : key)),
    `--start=${start.x},${start.y}`,
    `--lr ${lr}`,
    `--steps ${steps}`,
    ...(landscape.key === OWN ? [`--domain=${[...x, ...y].join(",")}`] : []),
    ...(noise.spread === 0 ? [] : [`--noise ${noise.spread} --batch ${noise.batch} --seed ${noise.seed}`]),
    ...(policy === "same" ? [] : [`--policy ${policy}`]),
    ...settings,
  ].join(" ");
}

function landscapeInPython({ landscape }: Experiment): string {
  if (landscape.key !== OWN) return quoted(landscape.key);
  const { x, y } = landscape.domain;
  const domain = `thalweg.Domain((${x.join(", ")}), (${y.join(", ")}))`;
  return `thalweg.Landscape.from_formula(${quoted(landscape.formula)}, domain=${domain})`;
}

function settingsOf(optimizer: Optimizer, experiment: Experiment): readonly Setting[] {
  const values = hyperparametersOf(optimizer, experiment);
  return optimizer.hyperparameters.flatMap(({ name, default: usual }, index) => {
    const value = values[index] ?? usual;
    return value === (name === "lr" ? experiment.lr : usual) ? [] : [{ name, value }];
  });
}

/** A string as Python and JSON both write it. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

/** One word of a POSIX shell, whatever is in it. */
function inShell(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}
