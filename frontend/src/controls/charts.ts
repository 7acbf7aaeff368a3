/** Which measure the chart shows. */

import { CHARTS, type Chart } from "../state/scene";
import type { Sheet } from "../views/sheet";

export function chartChoice(sheet: Sheet, chosen: (chart: Chart) => void): { show(chart: Chart): void } {
  const choices = CHARTS.map((chart) => [chart, sheet.part(`#chart-${chart}`, HTMLInputElement)] as const);
  for (const [chart, choice] of choices) choice.addEventListener("change", () => chosen(chart));

  return {
    show(now) {
      for (const [chart, choice] of choices) choice.checked = chart === now;
    },
  };
}
