/** The parts that a lab can have, by the names that the template marks them with. */

import { basinToggle } from "../controls/basins";
import { chartChoice } from "../controls/charts";
import { csvDownload } from "../controls/download";
import { playbackKeys } from "../controls/keys";
import { landscapeChoice } from "../controls/landscape";
import { learningRate } from "../controls/learning-rate";
import { legend } from "../controls/legend";
import { navigation } from "../controls/navigation";
import { noiseControl } from "../controls/noise";
import { numberField } from "../controls/number-field";
import { optimizerToggles } from "../controls/optimizers";
import { pinControl } from "../controls/pin";
import { playback } from "../controls/playback";
import { policyControl } from "../controls/policy";
import { presetChoice } from "../controls/presets";
import { markedTrack, rateMarks } from "../controls/rate-marks";
import { rateMapNearby } from "../controls/rates";
import { type SettingsControl, settingsControl } from "../controls/settings";
import { startFields } from "../controls/start";
import { startChoice } from "../controls/starts";
import { undoControl } from "../controls/undo";
import { viewChoice } from "../controls/views";
import type { Run } from "../engine/runs";
import { withRate, withRateOf } from "../state/advice";
import { fitted } from "../state/camera";
import { type Experiment, withToggled } from "../state/experiment";
import type { Domain } from "../state/frame";
import { isSameRuns, playheadAt } from "../state/lab";
import { isSeen, type Scene } from "../state/scene";
import { take } from "../take/take";
import { chartCaption, protocolLine } from "../views/captions";
import { runChart } from "../views/chart/chart";
import { chartNumbers } from "../views/chart/numbers";
import { policyLeft } from "../views/fairness";
import { pathNumbers } from "../views/path-numbers";
import { resultsTable } from "../views/results";
import { fillChoice } from "../views/step/panel";
import { sweepStrip } from "../views/sweep/sweep";
import { diagnosing } from "./diagnosing";
import { explaining, vectorsSeen } from "./explaining";
import { chosenRun, markedStep, type Part, type Surroundings } from "./surroundings";

type Mount = (around: Surroundings) => Part;

