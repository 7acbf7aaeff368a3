/** Why it moved there: a step told line by line, and drawn at the point where it set out. */

import { stepControl } from "../controls/step";
import { isSameRuns, type Lab } from "../state/lab";
import { paced } from "../state/pace";
import { vectorsOnMap } from "../views/map/vectors";
import { stepPanel } from "../views/step/panel";
import { chosenRun, type Part, type Surroundings, toldStep } from "./surroundings";

/** Formulas that change faster than this are not read. */
const FORMULAS_APART_MS = 120;

/** The rule with the numbers of one step in it. */
export function explaining(around: Surroundings): Part {
  const { sheet, store, map, runs } = around;
  const panel = stepPanel(sheet);
  const control = stepControl(sheet, store, runs, () => toldStep(around));
  const formulas = paced(
    FORMULAS_APART_MS,
    () => {
      if (store.now.explaining) panel.show(toldStep(around), store.now.lines, map.projection);
    },
    sheet.gone,
  );

  return {
    show(now, shown) {
      if (!isSameRuns(now, shown) || now.chosen !== shown?.chosen) panel.offer(runs(), chosenRun(around));
      if (shown && !now.explaining && !shown.explaining) return;
      control.show(now, now.explaining ? toldStep(around) : undefined);
      formulas.request();
    },
    fit: formulas.request,
  };
}

/** What the step is made of, and where runs oscillate, on the map. */
export function vectors(around: Surroundings): Part {
  const { sheet, store, map } = around;
  const drawn = vectorsOnMap(sheet);

  function draw(): void {
    const { experiment, diagnosed, explaining, lines } = store.now;
    const findings = diagnosed?.experiment === experiment ? diagnosed.findings : [];
    const axes = findings.flatMap(({ axis, run }) => (axis ? [{ ...axis, colour: run.optimizer.colour.on_dark }] : []));
    drawn.draw({ told: explaining ? toldStep(around) : undefined, lines, axes }, map.projection);
  }
  return {
    show(now, shown) {
      if (now.explaining || !isSameRuns(now, shown) || !isSamePicture(now, shown)) draw();
    },
    fit: draw,
  };
}

/** Whether nothing but the steps has changed of what lies on the map. */
function isSamePicture(now: Lab, shown: Lab | undefined): boolean {
  return now.explaining === shown?.explaining && now.diagnosed === shown.diagnosed && now.scene === shown.scene;
}
