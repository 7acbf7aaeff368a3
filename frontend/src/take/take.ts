/** Take it with you: the experiment as a link, as code, as numbers, as a picture, as a film. */

import type { Catalogue } from "../engine/catalogue";
import type { Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import type { Domain } from "../state/frame";
import { type Presentation, presentation, presentationInLink } from "../state/presentation";
import { isSeen, type Scene } from "../state/scene";
import { labAt, tooLong } from "../views/address";
import { say } from "../views/page";
import type { Sheet } from "../views/sheet";
import type { SurfaceView } from "../views/surface-view";
import type { Scene as VectorScene } from "../views/vectors/vectors";
import { commandOf, pythonOf } from "./code";
import type { Figure, Shot } from "./figure";
import { jsonOf } from "./json";

export interface TakeNeeds {
  readonly sheet: Sheet;
  readonly catalogue: Catalogue;
  readonly experiment: () => Experiment;
  /** The query of the link to what is shown. */
  readonly link: () => string;
  readonly runs: () => readonly Run[];
  /** The same, and those of the pinned experiment. */
  readonly shown: () => readonly Run[];
  /** What is seen of the landscape. */
  readonly domain: () => Domain;
  readonly scene: () => Scene;
  readonly surface: SurfaceView;
  /** What the told step is made of, and where runs oscillate. */
  readonly vectors: () => VectorScene;
  /** Looks for rates that are still being looked for until they are found. */
  readonly settle: () => void;
  /** The step the markers stand at. */
  readonly step: () => number;
  readonly announce: (sentence: string) => void;
}

/** Pixels of a surface, which is no drawing of lines, on a still picture and on a frame of a film. */
const STILL = 1280;
const FRAME = 640;

const COPIED = "Copied:";
const NOT_COPIED = "This browser does not let a page copy; here it is:";
const NOBODY = "No optimizer is shown, so there is nothing to run.";
const FILMING = "Drawing the playback, frame by frame.";
const FAILED = "That could not be made here.";
const OTHERWISE = "copy it as Python or as a command instead.";

export function take(needs: TakeNeeds): void {
  const { sheet, catalogue, experiment, link, runs, shown, domain, scene, surface, vectors, settle, step, announce } =
    needs;
  const place = sheet.part(".take-said", HTMLElement);
  const text = sheet.part("#taken", HTMLTextAreaElement);

  function tell(words: string): void {
    say(place, words);
    announce(words);
  }

  function onClick(selector: string, act: () => void | Promise<void>): HTMLButtonElement {
    const button = sheet.part(selector, HTMLButtonElement);
    button.addEventListener("click", () => {
      // What is taken along is what was asked for, and not what is shown while it is being looked for.
      settle();
      if (runs().length === 0) tell(NOBODY);
      else
        void Promise.resolve(act()).catch((error: unknown) => {
          tell(FAILED);
          throw error;
        });
    });
    return button;
  }

  async function copy(words: string): Promise<void> {
    text.value = words;
    text.rows = Math.min(16, words.split("\n").length + 1);
    text.hidden = false;
    try {
      await navigator.clipboard.writeText(words);
      tell(COPIED);
    } catch {
      tell(NOT_COPIED);
      text.select();
    }
  }

  function save(content: Blob, extension: string): void {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = `thalweg-${experiment().landscape.key}.${extension}`;
    link.click();
    // The browser has taken hold of it by the next turn of the loop, and not before.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    tell(`Saved as ${link.download}.`);
  }

  /** @param across Pixels of the surface, where that is what is seen. */
  function shot(across: number): Shot {
    return {
      sheet,
      experiment: experiment(),
      runs: shown(),
      step: step(),
      domain: domain(),
      isMap: isSeen("map", scene()),
      surface: isSeen("surface", scene()) ? surface.filmed(across) : undefined,
      vectors: vectors(),
      catalogue,
    };
  }

  async function figure(): Promise<Figure> {
    // Before anything is waited for: whoever looks around meanwhile changes nothing.
    const seen = shot(STILL);
    const { figureOf } = await import("./figure");
    return figureOf(seen);
  }

  /** The address that opens what is shown; where there can be none, it is said, and nothing returned. */
  function addressOf(shownAs: Presentation): string | undefined {
    const query = `${link()}${presentationInLink(shownAs)}`;
    const refusal = tooLong(query, catalogue.limits.link);
    if (!refusal) return labAt(query);
    tell(`${refusal}; ${OTHERWISE}`);
    return undefined;
  }

  onClick("#copy-link", async () => {
    const address = addressOf(presentation);
    if (address !== undefined) await copy(`${location.origin}${address}`);
  });
  onClick("#copy-python", () => copy(pythonOf(experiment())));
  onClick("#copy-command", () => copy(commandOf(experiment())));
  onClick("#download-json", () =>
    save(new Blob([jsonOf(experiment(), shown(), catalogue)], { type: "application/json" }), "json"),
  );
  onClick("#download-svg", async () => save(new Blob([(await figure()).svg], { type: "image/svg+xml" }), "svg"));
  onClick("#download-png", async () => {
    const seen = figure();
    const { pngOf } = await import("./picture");
    save(await pngOf(await seen), "png");
  });
  const film = onClick("#download-gif", async () => {
    const seen = shot(FRAME);
    const { filmOf } = await import("./film");
    film.disabled = true;
    announce(FILMING);
    try {
      const made = await filmOf(seen, (share) => say(place, `${FILMING} ${Math.round(100 * share)} %`));
      save(made, "gif");
    } finally {
      film.disabled = false;
    }
  });

  const present = sheet.part("#present", HTMLAnchorElement);
  present.addEventListener("click", (click) => {
    const address = addressOf({ isOn: true, hidden: ["bench", "reading"], locked: [] });
    if (address === undefined) click.preventDefault();
    else present.href = address;
  });
}