/** In the order in which they are shown. A part that a lab was made without is not mounted. */
export const PARTS: Readonly<Record<string, Mount>> = {
  chart(around) {
    const { sheet, store, last, step, shown: all, pointedIn } = around;
    const chart = runChart(sheet, (to) => store.change({ playhead: playheadAt(to, last()), playing: false }));
    const caption = chartCaption(sheet);
    pointedIn(chart);
    return {
      show(now, shown) {
        if (!isSameRuns(now, shown) || now.scene.chart !== shown?.scene.chart)
          chart.showRuns(now.scene.chart, now.experiment, all(), step());
        else if (now.playhead !== shown.playhead) chart.showStep(step());
        chart.showMark(markedStep(around));
      },
      tell: ({ experiment, scene }) => caption.show(experiment, all(), scene),
    };
  },
  views: ({ sheet, look }) => {
    const choice = viewChoice(sheet, (view) => look({ view }));
    return ofScene(({ view }) => choice.show(view));
  },
  zoom({ sheet, map, experiment, scene, domain, shown, look }) {
    const frame = (seen: Domain) => ({ landscape: experiment().landscape, domain: seen });
    navigation(
      sheet,
      map,
      () => ({ landscape: experiment().landscape, domain: domain(), runs: shown(), isMap: isSeen("map", scene()) }),
      (seen) => look({ frame: frame(seen) }),
      // On the map nobody asked for the surface to be seen otherwise.
      (seen) => look({ frame: frame(seen), ...(isSeen("surface", scene()) ? { camera: fitted(scene().camera) } : {}) }),
    );
    return {};
  },
  landscape: ({ sheet, catalogue, experiment, change }) =>
    ofExperiment(landscapeChoice(sheet, catalogue, experiment, change)),
  start: ({ sheet, catalogue, map, experiment, change }) =>
    ofExperiment(startFields({ sheet, catalogue, map, experiment, changed: (start) => change({ start }) })),
  starts: ({ sheet, experiment, change }) => ofExperiment(startChoice(sheet, experiment, (start) => change({ start }))),
  steps({ sheet, catalogue, change }) {
    const field = numberField(sheet, {
      selector: "#steps",
      low: 1,
      high: catalogue.limits.steps,
      whole: true,
      changed: (steps) => change({ steps }),
    });
    return ofExperiment({ show: ({ steps }) => field.show(steps) });
  },
  undo({ sheet, store }) {
    const control = undoControl(sheet, store);
    return {
      show(now, shown) {
        if (!isSameRuns(now, shown) || now.scene !== shown?.scene) control.show();
      },
    };
  },
  reset({ sheet, reset }) {
    sheet.part("#reset", HTMLButtonElement).addEventListener("click", reset);
    return {};
  },
  lr(around) {
    const { sheet, catalogue, change, runs } = around;
    const track = markedTrack(around, (lr) => pick(around, lr));
    const rate = learningRate(sheet, catalogue, (lr) => change({ lr }));
    return ofChosen(around, (now, chosen) => {
      rate.show(now);
      track.show(now, runs(), chosen);
    });
  },
  policy: ({ sheet, catalogue, change }) =>
    ofExperiment(policyControl(sheet, catalogue, (policy) => change({ policy }))),
  marks(around) {
    const { sheet, look, runs } = around;
    const marksFor = sheet.part("#marks-for", HTMLSelectElement);
    const marks = rateMarks(around, (lr) => pick(around, lr));
    marksFor.addEventListener("change", () => look({ chosen: marksFor.value }));
    const shownMarks = ofChosen(around, (now, chosen) => marks.show(now, runs(), chosen));
    return {
      show(now, shown) {
        shownMarks.show?.(now, shown);
        // A choice that a lock refused comes back with a scene that is the same in all else.
        if (!isSameRuns(now, shown) || now.scene !== shown?.scene) fillChoice(marksFor, runs(), chosenRun(around));
      },
    };
  },
  noise: ({ sheet, catalogue, experiment, change }) =>
    ofExperiment(noiseControl({ sheet, catalogue, experiment, changed: (noise) => change({ noise }) })),
  optimizers(around) {
    const { sheet, catalogue, experiment, change } = around;
    const settings = settingsOf(around);
    const toggles = optimizerToggles(
      sheet,
      catalogue,
      (optimizer) => change(withToggled(experiment(), optimizer, catalogue)),
      settings?.buttonFor,
    );
    return ofExperiment({
      show(now) {
        toggles.show(now);
        settings?.show(now);
      },
    });
  },
  legend(around) {
    const { sheet, catalogue, runs } = around;
    const settings = settingsOf(around);
    const list = legend(sheet, catalogue, settings?.buttonFor);
    return ofExperiment({
      show(now) {
        list.show(now, runs());
        settings?.show(now);
      },
    });
  },
  measures: ({ sheet, look }) => {
    const choice = chartChoice(sheet, (chart) => look({ chart }));
    return ofScene(({ chart }) => choice.show(chart));
  },
  numbers(around) {
    const { sheet, shown: all, pointedAmong } = around;
    const numbers = chartNumbers(sheet);
    pointedAmong(numbers.table);
    return {
      show: () => numbers.table.showMark(markedStep(around)),
      tell: ({ experiment, scene }) => numbers.show(scene.chart, experiment, all()),
    };
  },
  paths(around) {
    const { sheet, shown: all, pointedAmong } = around;
    const numbers = pathNumbers(sheet);
    pointedAmong(numbers.table);
    return {
      show: () => numbers.table.showMark(markedStep(around)),
      tell: () => numbers.show(all()),
    };
  },
  results({ sheet, catalogue, shown, domain }) {
    const table = resultsTable(sheet, catalogue);
    return { tell: ({ experiment }) => table.show(experiment, shown(), domain()) };
  },
  pin: ({ sheet, experiment, change }) => ofExperiment(pinControl(sheet, experiment, change)),
  protocol({ sheet, catalogue, shown }) {
    const line = protocolLine(sheet, catalogue);
    return { tell: ({ experiment, scene }) => line.show(experiment, shown(), scene) };
  },
  playback({ sheet, store, last }) {
    const player = playback(sheet, store, last);
    playbackKeys(sheet, player);
    return player;
  },
  explain: explaining,
  findings: diagnosing,
  csv({ sheet, catalogue, experiment, shown, settle }) {
    csvDownload(sheet, catalogue, experiment, () => {
      // What is handed over is what was asked for, and not what is shown while it is being looked for.
      settle();
      return shown();
    });
    return {};
  },
  basins(around) {
    const { look } = around;
    const basins = basinToggle({
      ...around,
      choose: (keys) => look({ basins: keys }),
      covered: (opacity) => look({ opacity }),
    });
    return {
      show(now, shown) {
        const { frame, basins: keys, opacity } = now.scene;
        const isSame = frame === shown?.scene.frame && keys === shown?.scene.basins && opacity === shown?.scene.opacity;
        if (!isSame || !isSameRuns(now, shown)) basins.show(now.experiment, keys, opacity);
      },
    };
  },
  presets: ({ sheet, catalogue, change, preface }) =>
    ofExperiment(presetChoice({ sheet, catalogue, open: change, preface })),
  sweep(around) {
    const { experiment, runs, look } = around;
    const strip = sweepStrip({
      ...around,
      choose: (measure) => look({ sweep: measure }),
      load: (run, lr) => changeTo(around, withRateOf(experiment(), run, lr, runs())),
    });
    return {
      show(now, shown) {
        const isSame = isSameRuns(now, shown) && now.scene.sweep === shown?.scene.sweep;
        if (!isSame) strip.show(now.experiment, now.scene.sweep);
      },
    };
  },
  rates(around) {
    const map = rateMapNearby({
      ...around,
      choose: (keys) => around.look({ rates: keys }),
      change: (to) => changeTo(around, to),
    });
    return {
      show(now, shown) {
        const isSame = isSameRuns(now, shown) && now.scene.rates === shown?.scene.rates;
        if (!isSame) map.show(now.scene.rates);
      },
    };
  },
  take(around) {
    take({ ...around, vectors: vectorsSeen(around) });
    return {};
  },
};

