/**
 * An experiment as a link, and a link as an experiment.
 *
 * The words are those of the command `thalweg compare`. A link comes from anywhere, so nothing in it can break the lab: what
 * is not understood is replaced by the nearest sensible thing, and named.
 */

import type { Catalogue, Landscape, Optimizer } from "../engine/catalogue";
import { OWN, ownInLink, pinnedOwnInLink } from "../own/texts";
import { everyOptimizer } from "./conventions";
import { type Experiment, firstStart, openingExperiment, type Point } from "./experiment";
import type { Moment } from "./moment";
import { momentInLink, readMoment } from "./moment-link";
import { nearestName } from "./nearest";
import { noiseInLink, readNoise } from "./noise-link";
import type { Scene } from "./scene";
import { type ReadParameter, readScene, sceneInLink } from "./scene-link";
import { isAllowed, rangeInWords, type Settings } from "./settings";

/** The longest piece of a link that is quoted back to its reader, in characters. */
const QUOTED = 30;

/** Said of a pin that is no experiment. */
const NO_PIN = "names no landscape, as an experiment does; nothing was pinned";

/** What a link may say, besides settings such as `adam.lr`. */
const NAMES = [
  ...[
    "landscape",
    "optimizers",
    "lr",
    "start",
    "steps",
    "policy",
    "noise",
    "batch",
    "seed",
    "formula",
    "domain",
    "rule",
  ],
  ...["pin", "view", "chart", "frame", "camera", "basins", "opacity", "for", "sweep", "rates"],
  ...["explain", "step", "speed", "present", "hide", "lock"],
];

/** A decimal number and nothing else: `Number` alone would also take "", "0x10" and "Infinity". */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** What a link decides of a lab. */
export interface Linked {
  readonly experiment: Experiment;
  readonly scene: Scene;
  readonly moment: Moment;
}

export interface Reading extends Linked {
  /** One clause for each thing that was not understood, with what was taken instead. */
  readonly corrections: readonly string[];
}

/** The query of the link that opens this experiment, seen like this at this moment, question mark included. */
export function linkTo({ experiment, scene, moment }: Linked): string {
  const { pinned } = experiment;
  const pin = pinned ? `${experimentInLink(pinned)}${pinnedOwnInLink(pinned, experiment)}` : "";
  return [
    `?${experimentInLink(experiment)}`,
    pin ? `&pin=${encodeURIComponent(pin)}` : "",
    // Whoever is explained has the marks too.
    sceneInLink(moment.explained ? { ...scene, chosen: "" } : scene, experiment),
    momentInLink(moment, experiment),
    ownInLink(experiment),
  ].join("");
}

function experimentInLink(experiment: Experiment): string {
  const { landscape, optimizers, lr, start, steps, noise } = experiment;
  const keys = optimizers.map(({ key }) => key).join(",");
  const place = `${inLink(start.x)},${inLink(start.y)}`;
  const more = `${fairnessIn(experiment)}${noiseInLink(noise, inLink)}`;
  return `landscape=${landscape.key}&optimizers=${keys}&lr=${inLink(lr)}&start=${place}&steps=${steps}${more}`;
}

/** What is set for the optimizers that are shown, and the policy; nothing where all is as declared and the same for all. */
function fairnessIn({ optimizers, settings, policy }: Experiment): string {
  const set = optimizers.flatMap(({ key, hyperparameters }) =>
    hyperparameters.flatMap(({ name }) => {
      const value = settings[key]?.[name];
      return value === undefined ? [] : [`&${key}.${name}=${inLink(value)}`];
    }),
  );
  return `${set.join("")}${policy === "same" ? "" : `&policy=${policy}`}`;
}

/** The experiment a link asks for; what it leaves out is as the lab opens. */
export function readLink(query: string, catalogue: Catalogue): Reading {
  const corrections: string[] = [];
  const parameters = new URLSearchParams(query);
  const read = readerOf(parameters, corrections);
  const experiment = readExperiment(parameters, read, catalogue, corrections);
  const pinned = read("pin", undefined, (text) => readPinned(text, experiment, catalogue));
  return {
    experiment: { ...experiment, pinned },
    scene: readScene(read, experiment),
    moment: readMoment(read, experiment),
    corrections: [...corrections, ...misspelt(parameters)],
  };
}

