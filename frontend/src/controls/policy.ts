/** How learning rates are given out. */

import type { Catalogue } from "../engine/catalogue";
import type { Experiment } from "../state/experiment";
import { POLICY_NAMES } from "../views/fairness";
import type { Sheet } from "../views/sheet";

export function policyControl(
  sheet: Sheet,
  { policies }: Catalogue,
  chosen: (policy: string) => void,
): { show(experiment: Experiment): void } {
  const select = sheet.part("#policy", HTMLSelectElement);
  select.replaceChildren(...policies.map(({ key, words }) => new Option(POLICY_NAMES[key] ?? words, key)));
  select.addEventListener("change", () => chosen(select.value));
  return {
    show({ policy }) {
      select.value = policy;
    },
  };
}
