/**
 * One figure of a lesson: a lab with fewer controls. Far from sight it is put to sleep: what was seen of it stays as a picture,
 * its state is kept, and it goes on from there when it comes near again.
 */

import type { PointListener } from "../controls/placing";
import type { Catalogue } from "../engine/catalogue";
import { type Mounted, mountLab } from "../lab/mount";
import type { PartNames } from "../lab/template";
import type { Point } from "../state/experiment";
import { linkTo, readLink } from "../state/link";
import { leavePictures } from "./picture";

/** What the rest of a lesson has to do with a figure; it works the same while the figure sleeps. */
export interface Figure {
  /** The query of the link to what it shows. */
  link(): string;
  /** Shows what a link asks for. */
  open(query: string): Promise<void>;
  /** Hides where the runs go, wherever it could be read off, or shows it. */
  hidePaths(on: boolean): void;
  /** Hands over the points of the landscape that somebody gives on the map, instead of moving the start there. */
  onPoint(listener: PointListener | undefined): void;
  /** Lays points over the map, joined by a line. */
  draw(points: readonly (readonly [number, number])[]): void;
  /** Whether it shows anything but what it opened on. */
  readonly isTouched: boolean;
  /** Calls back whenever the link is another one. */
  onChange(listener: () => void): void;
}

export interface LessonFigure extends Figure {
  readonly stage: HTMLElement;
  readonly isAwake: boolean;
  /** Has it be there, or sleep. */
  wake(on: boolean): Promise<void>;
  /** Stops its playback, where it runs. */
  pause(): void;
}

export interface FigureNeeds {
  /** Where it stands; empty, or with a picture of it. */
  readonly stage: HTMLElement;
  /** The link it opens on. */
  readonly query: string;
  readonly parts: PartNames;
  /** What all landscapes and optimizers of the page come from; fetched when the first figure needs it. */
  readonly catalogue: () => Promise<Catalogue>;
  /** Says a sentence in the live region of the page. */
  readonly announce: (sentence: string) => void;
}

export function lessonFigure({ stage, query, parts, catalogue, announce }: FigureNeeds): LessonFigure {
  const listeners: (() => void)[] = [];
  let opening = query;
  let link = query;
  let isVeiled = false;
  let pointed: PointListener | undefined;
  let sketch: readonly Point[] = [];
  let lab: Mounted | undefined;
  let isWanted = false;
  let turning: Promise<void> | undefined;

  function changed(now: string): void {
    if (now === link) return;
    link = now;
    for (const listener of listeners) listener();
  }

  async function rise(): Promise<void> {
    const declared = await catalogue();
    if (link === query) link = opening = canonical(query, declared);
    // What is shown is as high as what stood here, so that nothing around it moves.
    stage.style.setProperty("min-height", `${stage.offsetHeight}px`);
    const risen = await mountLab(stage, declared, { query: link, parts, isPage: false, announce });
    if (isVeiled) risen.hidePaths(true);
    if (pointed) risen.onPoint(pointed);
    if (sketch.length > 0) risen.draw(sketch);
    risen.onChange(() => {
      changed(risen.link());
      stage.style.removeProperty("min-height");
    });
    stage.inert = false;
    lab = risen;
  }

  function fallAsleep(risen: Mounted): void {
    link = risen.link();
    lab = undefined;
    risen.dispose();
    stage.inert = true;
    leavePictures(stage);
  }

  /** Does what is wanted, one thing after the other, for as long as it is not done. */
  async function turn(): Promise<void> {
    while (isWanted !== (lab !== undefined)) {
      if (lab) fallAsleep(lab);
      else await rise();
    }
  }

  return {
    stage,
    get isAwake() {
      return lab !== undefined;
    },
    wake(on) {
      isWanted = on;
      turning ??= turn().finally(() => {
        turning = undefined;
      });
      return turning;
    },
    pause: () => lab?.pause(),
    link: () => lab?.link() ?? link,
    get isTouched() {
      return link !== opening;
    },
    async open(to) {
      if (lab) await lab.open(to);
      else {
        link = canonical(to, await catalogue());
      }
      for (const listener of listeners) listener();
    },
    hidePaths(on) {
      isVeiled = on;
      lab?.hidePaths(on);
    },
    onPoint(listener) {
      pointed = listener;
      lab?.onPoint(listener);
    },
    draw(points) {
      sketch = points.map(([x, y]) => ({ x, y }));
      lab?.draw(sketch);
    },
    onChange: (listener) => listeners.push(listener),
  };
}

/** A link as the lab writes it, so that two links to the same are the same. */
function canonical(query: string, catalogue: Catalogue): string {
  return linkTo(readLink(query, catalogue));
}
