/**
 * A lab: link → experiment → runs → views.
 *
 * Everything on screen follows from one state; controls change the state and nothing else. A page may hold several labs, each
 * in a root of its own; it never looks beyond it.
 */

import { type PointListener, placing } from "../controls/placing";
import { pointing } from "../controls/pointing";
import type { Catalogue } from "../engine/catalogue";
import { teller } from "../engine/explanation";
import { pinnedFollower } from "../engine/pinned";
import { ratesBy } from "../engine/rates";
import { follower, lastStep, type Run } from "../engine/runs";
import { sweepsBy } from "../engine/sweep";
import { opened } from "../own/adopt";
import { NOTHING_TYPED, own } from "../own/own";
import { type Experiment, openingExperiment, type Point } from "../state/experiment";
import { remembering } from "../state/history";
import { isSameRuns, type Lab, openedOn, standingAt, stepAt } from "../state/lab";
import { linkTo, readLink } from "../state/link";
import { guarded } from "../state/locks";
import { END } from "../state/moment";
import { paced } from "../state/pace";
import { domainSeen } from "../state/scene";
import { storeOf } from "../state/store";
import { announcer } from "../views/announcer";
import { landscapeMap } from "../views/map/map";
import { type Notice, noticeOn } from "../views/notice";
import { comparison, MISREAD, standing } from "../views/sentences";
import { sheetIn } from "../views/sheet";
import { lineInWords } from "../views/step/words";
import { surfaceView } from "../views/surface-view";
import { vectors } from "./explaining";
import { PARTS } from "./parts";
import { curtain, scenery, sketch, startOnMap, wordsOfMap } from "./scenery";
import { chosenRun, type Part, type Surroundings } from "./surroundings";
import { fillFromTemplate, type PartNames } from "./template";

export interface LabOptions {
  /** The link it opens on. */
  readonly query: string;
  /** What it has besides the map. */
  readonly parts: PartNames;
  /** Whether the page is about this lab, and holds its markup already: keys are then its own wherever the focus is. */
  readonly isPage: boolean;
  /** Says a sentence in the live region of the page. */
  readonly announce: (sentence: string) => void;
  /** Names of parts that no control may change. */
  readonly locked?: readonly string[];
  /** What the page itself did not understand of its link. */
  readonly misread?: readonly string[];
}

export interface Mounted {
  experiment(): Experiment;
  /** The query of the link to what is shown. */
  link(): string;
  runs(): readonly Run[];
  /** Shows what a link asks for. */
  open(query: string): Promise<void>;
  /** Hides where the runs go, wherever it could be read off, or shows it. */
  hidePaths(on: boolean): void;
  /** Calls back whenever the link is another one. */
  onChange(listener: () => void): void;
  /** Hands over the points of the landscape that somebody gives on the map, instead of moving the start there. */
  onPoint(listener: PointListener | undefined): void;
  /** Lays points over the map, joined by a line. */
  draw(points: readonly Point[]): void;
  /** Stops the playback, where it runs. */
  pause(): void;
  /** Ends everything it does. What it has shown stays where it is, and does nothing any more. */
  dispose(): void;
}

/** Figures follow the hand on every frame; words that change faster than this are not read, only set and painted. */
const WORDS_APART_MS = 120;

const NOBODY: readonly Run[] = [];

let made = 0;