/** Sets a rate that was picked for the chosen run. */
function pick(around: Surroundings, lr: number): void {
  const { catalogue, experiment, runs } = around;
  changeTo(around, withRate(experiment(), chosenRun(around), lr, runs(), catalogue));
}

/** Changes the experiment, and says so where that ends a policy. */
function changeTo({ experiment, change, preface }: Surroundings, to: Experiment): string {
  const before = experiment();
  change(to);
  // A change may be refused, and then the policy goes on.
  const said = before.policy === to.policy || experiment().policy !== to.policy ? "" : policyLeft(before);
  if (said) preface(said);
  return said;
}

/** The settings that open beside the names of optimizers. */
function settingsOf({ sheet, catalogue, experiment, change }: Surroundings): SettingsControl | undefined {
  return sheet.has("settings") ? settingsControl(sheet, catalogue, experiment, change) : undefined;
}

/** What shows an experiment does so whenever there is another one. */
function ofExperiment(part: { show(experiment: Experiment): void }): Part {
  return {
    show(now, shown) {
      if (!isSameRuns(now, shown)) part.show(now.experiment);
    },
  };
}

/** What shows how the experiment is looked at does so whenever that changes. */
function ofScene(show: (scene: Scene) => void): Part {
  return {
    show(now, shown) {
      if (now.scene !== shown?.scene) show(now.scene);
    },
  };
}

/** What shows something of the chosen run does so whenever there is another one, or another experiment. */
function ofChosen(around: Surroundings, show: (experiment: Experiment, chosen: Run | undefined) => void): Part {
  return {
    show(now, shown) {
      if (!isSameRuns(now, shown) || now.scene.chosen !== shown?.scene.chosen) show(now.experiment, chosenRun(around));
    },
  };
}
