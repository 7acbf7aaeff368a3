/** Which optimizers a map of many runs is about: one of those that are shown, or two that are compared. */

import type { Run } from "../../engine/runs";

export interface RunChoice {
  offer(runs: readonly Run[]): void;
  /** Chooses these optimizers, where they are offered; the first one, where there are none to choose. */
  take(keys: readonly string[]): void;
  /** One run, or two. */
  of(runs: readonly Run[]): readonly Run[];
}

export function runChoice(choice: HTMLSelectElement, changed: () => void): RunChoice {
  choice.addEventListener("change", changed);
  return {
    offer(runs) {
      const before = choice.value;
      const optimizers = runs.map(({ optimizer }) => optimizer);
      const single = optimizers.map(({ key, title }) => new Option(title, key));
      const pairs = optimizers.flatMap((one, index) =>
        optimizers
          .slice(index + 1)
          .map((other) => new Option(`Difference: ${one.title}, ${other.title}`, `${one.key} ${other.key}`)),
      );
      const options = [...single, ...pairs];
      if (valuesOf(options) === valuesOf(choice.options)) return;
      choice.replaceChildren(...options);
      choice.value = options.some(({ value }) => value === before) ? before : (options[0]?.value ?? "");
    },
    take(keys) {
      const asked = [...choice.options].find(({ value }) => isSame(value.split(" "), keys));
      if (asked) choice.value = asked.value;
      else if (keys.length === 0) choice.selectedIndex = 0;
    },
    of(runs) {
      const keys = choice.value.split(" ");
      return runs.filter(({ optimizer }) => keys.includes(optimizer.key));
    },
  };
}

function valuesOf(options: Iterable<HTMLOptionElement>): string {
  return Array.from(options, ({ value }) => value).join();
}

/** Whether two lists hold the same, in any order. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}
