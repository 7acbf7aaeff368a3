/**
 * The lab: link → experiment → runs → views.
 *
 * Everything on screen follows from one state; controls change the state and nothing else.
 */

import "./styles/tokens.css";
import "./styles/page.css";
import "./styles/lab.css";
import "./styles/bench.css";
import "./styles/why.css";

import { bench } from "./bench/bench";
import { address } from "./controls/address";
import { csvDownload } from "./controls/download";
import { playbackKeys } from "./controls/keys";
import { learningRate } from "./controls/learning-rate";
import { numberField } from "./controls/number-field";
import { optimizerToggles } from "./controls/optimizers";
import { playback } from "./controls/playback";
import { policyControl } from "./controls/policy";
import { settingsControl } from "./controls/settings";
import { startControl } from "./controls/start";
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
import { storeOf } from "./state/store";
import { announcer } from "./views/announcer";
import { captions } from "./views/captions";
import { lossChart } from "./views/losses/chart";
import { landscapeMap } from "./views/map/map";
import { notice } from "./views/notice";
import { part } from "./views/page";
import { resultsTable } from "./views/results";
import { comparison, MISREAD, NO_CATALOGUE, standing } from "./views/sentences";

/** Figures follow the hand on every frame; words that change faster than this are not read, only set and painted. */
const WORDS_APART_MS = 120;

function openLab(catalogue: OpenCatalogue, mathematics: Own): void {
  const asked = readLink(location.search, catalogue);
  const rates = ratesBy(catalogue, () => change({}));
  const follow = follower(catalogue, rates);
  const opening = { playhead: END, playing: false, chosen: "", explaining: false, lines: END };
  const store = remembering(storeOf<Lab>({ ...opening, experiment: asked.experiment }, show));
  const experiment = (): Experiment => store.now.experiment;
  const runs = () => follow(experiment());
  const last = () => lastStep(runs());
  const change = (changes: Partial<Experiment>) => store.change({ experiment: { ...experiment(), ...changes } });

  // Another size is another picture of the same state, and drawn at once, before the stretched one can be seen.
  const map = landscapeMap(catalogue, () => {
    map.showRuns(experiment(), runs(), stepAt(store.now.playhead, last()));
    start.show(experiment());
    why.resize();
  });
  const chart = lossChart((step) => store.change({ playhead: playheadAt(step, last()), playing: false }));
  const results = resultsTable(catalogue);
  const texts = captions(catalogue);
  const voice = announcer();
  const bar = address((query) => {
    void mathematics.prepare(query).then(() => store.change({ experiment: readLink(query, catalogue).experiment }));
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
  landscape.addEventListener("change", () => {
    const chosen = catalogue.landscapes.find(({ key }) => key === landscape.value);
    if (chosen) store.change({ experiment: onLandscape(experiment(), chosen) });
  });
  part("#reset", HTMLButtonElement).addEventListener("click", () => {
    store.change({ experiment: openingExperiment(catalogue), playhead: END, playing: false });
  });
  const open = (to: Experiment) => store.change({ experiment: to });
  const below = bench({ catalogue, experiment, runs, step: () => stepAt(store.now.playhead, last()), open });
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
    texts.show(experiment(), runs());
  });

  function show(now: Lab, shown: Lab | undefined): void {
    const step = stepAt(now.playhead, last());
    if (now.experiment !== shown?.experiment) showExperiment(now.experiment, step);
    else if (now.playhead !== shown.playhead) {
      map.showStep(step);
      chart.showStep(step);
    }
    player.show(now);
    why.show(now, shown, step);
    if (now.playing) voice.hush();
    else if (shown && now.experiment === shown.experiment) voice.announce(why.words(now) ?? standing(runs(), step));
    else if (shown) voice.announce(comparison(now.experiment, runs(), catalogue));
  }

  function showExperiment(now: Experiment, step: number): void {
    landscape.value = now.landscape.key;
    rate.show(now);
    steps.show(now.steps);
    toggles.show(now);
    settings.show(now);
    policy.show(now);
    map.showRuns(now, runs(), step);
    start.show(now);
    chart.showRuns(now, runs(), step);
    below.show(now);
    words.request();
    bar.show(now);
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