/** Names that are almost those of a link; what others hang on links, such as where a reader comes from, means nothing here. */
function misspelt(parameters: URLSearchParams): readonly string[] {
  const unknown = [...new Set(parameters.keys())].filter((name) => !NAMES.includes(name) && !name.includes("."));
  return unknown.flatMap((name) => {
    const meant = nearestName(name.toLowerCase(), NAMES);
    return meant ? [`${quoted(name)} is not known; did you mean ${meant}? It was left out.`] : [];
  });
}

/** What hands the text of a parameter to its reader, and takes what the lab opens with where there is none. */
function readerOf(parameters: URLSearchParams, corrections: string[]): ReadParameter {
  return (name, unsaid, reader) => {
    const [text, ...more] = parameters.getAll(name);
    if (text === undefined) return unsaid;
    if (more.length > 0) corrections.push(`${name}: given ${more.length + 1} times; the first was taken.`);
    const [value, correction] = reader(text.trim());
    if (correction) corrections.push(`${name}: ${correction}.`);
    return value;
  };
}

function readExperiment(
  parameters: URLSearchParams,
  read: ReadParameter,
  catalogue: Catalogue,
  corrections: string[],
): Experiment {
  const opening = openingExperiment(catalogue);
  const landscape = read("landscape", opening.landscape, (text) => readLandscape(text, catalogue, opening.landscape));
  const start = landscape === opening.landscape ? opening.start : firstStart(landscape);
  return {
    landscape,
    optimizers: read("optimizers", opening.optimizers, (text) => readOptimizers(text, catalogue, opening.optimizers)),
    lr: read("lr", opening.lr, (text) => readNumber(text, catalogue.limits.lr, opening.lr)),
    settings: readSettings(parameters, catalogue, corrections),
    policy: read("policy", opening.policy, (text) => readPolicy(text, catalogue, opening.policy)),
    start: read("start", start, (text) => readStart(text, catalogue.limits.coordinate, start)),
    steps: read("steps", opening.steps, (text) => readSteps(text, catalogue.limits.steps, opening.steps)),
    noise: readNoise(read, catalogue, readNumber),
    pinned: undefined,
  };
}

/** The pinned experiment: a query within the query. */
function readPinned(
  text: string,
  { landscape }: Experiment,
  catalogue: Catalogue,
): readonly [Experiment | undefined, string?] {
  const corrections: string[] = [];
  const parameters = new URLSearchParams(text);
  if (!parameters.has("landscape")) return [undefined, `${quoted(text)} ${NO_PIN}`];
  const known = knownToPinned(parameters.get("rule"), catalogue);
  const pinned = readExperiment(parameters, readerOf(parameters, corrections), known, corrections);
  if (pinned.landscape !== landscape) return [undefined, "is on another landscape; nothing was pinned"];
  corrections.push(...misspelt(parameters));
  return corrections.length > 0 ? [pinned, corrections.join(" ").replace(/\.$/, "")] : [pinned];
}

/** What a pinned experiment can show: of rules of one's own, the one that it brings along. */
function knownToPinned(rule: string | null, catalogue: Catalogue): Catalogue {
  if (rule === null) return catalogue;
  const own = catalogue.pinnedRules?.get(rule);
  const others = catalogue.optimizers.filter((each) => each.key !== OWN || each.rule === rule);
  return { ...catalogue, optimizers: own ? [...others.filter(({ key }) => key !== OWN), own] : others };
}

function readLandscape(text: string, { landscapes }: Catalogue, otherwise: Landscape): readonly [Landscape, string?] {
  const wanted = text.toLowerCase();
  const exact = landscapes.find(({ key }) => key === wanted);
  if (exact) return [exact];
  const meant = nearestName(
    wanted,
    landscapes.map(({ key }) => key),
  );
  const taken = landscapes.find(({ key }) => key === meant) ?? otherwise;
  return [taken, `${quoted(text)} is not known; ${taken.key} was taken`];
}

