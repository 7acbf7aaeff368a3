/**
 * What the picture shows, below it: the runs, the marks, what the colours of basins mean, and what the told step is made of.
 *
 * Of basins and steps it says what the page says, read off its lists: with their samples, and with their scales.
 */

import type { Catalogue } from "../engine/catalogue";
import { lossAt, type Run } from "../engine/runs";
import { type Marked, SAMPLE_BOX, sampleSvg } from "../views/map/marked";
import { PALE, SHADOW } from "../views/map/marks";
import { readable } from "../views/numbers";
import { verdict } from "../views/sentences";
import { MAP, type Shot } from "./figure";
import { INK, INK_SOFT, LOW_GROUND } from "./ink";
import { basinsOn } from "./map";
import { markedOnPicture } from "./marked";
import { escaped, picture, text, wrapped } from "./svg";

const ROW = 22;
const SMALL_ROW = 19;
const MARKS_ROW = 24;
const GAP = 12;

/** Marks that stand beside each other: the longest name takes this share of the width of a view. */
const ABREAST = 4;

/** Letters of a sentence that fit into the width. */
const LETTERS = 100;

const NAMED = `font-size="13" font-weight="600" fill="${INK}"`;
const SAID = `font-size="13" fill="${INK_SOFT}"`;
const SAID_SMALL = `font-size="12" fill="${INK_SOFT}"`;

/** As wide as a letter of a name is in the widest type that a reader's system may have. */
const WIDE_LETTER = 9;

/** Rows of a key, each from its base line. */
export interface Key {
  readonly height: number;
  drawn(left: number, top: number): readonly string[];
}

type Row = (left: number, top: number) => string;

export function runsKey(runs: readonly Run[], catalogue: Catalogue): Key {
  const longest = Math.max(0, ...runs.map(({ optimizer }) => optimizer.title.length));
  const verdicts = Math.max(160, 62 + WIDE_LETTER * longest);
  return keyOf(
    runs.map((run) => (left, top) => {
      const { optimizer, ending } = run;
      const stroke = `stroke="${optimizer.colour.on_light}" stroke-width="3" stroke-dasharray="${optimizer.dash.join(" ") || "none"}"`;
      return [
        `<line x1="${left}" x2="${left + 36}" y1="${top - 4}" y2="${top - 4}" ${stroke}/>`,
        text(left + 46, top, optimizer.title, NAMED),
        text(left + verdicts, top, `${verdict(run, catalogue)}, loss ${readable(lossAt(run, ending.steps))}`, SAID),
      ].join("");
    }),
    ROW,
  );
}

/** What the marks on the views are, as many in a row as there is room for. */
export function marksKey(shot: Shot, isMoment: boolean): Key {
  const marked = markedOnPicture(shot, isMoment);
  const rows = Array.from({ length: Math.ceil(marked.length / ABREAST) }, (_, row): Row => {
    const abreast = marked.slice(row * ABREAST, (row + 1) * ABREAST);
    return (left, top) => abreast.map((each, index) => markRow(each, left + (index * MAP) / ABREAST, top)).join("");
  });
  return keyOf(rows, MARKS_ROW);
}

/** The sample of a mark and its name. */
function markRow(marked: Marked, left: number, top: number): string {
  const place = `x="${left}" y="${top - 14}" width="20" height="20"`;
  const sample = `<svg ${place} viewBox="${SAMPLE_BOX}">${sampleSvg(marked, PALE, SHADOW)}</svg>`;
  return `<rect ${place} rx="2" fill="${LOW_GROUND}"/>${sample}${text(left + 27, top, marked.name, SAID_SMALL)}`;
}

/** What the colours over the map mean; nothing where there are none. */
export function basinsKey({ sheet }: Shot): Key {
  if (!basinsOn(sheet)) return keyOf([], SMALL_ROW);
  const items = [...sheet.part(".basins-shares", HTMLElement).children];
  return keyOf(
    [
      ...sentence(sheet.part(".basins-said", HTMLElement).textContent ?? ""),
      ...items.map((item): Row => {
        const sample = item.querySelector("canvas");
        return (left, top) =>
          [
            sample ? `<g transform="translate(${left + 12} ${top - 11})">${picture(sample, 14, 14)}</g>` : "",
            text(left + 46, top, item.textContent ?? "", SAID_SMALL),
          ].join("");
      }),
    ],
    SMALL_ROW,
  );
}

/** What the arrows, areas and rings of the told step are, and by how much they are enlarged; nothing where none is told. */
export function stepKey(shot: Shot): Key {
  const { sheet, vectors } = shot;
  const { told } = vectors.drawn ?? {};
  if (!told) return keyOf([], SMALL_ROW);
  const items = [...sheet.part(".step-legend", HTMLElement).children];
  return keyOf(
    [
      ...sentence(`Step ${told.from + 1} of ${told.run.optimizer.title}, told at the point where it sets out.`),
      ...items.map((item): Row => {
        const name = escaped(item.querySelector("b")?.textContent ?? "");
        const says = escaped(item.querySelector("span")?.textContent ?? "");
        const words = `<tspan font-weight="600" fill="${INK}">${name}</tspan> ${says}`;
        return (left, top) =>
          `${groundAt(left, top)}${sampleOf(item, left, top)}<text x="${left + 46}" y="${top}" ${SAID_SMALL}>${words}</text>`;
      }),
    ],
    SMALL_ROW,
  );
}

/** What the arrows are along which runs oscillate; nothing where none does. */
export function axesKey(shot: Shot): Key {
  const [first] = shot.vectors.axes;
  if (!first) return keyOf([], SMALL_ROW);
  const { colour, dash, width } = first.style;
  const row: Row = (left, top) => {
    const ground = groundAt(left, top);
    const stroke = `stroke="${colour}" stroke-width="${width}" stroke-dasharray="${dash.join(" ")}"`;
    const line = `<line x1="${left + 3}" x2="${left + 33}" y1="${top - 4.5}" y2="${top - 4.5}" ${stroke}/>`;
    return ground + line + text(left + 46, top, "A run oscillates along the arrows of its colour.", SAID_SMALL);
  };
  return keyOf([row], SMALL_ROW);
}

/** The sample of an entry. */
function sampleOf(item: Element, left: number, top: number): string {
  const sample = item.querySelector("svg");
  if (!sample) return "";
  const copy = sample.cloneNode(true) as SVGSVGElement;
  const place = { x: left, y: top - 13, width: 36, height: 17 };
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value));
  return new XMLSerializer().serializeToString(copy);
}

/** What the sample in a row lies on. */
function groundAt(left: number, top: number): string {
  return `<rect x="${left}" y="${top - 13}" width="36" height="17" rx="2" fill="${LOW_GROUND}"/>`;
}

function sentence(words: string): readonly Row[] {
  return wrapped(words, LETTERS).map((line) => (left, top) => text(left, top, line, SAID_SMALL));
}

function keyOf(rows: readonly Row[], row: number): Key {
  return {
    height: rows.length > 0 ? rows.length * row + GAP : 0,
    drawn: (left, top) => rows.map((each, index) => each(left, top + index * row)),
  };
}
