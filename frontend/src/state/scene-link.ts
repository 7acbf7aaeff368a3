/** How an experiment is looked at, as part of its link: only what differs from the usual is said. */

import type { Landscape } from "../engine/catalogue";
import { canBeSeen, type Domain } from "./frame";
import { CHARTS, domainSeen, OPENING_SCENE, type Scene, VIEWS } from "./scene";

/** Reads a parameter of a link; the same for every parameter there is. */
export type ReadParameter = <Value>(
  name: string,
  unsaid: Value,
  reader: (text: string) => readonly [Value, string?],
) => Value;

/** More digits of a frame than a pixel can tell apart. */
const DIGITS = 9;

/** What a link adds to the experiment, "&" first; nothing for the usual view. */
export function sceneInLink(scene: Scene, landscape: Landscape): string {
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
  return said.join("");
}

export function readScene(read: ReadParameter, landscape: Landscape): Scene {
  const domain = read("frame", landscape.domain, (text) => readDomain(text, landscape));
  return {
    view: read("view", OPENING_SCENE.view, (text) => readName(text, VIEWS)),
    chart: read("chart", OPENING_SCENE.chart, (text) => readName(text, CHARTS)),
    frame: domain === landscape.domain ? undefined : { landscape, domain },
  };
}

function readName<Name extends string>(text: string, names: readonly [Name, ...Name[]]): readonly [Name, string?] {
  const name = names.find((each) => each === text.toLowerCase());
  return name ? [name] : [names[0], `is one of ${names.join(", ")}; ${names[0]} was taken`];
}

function readDomain(text: string, landscape: Landscape): readonly [Domain, string?] {
  const sides = text
    .split(",")
    .map((side) => (/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(side.trim()) ? Number(side) : Number.NaN));
  const [west = Number.NaN, east = Number.NaN, south = Number.NaN, north = Number.NaN] = sides;
  const asked: Domain = { x: [west, east], y: [south, north] };
  if (sides.length === 4 && canBeSeen(asked, landscape)) return [asked];
  return [
    landscape.domain,
    "takes the lowest and highest x and y of a part of the landscape; the whole landscape was taken",
  ];
}
