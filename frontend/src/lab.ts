/**
 * The lab: link → experiment → runs → views.
 *
 * Everything on screen follows from one state; controls change the state and nothing else.
 */

import "./styles/tokens.css";
import "./styles/page.css";
import "./styles/lab.css";
import "./styles/bench.css";
import "./styles/views.css";
import "./styles/why.css";

import { bench } from "./bench/bench";
import { address } from "./controls/address";
import { chartChoice } from "./controls/charts";
import { csvDownload } from "./controls/download";
import { playbackKeys } from "./controls/keys";
import { learningRate } from "./controls/learning-rate";
import { navigation } from "./controls/navigation";
import { numberField } from "./controls/number-field";
import { optimizerToggles } from "./controls/optimizers";
import { playback } from "./controls/playback";
import { pointing } from "./controls/pointing";
import { policyControl } from "./controls/policy";
import { settingsControl } from "./controls/settings";
import { startControl } from "./controls/start";
import { viewChoice } from "./controls/views";
import { loadCatalogue } from "./engine/catalogue";
import { ratesBy } from "./engine/rates";
import { follower, lastStep } from "./engine/runs";
import { type OpenCatalogue, opened } from "./own/adopt";
import { type Own, own } from "./own/own";
import { reasons } from "./reasons";
import { type Experiment, onLandscape, openingExperiment, withToggled } from "./state/experiment";
import { remembering } from "./state/history";
import { END, type Lab, playheadAt, stepAt } from "./state/lab";
import { readLink } from "./state/link";
import { paced } from "./state/pace";
import { domainSeen, markOf, type Scene } from "./state/scene";
import { storeOf } from "./state/store";
import { announcer } from "./views/announcer";
import { captions } from "./views/captions";
import { runChart } from "./views/chart/chart";
import { landscapeMap } from "./views/map/map";
import { notice } from "./views/notice";
import { part } from "./views/page";
import { resultsTable } from "./views/results";
import { comparison, isWhole, MISREAD, NO_CATALOGUE, standing } from "./views/sentences";
import { surfaceView } from "./views/surface-view";

/** Whether there is something new to hear of the same experiment: another step, or another line of it. */
function isTold(now: Lab, shown: Lab): boolean {
  const isStill = now.playhead === shown.playhead && now.lines === shown.lines && now.explaining === shown.explaining;
  return !isStill || shown.playing;
}

/** Figures follow the hand on every frame; words that change faster than this are not read, only set and painted. */
const WORDS_APART_MS = 120;

