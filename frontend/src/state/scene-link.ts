/** How an experiment is looked at, as part of its link: only what differs from the usual is said. */

import type { Landscape, Optimizer } from "../engine/catalogue";
import { type Camera, canSee } from "./camera";
import type { Experiment } from "./experiment";
import { canBeSeen, type Domain } from "./frame";
import { CHARTS, domainSeen, MEASURES, OPACITIES, OPENING_SCENE, type Scene, VIEWS } from "./scene";

/** Reads a parameter of a link; the same for every parameter there is. */
export type ReadParameter = <Value>(
  name: string,
  unsaid: Value,
  reader: (text: string) => readonly [Value, string?],
) => Value;

/** More digits of a frame than a pixel can tell apart. */
const DIGITS = 9;

/** What a link adds to the experiment, "&" first; nothing for the usual view. */
export function sceneInLink(scene: Scene, { landscape, optimizers }: Experiment): string {
  const said: string[] = [];
  if (scene.view !== OPENING_SCENE.view) said.push(`&view=${scene.view}`);
  if (scene.chart !== OPENING_SCENE.chart) said.push(`&chart=${scene.chart}`);
  const domain = domainSeen(scene, landscape);
  if (domain !== landscape.domain) {
    const sides = [...domain.x, ...domain.y].map((value) =>
      String(Number(value.toPrecision(DIGITS))).replace("e+", "e"),
    );
    said.push(`&frame=${sides.join(",")}`);
  }
  const camera = cameraInLink(scene.camera);
  if (camera !== cameraInLink(OPENING_SCENE.camera)) said.push(`&camera=${camera}`);
  const isShown = (key: string) => optimizers.some((optimizer) => optimizer.key === key);
  const basins = (scene.basins ?? []).filter(isShown);
  if (basins.length > 0) said.push(`&basins=${basins.join(",")}`);
  if (scene.opacity !== OPENING_SCENE.opacity) said.push(`&opacity=${scene.opacity}`);
  if (isShown(scene.chosen) && scene.chosen !== optimizers[0]?.key) said.push(`&for=${scene.chosen}`);
  if (scene.sweep !== OPENING_SCENE.sweep) said.push(`&sweep=${scene.sweep}`);
  const rates = scene.rates.filter(isShown);
  if (rates.length > 0) said.push(`&rates=${rates.join(",")}`);
  return said.join("");
}

/** As exactly as anybody sees it. */
function cameraInLink({ azimuth, elevation, magnification, east, north }: Camera): string {
  // Rounded up, a full turn would be none.
  const from = [Number(azimuth.toFixed(1)) % 360, Number(elevation.toFixed(1)), Number(magnification.toFixed(2))];
  const circled = [east, north].map((place) => Number(place.toFixed(3)));
  return [...from, ...(circled.some((place) => place !== 0) ? circled : [])].join(",");
}

export function readScene(read: ReadParameter, { landscape, optimizers }: Experiment): Scene {
  const domain = read("frame", landscape.domain, (text) => readDomain(text, landscape));
  return {
    view: read("view", OPENING_SCENE.view, (text) => readName(text, VIEWS)),
    chart: read("chart", OPENING_SCENE.chart, (text) => readName(text, CHARTS)),
    frame: domain === landscape.domain ? undefined : { landscape, domain },
    camera: read("camera", OPENING_SCENE.camera, readCamera),
    basins: read("basins", OPENING_SCENE.basins, (text) => readMapped(text, optimizers, undefined, "no basins were")),
    opacity: read("opacity", OPENING_SCENE.opacity, readOpacity),
    chosen: read("for", OPENING_SCENE.chosen, (text) => readShown(text, optimizers, "the first was taken")),
    sweep: read("sweep", OPENING_SCENE.sweep, (text) => readName(text, MEASURES)),
    rates: read("rates", OPENING_SCENE.rates, (text) => readMapped(text, optimizers, [], "the first was")),
  };
}

function readName<Name extends string>(text: string, names: readonly [Name, ...Name[]]): readonly [Name, string?] {
  const name = names.find((each) => each === text.toLowerCase());
  return name ? [name] : [names[0], `is one of ${names.join(", ")}; ${names[0]} was taken`];
}

/** The numbers of a list with commas; NaN for what is none. */
function numbersIn(text: string): readonly number[] {
  return text.split(",").map((part) => (/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(part.trim()) ? Number(part) : Number.NaN));
}

function readDomain(text: string, landscape: Landscape): readonly [Domain, string?] {
  const sides = numbersIn(text);
  const [west = Number.NaN, east = Number.NaN, south = Number.NaN, north = Number.NaN] = sides;
  const asked: Domain = { x: [west, east], y: [south, north] };
  if (sides.length === 4 && canBeSeen(asked, landscape)) return [asked];
  return [
    landscape.domain,
    "takes the lowest and highest x and y of a part of the landscape; the whole landscape was taken",
  ];
}

function readCamera(text: string): readonly [Camera, string?] {
  const parts = numbersIn(text);
  const [azimuth = Number.NaN, elevation = Number.NaN, magnification = Number.NaN, east = 0, north = 0] = parts;
  const asked: Camera = { azimuth, elevation, magnification, east, north };
  if ((parts.length === 3 || parts.length === 5) && canSee(asked)) return [asked];
  return [
    OPENING_SCENE.camera,
    "takes a direction from 0 up to 360 degrees, a height from 5 to 90, a magnification from 0.5 to 8, and then, if it was moved, how far east and north, from -1 to 1; the usual camera was taken",
  ];
}

/** The one or two optimizers that a map of many runs is of. */
function readMapped<None>(
  text: string,
  optimizers: readonly Optimizer[],
  none: None,
  instead: string,
): readonly [readonly string[] | None, string?] {
  const keys = text
    .toLowerCase()
    .split(",")
    .map((key) => key.trim());
  const isShown = keys.every((key) => optimizers.some((optimizer) => optimizer.key === key));
  if (isShown && keys.length <= 2 && new Set(keys).size === keys.length) return [keys];
  return [none, `takes one or two of the optimizers that are shown; ${instead} taken`];
}

/** The key of one of the optimizers that are shown; empty, where it is none, with what happens instead. */
export function readShown(text: string, optimizers: readonly Optimizer[], instead: string): readonly [string, string?] {
  const named = optimizers.find(({ key }) => key === text.toLowerCase());
  return named ? [named.key] : ["", `takes one of the optimizers that are shown; ${instead}`];
}

function readOpacity(text: string): readonly [number, string?] {
  const { least, usual, most } = OPACITIES;
  const opacity = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (opacity >= least && opacity <= most) return [opacity];
  return [usual, `takes a whole number from ${least} to ${most}, in percent; ${usual} was taken`];
}
