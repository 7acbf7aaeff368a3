/** Experiments worth opening, each with the sentence that says why it goes as it goes. */

import type { Catalogue, Preset } from "../engine/catalogue";
import { type Experiment, SILENCE } from "../state/experiment";
import { make, say } from "../views/page";
import type { Sheet } from "../views/sheet";

const NONE = "";

export interface PresetChoice {
  show(experiment: Experiment): void;
}

export interface PresetNeeds {
  readonly sheet: Sheet;
  readonly catalogue: Catalogue;
  readonly open: (experiment: Experiment) => void;
  /** Says the reason to those who listen, before what came of it. */
  readonly preface: (sentence: string) => void;
}

export function presetChoice({ sheet, catalogue, open, preface }: PresetNeeds): PresetChoice {
  const choice = sheet.part("#presets", HTMLSelectElement);
  const because = sheet.part(".preset-because", HTMLElement);
  choice.replaceChildren(
    new Option("Choose one …", NONE),
    groupOf("They go well", false),
    groupOf("They fail on purpose", true),
  );

  function groupOf(label: string, fails: boolean): HTMLOptGroupElement {
    const group = make("optgroup");
    group.label = label;
    const presets = catalogue.presets.filter((preset) => preset.fails === fails);
    group.append(...presets.map(({ key, title }) => new Option(title, key)));
    return group;
  }

  choice.addEventListener("change", () => {
    const preset = catalogue.presets.find(({ key }) => key === choice.value);
    const experiment = preset && experimentOf(preset, catalogue);
    if (!experiment) return;
    preface(preset.because);
    open(experiment);
  });

  return {
    // A preset stays chosen as long as what is on screen is what it opened.
    show(experiment) {
      const preset = catalogue.presets.find((each) => isShown(each, experiment));
      choice.value = preset?.key ?? NONE;
      say(because, preset?.because ?? "");
    },
  };
}

function experimentOf(preset: Preset, catalogue: Catalogue): Experiment | undefined {
  const landscape = catalogue.landscapes.find(({ key }) => key === preset.landscape);
  if (!landscape) return undefined;
  const optimizers = catalogue.optimizers.filter(({ key }) => preset.optimizers.includes(key));
  const [x, y] = preset.start;
  const { lr, steps } = preset;
  return {
    landscape,
    optimizers,
    lr,
    start: { x, y },
    steps,
    settings: {},
    policy: "same",
    noise: SILENCE,
    pinned: undefined,
  };
}

function isShown(preset: Preset, experiment: Experiment): boolean {
  const { landscape, optimizers, lr, start, steps, settings, policy, noise } = experiment;
  return (
    policy === "same" &&
    noise.spread === 0 &&
    Object.keys(settings).length === 0 &&
    landscape.key === preset.landscape &&
    lr === preset.lr &&
    steps === preset.steps &&
    start.x === preset.start[0] &&
    start.y === preset.start[1] &&
    optimizers.map(({ key }) => key).join() === preset.optimizers.join()
  );
}
