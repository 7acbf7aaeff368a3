/** The settings of each optimizer, opened under its name plate: its own learning rate, its β and ε, its convention. */

import type { Catalogue, Hyperparameter, Optimizer } from "../engine/catalogue";
import { numbersIn } from "../own/numbers";
import { conventionsOf, shownConvention, withConvention } from "../state/conventions";
import type { Experiment } from "../state/experiment";
import { isAllowed, ownRate, rangeInWords, settingOf, withSetting, withSettings } from "../state/settings";
import { listed } from "../views/numbers";
import { make } from "../views/page";
import type { Sheet } from "../views/sheet";
import { type NumberField, numberField } from "./number-field";

export interface SettingsControl {
  /** The button that opens and closes the settings of an optimizer. */
  buttonFor(leading: Optimizer): HTMLButtonElement;
  show(experiment: Experiment): void;
}

interface Panel {
  readonly element: HTMLElement;
  show(experiment: Experiment): void;
}

export function settingsControl(
  sheet: Sheet,
  catalogue: Catalogue,
  now: () => Experiment,
  change: (experiment: Experiment) => void,
): SettingsControl {
  const lab = sheet.part(".lab", HTMLElement);
  const place = sheet.part(".settings", HTMLElement);
  const buttons = new Map<Optimizer, HTMLButtonElement>();
  const panels = new Map<Optimizer, Panel>();
  let open: Optimizer | undefined;

  function panelOf(leading: Optimizer): Panel {
    const made = panels.get(leading) ?? panelFor(sheet, leading, place, catalogue, now, change);
    panels.set(leading, made);
    return made;
  }

  function toggle(leading: Optimizer): void {
    open = open === leading ? undefined : leading;
    if (open) panelOf(open).show(now());
    lab.classList.toggle("is-setting", open !== undefined);
    for (const [each, { element }] of panels) element.hidden = each !== open;
    for (const [each, button] of buttons) button.setAttribute("aria-expanded", String(each === open));
  }

  return {
    buttonFor(leading) {
      const button = make("button", "settings-button");
      button.type = "button";
      button.setAttribute("aria-label", `Settings of ${leading.title}`);
      button.title = `Settings of ${leading.title}`;
      button.setAttribute("aria-expanded", "false");
      button.setAttribute("aria-controls", place.id);
      button.append(caret());
      button.addEventListener("click", () => toggle(leading));
      buttons.set(leading, button);
      return button;
    },
    show(experiment) {
      for (const [leading, button] of buttons) {
        const isSet = conventionsOf(leading).some(({ key }) => experiment.settings[key] !== undefined);
        button.classList.toggle("is-set", isSet);
      }
      if (open) panels.get(open)?.show(experiment);
    },
  };
}

function panelFor(
  sheet: Sheet,
  leading: Optimizer,
  place: HTMLElement,
  catalogue: Catalogue,
  now: () => Experiment,
  change: (experiment: Experiment) => void,
): Panel {
  const id = `settings-${leading.key}`;
  const element = make("div", "settings-panel");
  element.role = "group";
  element.setAttribute("aria-label", `Settings of ${leading.title}`);
  place.append(element);
  const current = () => shownConvention(leading, now());

  const numbers = make("div", "settings-numbers");
  element.append(numbers);
  // What a rule of one's own declares is set where it stands, in its text.
  const declared = numbersIn(leading);
  const settable = leading.hyperparameters.filter(({ name }) => !declared.includes(name));
  const fields = settable.map((hyperparameter) => {
    const name = `${id}-${hyperparameter.name}`;
    numbers.append(fieldFor(sheet.id(name), hyperparameter));
    const set = (value: number | undefined) => change(withSetting(now(), current(), hyperparameter, value));
    const isRate = hyperparameter.name === "lr";
    const field = numberField(sheet, {
      selector: `#${name}`,
      low: hyperparameter.low,
      high: hyperparameter.high,
      range: { words: rangeInWords(hyperparameter), allows: (value) => isAllowed(hyperparameter, value) },
      nudged: (value, direction) => nudged(hyperparameter, value, direction),
      changed: set,
      ...(isRate ? { emptied: () => set(undefined) } : {}),
    });
    return { hyperparameter, field };
  });

  const equals = new Map(conventionsOf(leading).map((each) => [each, make("span", "aside")]));
  const choices = leading.alternatives.length > 0 ? conventions(equals, sheet.id(id)) : undefined;
  if (choices) element.append(choices);
  choices?.addEventListener("change", ({ target }) => {
    const chosen = conventionsOf(leading).find(({ key }) => target instanceof HTMLInputElement && key === target.value);
    if (chosen) change(withConvention(now(), leading, chosen, catalogue));
  });

  const back = make("button", "", "Back to defaults");
  back.type = "button";
  back.addEventListener("click", () => {
    const plain = withSettings(now(), current(), {});
    const isShown = plain.optimizers.includes(current());
    change(isShown ? withConvention(plain, leading, leading, catalogue) : plain);
  });
  element.append(back);

  return {
    element,
    show(experiment) {
      const optimizer = shownConvention(leading, experiment);
      for (const { hyperparameter, field } of fields) showValue(field, hyperparameter, optimizer, experiment);
      for (const [each, aside] of equals) aside.replaceChildren(...equalsInWords(each, optimizer, experiment));
      for (const radio of choices?.querySelectorAll("input") ?? []) radio.checked = radio.value === optimizer.key;
    },
  };
}

