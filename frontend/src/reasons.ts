/**
 * Why it moved there: the step told line by line, the theory on the slider, the findings, and the way back.
 *
 * Like every view, all of it follows from the state of the lab; findings come when the hand has come to rest.
 */

import { rateMarks } from "./controls/rate-marks";
import { stepControl } from "./controls/step";
import { undoControl } from "./controls/undo";
import type { Catalogue } from "./engine/catalogue";
import { type Finding, findingsOf } from "./engine/diagnosis";
import { stepTold, type Told } from "./engine/explanation";
import { lastStep, type Run } from "./engine/runs";
import { withAdvice, withRate } from "./state/advice";
import type { RememberingStore } from "./state/history";
import { type Lab, stepAt } from "./state/lab";
import { paced } from "./state/pace";
import { findingsList } from "./views/findings";
import type { LandscapeMap } from "./views/map/map";
import { vectorsOnMap } from "./views/map/vectors";
import { part } from "./views/page";
import { fillChoice, stepPanel } from "./views/step/panel";
import { lineInWords } from "./views/step/words";

/** How long the experiment has to have been at rest before it is diagnosed: a diagnosis is many runs. */
const REST_MS = 250;

/** Formulas that change faster than this are not read. */
const FORMULAS_APART_MS = 120;

export interface Reasons {
  show(now: Lab, shown: Lab | undefined, step: number): void;
  /** What there is to hear about the line that is told; nothing while none is. */
  words(now: Lab): string | undefined;
  /** Draws the same again on a map of another size. */
  resize(): void;
}

export interface Surroundings {
  readonly catalogue: Catalogue;
  readonly store: RememberingStore;
  readonly map: LandscapeMap;
  readonly runs: () => readonly Run[];
}

export function reasons({ catalogue, store, map, runs }: Surroundings): Reasons {
  const panel = stepPanel();
  const vectors = vectorsOnMap();
  const marksFor = part("#marks-for", HTMLSelectElement);
  const marks = rateMarks(catalogue, (lr) => {
    const { experiment } = store.now;
    store.change({ experiment: withRate(experiment, chosenRun(), lr, catalogue) });
  });
  const list = findingsList(({ run, change }) => {
    const { experiment } = store.now;
    if (change) store.change({ experiment: withAdvice(experiment, run, change, runs()) });
  });
  const undo = undoControl(store);
  const steps = stepControl(store, runs, told);
  marksFor.addEventListener("change", () => store.change({ chosen: marksFor.value }));
  let findings: readonly Finding[] = [];
  let rest = 0;

  function chosenRun(): Run | undefined {
    const { chosen } = store.now;
    return runs().find(({ optimizer }) => optimizer.key === chosen) ?? runs()[0];
  }

  function told(): Told | undefined {
    const run = chosenRun();
    return run && stepTold(run, stepAt(store.now.playhead, lastStep(runs())));
  }

  function drawVectors(): void {
    const { explaining, lines } = store.now;
    const axes = findings.flatMap(({ axis, run }) => (axis ? [{ ...axis, colour: run.optimizer.colour.on_dark }] : []));
    vectors.draw({ told: explaining ? told() : undefined, lines, axes }, map.projection);
  }

  const formulas = paced(FORMULAS_APART_MS, () => {
    const { explaining, lines } = store.now;
    if (explaining) panel.show(told(), lines, map.projection);
  });

  /** One run at a time, so that no frame has to wait for all of them. */
  function diagnose(found: readonly Finding[] = [], next = 0): void {
    const { experiment } = store.now;
    const run = runs()[next];
    if (run?.origin === "sought") return;
    if (run) {
      const more = [...found, ...findingsOf(run, experiment, catalogue)];
      rest = window.setTimeout(() => diagnose(more, next + 1));
      return;
    }
    findings = found;
    list.show(findings);
    drawVectors();
  }

  return {
    show(now, shown) {
      const isOther = now.experiment !== shown?.experiment;
      if (isOther) {
        clearTimeout(rest);
        findings = [];
        list.wait();
        rest = window.setTimeout(diagnose, REST_MS);
      }
      if (isOther || now.chosen !== shown?.chosen) {
        marks.show(now.experiment, runs(), chosenRun());
        fillChoice(marksFor, runs(), chosenRun());
        panel.offer(runs(), chosenRun());
        undo.show();
      }
      steps.show(now, told());
      drawVectors();
      formulas.request();
    },
    words({ explaining, lines }) {
      const step = explaining ? told() : undefined;
      return step && lineInWords(step, lines);
    },
    resize() {
      drawVectors();
      formulas.request();
    },
  };
}