function readOptimizers(
  text: string,
  catalogue: Catalogue,
  otherwise: readonly Optimizer[],
): readonly [readonly Optimizer[], string?] {
  const every = everyOptimizer(catalogue);
  const keys = every.map(({ key }) => key);
  const wanted = text
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = wanted.filter((name) => !keys.includes(name));
  const meant = new Set(wanted.map((name) => (keys.includes(name) ? name : nearestName(name, keys))));
  const understood = every.filter(({ key }) => meant.has(key));
  if (unknown.length === 0) return [understood];
  const taken = understood.length > 0 ? understood : otherwise;
  const names = quoted(unknown.join(", "));
  return [
    taken,
    `${names} ${unknown.length > 1 ? "are" : "is"} not known; shown: ${taken.map(({ key }) => key).join(", ")}`,
  ];
}

/** What a link sets for single optimizers, such as `adam.lr=0.05`; what it cannot set is left as declared, and named. */
function readSettings(parameters: URLSearchParams, catalogue: Catalogue, corrections: string[]): Settings {
  const settings: Record<string, Record<string, number>> = {};
  for (const [parameter, text] of parameters) {
    const [key = "", name] = parameter.split(".");
    if (name === undefined) continue;
    const [value, correction] = readSetting(key, name, text.trim(), catalogue);
    const own = settings[key] ?? {};
    if (Object.hasOwn(own, name)) corrections.push(`${parameter}: given more than once; the first was taken.`);
    else if (value !== undefined) settings[key] = { ...own, [name]: value };
    if (correction) corrections.push(`${quoted(parameter)}: ${correction}; it was left out.`);
  }
  return settings;
}

/** A value that differs from the declared one, or what is wrong with it. */
function readSetting(
  key: string,
  name: string,
  text: string,
  catalogue: Catalogue,
): readonly [number | undefined, string?] {
  const optimizer = everyOptimizer(catalogue).find((each) => each.key === key);
  const hyperparameter = optimizer?.hyperparameters.find((each) => each.name === name);
  if (!hyperparameter) return [undefined, "no optimizer has such a setting"];
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  if (!isAllowed(hyperparameter, value)) return [undefined, `${quoted(text)} is not ${rangeInWords(hyperparameter)}`];
  return name !== "lr" && value === hyperparameter.default ? [undefined] : [value];
}

function readPolicy(text: string, { policies }: Catalogue, otherwise: string): readonly [string, string?] {
  const keys = policies.map(({ key }) => key);
  const wanted = text.toLowerCase();
  if (keys.includes(wanted)) return [wanted];
  const taken = nearestName(wanted, keys) ?? otherwise;
  return [taken, `${quoted(text)} is not known; ${taken} was taken`];
}

function readNumber(
  text: string,
  [low, high]: readonly [number, number],
  otherwise: number,
): readonly [number, string?] {
  if (!DECIMAL.test(text)) return [otherwise, `${quoted(text)} is not a number; ${otherwise} was taken`];
  const value = Number(text);
  const taken = Math.min(Math.max(value, low), high);
  return value === taken ? [value] : [taken, `${quoted(text)} is not between ${low} and ${high}; ${taken} was taken`];
}

function readStart(text: string, limit: number, otherwise: Point): readonly [Point, string?] {
  const parts = text.split(",").map((part) => part.trim());
  const [x = "", y = ""] = parts;
  if (parts.length !== 2 || !DECIMAL.test(x) || !DECIMAL.test(y)) {
    return [
      otherwise,
      `${quoted(text)} is not two numbers with a comma between; ${otherwise.x},${otherwise.y} was taken`,
    ];
  }
  const asked = { x: Number(x), y: Number(y) };
  const taken = { x: within(asked.x, limit), y: within(asked.y, limit) };
  if (taken.x === asked.x && taken.y === asked.y) return [taken];
  return [taken, `${quoted(text)} is farther out than ${limit}; ${taken.x},${taken.y} was taken`];
}

function readSteps(text: string, most: number, otherwise: number): readonly [number, string?] {
  const [value, correction] = readNumber(text, [1, most], otherwise);
  if (correction || Number.isInteger(value)) return correction ? [value, correction] : [value];
  const whole = Math.round(value);
  return [whole, `${quoted(text)} is not a whole number; ${whole} was taken`];
}

function within(value: number, limit: number): number {
  return Math.min(Math.max(value, -limit), limit);
}

/** A number as JavaScript writes it, but for the plus sign, which means a space in a link. */
function inLink(value: number): string {
  return String(value).replace("e+", "e");
}

export function quoted(text: string): string {
  return `“${text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text}”`;
}