export async function mountLab(root: HTMLElement, declared: Catalogue, options: LabOptions): Promise<Mounted> {
  const { isPage, parts: asked, query } = options;
  const leaving = new AbortController();
  const gone = leaving.signal;
  const prefix = isPage ? "" : `lab${++made}-`;
  if (!isPage) fillFromTemplate(root, prefix, asked);
  const sheet = sheetIn(root, { gone, isPage, prefix });
  const catalogue = opened(declared);
  const voice = announcer(options.announce, gone);
  const notice: Notice = sheet.has("notice") ? noticeOn(sheet, voice.announce) : voice.announce;
  const mathematics = sheet.has("own") ? own(sheet, catalogue, notice) : NOTHING_TYPED;
  const refused = await mathematics.prepare(query);

  const linked = readLink(query, catalogue);
  const sweeps = sweepsBy(catalogue);
  const rates = ratesBy(catalogue, sweeps, () => around.change({}), gone);
  const follow = follower(catalogue, rates);
  const remembered = remembering(storeOf<Lab>(openedOn(linked), show, gone));
  const store = guarded(remembered, options.locked ?? [], catalogue, (sentence) => {
    // The reason of what would have come of it is forgotten with it; this one is said in front of how things still stand.
    voice.preface(sentence);
    notice(sentence);
  });
  const listeners: (() => void)[] = [];
  let told = "";
  const experiment = () => store.now.experiment;
  const runs = () => (store.now.isVeiled ? NOBODY : follow(experiment()));
  const joined = joining();
  const followPinned = pinnedFollower(
    catalogue,
    ratesBy(catalogue, sweepsBy(catalogue), () => around.change({}), gone),
  );
  const shown = () => (store.now.isVeiled ? NOBODY : joined(runs(), followPinned(experiment())));
  const last = () => lastStep(shown());
  const step = () => stepAt(store.now.playhead, last());
  const tellStep = teller();

  // Another size is another picture of the same state, and drawn at once, before the stretched one can be seen.
  const fit = () => {
    for (const part of parts) part.fit?.(store.now);
  };
  const map = landscapeMap(sheet, catalogue, fit);
  const surface = surfaceView(sheet, catalogue, fit);
  // It listens first, so that a point that is given moves nothing else.
  const points = placing({ sheet, map, experiment, announce: voice.announce });
  const around: Surroundings = {
    sheet,
    catalogue,
    store,
    map,
    surface,
    sweeps,
    experiment,
    scene: () => store.now.scene,
    link,
    runs,
    shown,
    last,
    step,
    told() {
      const run = chosenRun(around);
      return run && tellStep(run, step());
    },
    domain: () => domainSeen(store.now.scene, experiment().landscape),
    change: (changes) => store.change({ experiment: { ...experiment(), ...changes } }),
    look: (changes) => store.change({ scene: { ...store.now.scene, ...changes } }),
    settle() {
      if (runs().every(({ origin }) => origin !== "sought")) return;
      rates.find(experiment());
      around.change({});
    },
    reset() {
      const opening = isPage ? openingExperiment(catalogue) : readLink(query, catalogue).experiment;
      store.change({ experiment: opening, playhead: END, playing: false });
    },
    ...pointing(sheet, store),
    announce: voice.announce,
    preface: voice.preface,
  };
  /** While steps go by, none of them is the one that is shown. */
  function link(): string {
    const { scene, playhead, playing, speed, explaining } = store.now;
    const explained = explaining ? (chosenRun(around)?.optimizer.key ?? "") : "";
    return linkTo({
      experiment: experiment(),
      scene,
      moment: { playhead: playing ? END : playhead, speed, explained },
    });
  }

  const parts: readonly Part[] = [
    curtain(around),
    // Drawings before controls: to draw asks for the style of the page, which each change of a control has worked out anew.
    scenery(around),
    vectors(around),
    sketch(around),
    startOnMap(around),
    { fit: ({ experiment }) => points.show(experiment), show: ({ experiment }) => points.show(experiment) },
    {
      show(now, shown) {
        if (!isSameRuns(now, shown)) mathematics.follow(now.experiment);
      },
    },
    ...Object.entries(PARTS).flatMap(([name, mount]) => (sheet.has(name) ? [mount(around)] : [])),
    wordsOfMap(around),
  ];
  const words = paced(
    WORDS_APART_MS,
    () => {
      for (const part of parts) part.tell?.(store.now);
    },
    gone,
  );

  function show(now: Lab, shown: Lab | undefined): void {
    for (const part of parts) part.show?.(now, shown);
    if (!isSameRuns(now, shown) || now.scene !== shown?.scene) words.request();
    if (!isOnlySteps(now, shown)) tellLink();
    if (shown) tell(now, shown);
  }

  function tellLink(): void {
    const link = around.link();
    if (link !== told) for (const listener of listeners) listener();
    told = link;
  }

  /** Says what has changed to those who listen, but not while it goes on changing. */
  function tell(now: Lab, shown: Lab): void {
    if (now.playing) voice.hush();
    else if (!isSameRuns(now, shown)) voice.announce(comparison(now.experiment, runs(), catalogue));
    else if (isTold(now, shown)) voice.announce(lineToldIn(now) ?? standing(around.shown(), step()));
  }

  function lineToldIn({ explaining, lines }: Lab): string | undefined {
    const told = explaining ? around.told() : undefined;
    return told && lineInWords(told, lines);
  }

  mathematics.begin(
    {
      experiment,
      change: around.change,
      beginGesture: store.beginGesture,
      announce: voice.announce,
      offered: () => {
        for (const part of parts) part.show?.(store.now, undefined);
      },
    },
    query,
  );
  const misread = [...refused, ...linked.corrections, ...(options.misread ?? [])];
  if (misread.length > 0) notice(MISREAD, misread);

  return {
    experiment,
    link,
    runs: () => follow(experiment()),
    async open(to) {
      const misread = await mathematics.prepare(to);
      // A link says for itself what it locks.
      remembered.change(standingAt(readLink(to, catalogue)));
      if (misread.length > 0) notice(MISREAD, misread);
    },
    hidePaths: (isVeiled) => store.change({ isVeiled }),
    onChange: (listener) => listeners.push(listener),
    onPoint: points.onPoint,
    draw: (sketch) => store.change({ sketch }),
    pause() {
      if (store.now.playing) store.change({ playing: false });
    },
    dispose: () => leaving.abort(),
  };
}

/** The runs of an experiment before the pinned ones: the same list for the same two, as every frame asks for it. */
function joining(): (runs: readonly Run[], pinned: readonly Run[]) => readonly Run[] {
  let front = NOBODY;
  let back = NOBODY;
  let whole = NOBODY;
  return (runs, pinned) => {
    if (runs !== front || pinned !== back) [front, back, whole] = [runs, pinned, [...runs, ...pinned]];
    return whole;
  };
}

/** Whether steps go by, and nothing else changes; the link says nothing of them. */
function isOnlySteps(now: Lab, shown: Lab | undefined): boolean {
  if (!now.playing || !shown?.playing) return false;
  const isSameMoment = now.speed === shown.speed && now.explaining === shown.explaining;
  return isSameMoment && now.scene === shown.scene && isSameRuns(now, shown);
}

/** Whether there is something new to hear of the same experiment: another step, or another line of it. */
function isTold(now: Lab, shown: Lab): boolean {
  const isStill = now.playhead === shown.playhead && now.lines === shown.lines && now.explaining === shown.explaining;
  return !isStill || shown.playing;
}
