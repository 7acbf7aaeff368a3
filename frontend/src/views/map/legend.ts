/** What the marks on a view are, below it: those that are there. */

import { make, say } from "../page";
import type { Sheet } from "../sheet";
import { type Marked, SAMPLE_BOX, SORTS, type Sort, sampleSvg } from "./marked";

export interface MarksLegend {
  /** @param isMap Whether the map is seen, on which the start can be dragged. */
  show(marked: readonly Marked[], isMap: boolean): void;
}

export function marksLegend(sheet: Sheet): MarksLegend {
  const entries = SORTS.map(entryOf);
  sheet.part(".marks", HTMLElement).prepend(...entries.map(({ element }) => element));
  return {
    show(marked, isMap) {
      for (const { sort, element, show } of entries) {
        const shown = marked.find((each) => each.sort === sort);
        element.hidden = !shown;
        if (shown) show(shown, isMap);
      }
    },
  };
}

interface Entry {
  readonly sort: Sort;
  readonly element: HTMLElement;
  show(marked: Marked, isMap: boolean): void;
}

function entryOf(sort: Sort): Entry {
  const element = make("span", `mark-${sort}`);
  const sample = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const name = make("span");
  sample.setAttribute("viewBox", SAMPLE_BOX);
  sample.setAttribute("aria-hidden", "true");
  element.hidden = true;
  element.append(sample, name);
  let drawn = "";
  return {
    sort,
    element,
    show(marked, isMap) {
      const svg = sampleSvg(marked, "currentcolor");
      if (svg !== drawn) sample.innerHTML = svg;
      drawn = svg;
      say(name, sort === "start" && isMap ? `${marked.name}, drag it` : marked.name);
    },
  };
}
