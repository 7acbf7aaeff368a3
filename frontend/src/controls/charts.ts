/** Which measure the chart shows. */

import { CHARTS, type Chart } from "../state/scene";
import { part } from "../views/page";

export function chartChoice(chosen: (chart: Chart) => void): { show(chart: Chart): void } {
  const choices = CHARTS.map((chart) => [chart, part(`#chart-${chart}`, HTMLInputElement)] as const);
  for (const [chart, choice] of choices) choice.addEventListener("change", () => chosen(chart));

  return {
    show(now) {
      for (const [chart, choice] of choices) choice.checked = chart === now;
    },
  };
}