function openLab(catalogue: OpenCatalogue, mathematics: Own): void {
  const asked = readLink(location.search, catalogue);
  const rates = ratesBy(catalogue, () => change({}));
  const follow = follower(catalogue, rates);
  const opening = {
    playhead: END,
    playing: false,
    chosen: "",
    explaining: false,
    lines: END,
    speed: 1,
    pointed: undefined,
  };
  const store = remembering(storeOf<Lab>({ ...opening, experiment: asked.experiment, scene: asked.scene }, show));
  const experiment = (): Experiment => store.now.experiment;
  const runs = () => follow(experiment());
  const last = () => lastStep(runs());
  const look = (scene: Partial<Scene>) => store.change({ scene: { ...store.now.scene, ...scene } });
  const domain = () => domainSeen(store.now.scene, experiment().landscape);
  const change = (changes: Partial<Experiment>) => store.change({ experiment: { ...experiment(), ...changes } });

  // Another size is another picture of the same state, and drawn at once, before the stretched one can be seen.
  const map = landscapeMap(catalogue, () => {
    map.showRuns(experiment(), runs(), stepAt(store.now.playhead, last()), domain());
    start.show(experiment());
    why.resize();
  });
  const surface = surfaceView(catalogue, () => {
    if (store.now.scene.view === "surface") showScene(store.now, stepAt(store.now.playhead, last()));
  });
  const figure = () => (store.now.scene.view === "map" ? map : surface);
  const chart = runChart((step) => store.change({ playhead: playheadAt(step, last()), playing: false }));
  const results = resultsTable(catalogue);
  const texts = captions(catalogue);
  const voice = announcer();
  const bar = address((query) => {
    void mathematics.prepare(query).then(() => {
      const { experiment: linked, scene } = readLink(query, catalogue);
      store.change({ experiment: linked, scene });
    });
  });

  const landscape = part("#landscape", HTMLSelectElement);
  const rate = learningRate(catalogue, (lr) => change({ lr }));
  const steps = numberField({
    selector: "#steps",
    low: 1,
    high: catalogue.limits.steps,
    whole: true,
    changed: (value) => change({ steps: value }),
  });
  const settings = settingsControl(catalogue, experiment, (changed) => store.change({ experiment: changed }));
  const toggles = optimizerToggles(
    catalogue,
    (optimizer) => store.change({ experiment: withToggled(experiment(), optimizer, catalogue) }),
    settings.buttonFor,
  );
  const policy = policyControl(catalogue, (chosen) => change({ policy: chosen }));
  const start = startControl(catalogue, map, experiment, (point) => change({ start: point }));
  const player = playback(store, last);
  const charts = chartChoice((kind) => look({ chart: kind }));
  const views = viewChoice(surface, (view) => look({ view }));
  pointing(store, [map, surface, chart]);
  navigation(
    map,
    () => ({ landscape: experiment().landscape, domain: domain(), runs: runs() }),
    (seen) => look({ frame: { landscape: experiment().landscape, domain: seen } }),
  );
  landscape.addEventListener("change", () => {
    const chosen = catalogue.landscapes.find(({ key }) => key === landscape.value);
    if (chosen) store.change({ experiment: onLandscape(experiment(), chosen) });
  });
  part("#reset", HTMLButtonElement).addEventListener("click", () => {
    store.change({ experiment: openingExperiment(catalogue), playhead: END, playing: false });
  });
  const open = (to: Experiment) => store.change({ experiment: to });
  const below = bench({
    scene: () => store.now.scene,
    catalogue,
    experiment,
    runs,
    step: () => stepAt(store.now.playhead, last()),
    open,
  });
  playbackKeys(player);
  const why = reasons({ catalogue, store, map, runs });
  csvDownload(experiment, () => {
    // What is handed over is what was asked for, and not what is shown while it is being looked for.
    if (runs().some(({ origin }) => origin === "sought")) {
      rates.find(experiment());
      change({});
    }
    return runs();
  });

  const words = paced(WORDS_APART_MS, () => {
    results.show(experiment(), runs());
    texts.show(experiment(), runs(), store.now.scene);
  });

  function show(now: Lab, shown: Lab | undefined): void {
    const step = stepAt(now.playhead, last());
    const isSameExperiment = now.experiment === shown?.experiment;
    if (!isSameExperiment) showExperiment(now.experiment);
    if (!isSameExperiment || now.scene !== shown?.scene) showScene(now, step);
    else if (now.playhead !== shown.playhead) {
      figure().showStep(step);
      chart.showStep(step);
    }
    showMark(now, step);
    player.show(now);
    why.show(now, shown, step);
    if (shown) tell(now, shown, step);
  }

  /** Says what has changed to those who listen, but not while it goes on changing. */
  function tell(now: Lab, shown: Lab, step: number): void {
    if (now.playing) voice.hush();
    else if (now.experiment !== shown.experiment) voice.announce(comparison(now.experiment, runs(), catalogue));
    else if (isTold(now, shown)) voice.announce(why.words(now) ?? standing(runs(), step));
  }

  function showExperiment(now: Experiment): void {
    landscape.value = now.landscape.key;
    rate.show(now);
    steps.show(now.steps);
    toggles.show(now);
    settings.show(now);
    policy.show(now);
  }

  function showScene(now: Lab, step: number): void {
    views.show(now.scene.view);
    // Basins are worked out for the whole landscape, and would lie about a part of it.
    part(".lab", HTMLElement).classList.toggle("is-near", !isWhole(now.experiment.landscape, domain()));
    figure().showRuns(now.experiment, runs(), step, domain());
    start.show(now.experiment);
    chart.showRuns(now.scene.chart, now.experiment, runs(), step);
    charts.show(now.scene.chart);
    below.show(now.experiment);
    // What lies over the map goes with it, however near it is looked at.
    why.resize();
    words.request();
    bar.show(now.experiment, now.scene);
  }

  function showMark(now: Lab, step: number): void {
    const mark = now.playing ? undefined : markOf(now.pointed, runs(), step);
    figure().showMark(mark);
    chart.showMark(mark);
  }

  mathematics.begin({
    experiment,
    change: open,
    announce: voice.announce,
    offered: () => toggles.show(experiment()),
  });

  if (asked.corrections.length > 0) {
    notice(MISREAD, asked.corrections);
    voice.announce([MISREAD, ...asked.corrections].join(" "));
  }
}

try {
  const catalogue = opened(await loadCatalogue(part("[data-catalogue]", HTMLElement).dataset.catalogue ?? ""));
  const mathematics = own(catalogue);
  await mathematics.prepare(location.search);
  openLab(catalogue, mathematics);
} catch (error) {
  notice(NO_CATALOGUE);
  throw error;
}