function showValue(
  field: NumberField,
  hyperparameter: Hyperparameter,
  optimizer: Optimizer,
  { settings }: Experiment,
): void {
  const isRate = hyperparameter.name === "lr";
  field.show(isRate ? ownRate(optimizer, settings) : settingOf(optimizer, hyperparameter, settings));
}

function fieldFor(id: string, { name, title, symbol }: Hyperparameter): HTMLElement {
  const field = make("div", "field");
  const label = make("label", "", name === "lr" ? "Own learning rate " : `${title} `);
  label.htmlFor = id;
  label.append(make("i", "", symbol));
  const input = make("input");
  input.type = "number";
  input.id = id;
  input.autocomplete = "off";
  if (name === "lr") input.placeholder = "the common one";
  const refusal = make("p", "refusal");
  refusal.id = `${id}-refusal`;
  input.setAttribute("aria-describedby", refusal.id);
  field.append(label, input, refusal);
  return field;
}

/** The conventions to choose from, each with the libraries that mean it by the name. */
function conventions(equals: ReadonlyMap<Optimizer, HTMLElement>, id: string): HTMLFieldSetElement {
  const choices = make("fieldset", "conventions");
  choices.append(make("legend", "", "Convention"));
  for (const [each, aside] of equals) {
    const label = make("label", "convention");
    const radio = make("input");
    radio.type = "radio";
    radio.name = `${id}-convention`;
    radio.value = each.key;
    label.append(radio, make("span", "", each.convention), aside);
    choices.append(label);
  }
  return choices;
}

/**
 * The libraries whose steps it takes, which have the numbers that are declared, and not those that somebody set.
 *
 * @param shown Whose numbers go along to another convention.
 */
function equalsInWords(optimizer: Optimizer, shown: Optimizer, { settings }: Experiment): readonly (Node | string)[] {
  if (optimizer.matches.length === 0) return ["neither PyTorch nor optax nor Keras has it"];
  const changed = optimizer.hyperparameters.filter(
    (each) => each.name !== "lr" && settingOf(shown, each, settings) !== each.default,
  );
  const symbols = listed(changed.map(({ symbol }) => symbol));
  const defaults = changed.length > 1 ? `, with ${symbols} at their defaults` : `, with ${symbols} at its default`;
  return ["equals ", ...codes(optimizer.matches), ...(changed.length > 0 ? [defaults] : [])];
}

function codes(names: readonly string[]): readonly (Node | string)[] {
  if (names.length === 1) return names.map((name) => make("code", "", name));
  const words = listed(names.map((_, index) => String(index))).split(/(\d+)/);
  return words.map((word) => (/^\d+$/.test(word) ? make("code", "", names[Number(word)]) : word));
}

/** An arrow key moves a share by a hundredth, a rate by a twentieth of itself, and what is tiny tenfold. */
function nudged({ name, high }: Hyperparameter, value: number, direction: 1 | -1): number {
  if (Number.isFinite(high)) return Number((value + direction * 0.01).toFixed(6));
  const factor = name === "lr" ? 1.05 : 10;
  return Number((value * factor ** direction).toPrecision(3));
}

function caret(): SVGSVGElement {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M2.5 5.5h11L8 12z");
  picture.append(path);
  return picture;
}
