/** Play, pause, step and scrub: where on the finished paths the markers stand. */

import { type Lab, playedTo, playheadAt, stepAt, steppedBy } from "../state/lab";
import type { Store } from "../state/store";
import { counted } from "../views/numbers";
import { say } from "../views/page";
import type { Sheet } from "../views/sheet";

/** For people who asked for less motion, playback moves by jumps this far apart. */
const JUMP_SECONDS = 0.5;

/** A frame that comes so late has waited for somebody to come back to the page. */
const UNSEEN_MS = 1000;

/** What the buttons with two arrows, and the arrow keys with Shift, move by. */
export const STRIDE = 10;

export interface Playback {
  show(lab: Lab, shown: Lab | undefined): void;
  toggle(): void;
  stepBy(count: number): void;
  goTo(step: number): void;
  goToEnd(): void;
}

/** @param last The last step of the longest run, as the experiment stands now. */
export function playback(sheet: Sheet, store: Store<Lab>, last: () => number): Playback {
  const play = sheet.part("#play", HTMLButtonElement);
  const playName = sheet.part("#play .name", HTMLElement);
  const slider = sheet.part("#step", HTMLInputElement);
  const reading = sheet.part(".step-reading", HTMLElement);
  const speed = sheet.part("#speed", HTMLSelectElement);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let clock = 0;

  function goTo(step: number): void {
    store.change({ playhead: playheadAt(step, last()), playing: false });
  }

  function stepBy(count: number): void {
    store.change({ playhead: steppedBy(count, store.now.playhead, last()), playing: false });
  }

  function toggle(): void {
    if (store.now.playing) {
      store.change({ playing: false });
      return;
    }
    const atEnd = stepAt(store.now.playhead, last()) >= last();
    const from = atEnd ? 0 : store.now.playhead;
    store.change({ playhead: from, playing: true });
    run(from, performance.now());
  }

  /** Lets the playhead follow the clock until it reaches the end or somebody stops it. */
  function run(from: number, now: number): void {
    let began = now;
    let before = now;
    cancelAnimationFrame(clock);
    clock = requestAnimationFrame(function tick(time) {
      if (!store.now.playing) return;
      // On a page that nobody saw, and that had no frames, no time went by either.
      if (time - before > UNSEEN_MS) began += time - before;
      before = time;
      const seconds = Math.max(0, time - began) / 1000;
      const step = playedTo(from, calm.matches ? seconds - (seconds % JUMP_SECONDS) : seconds, store.now.speed, last());
      if (step !== store.now.playhead) store.change({ playhead: playheadAt(step, last()), playing: step < last() });
      clock = requestAnimationFrame(tick);
    });
  }

  function tellPlaying(playing: boolean): void {
    play.classList.toggle("is-playing", playing);
    say(playName, playing ? "Pause" : "Play");
  }

  sheet.gone.addEventListener("abort", () => cancelAnimationFrame(clock));
  play.addEventListener("click", toggle);
  sheet.part("#step-forward", HTMLButtonElement).addEventListener("click", () => stepBy(1));
  sheet.part("#step-back", HTMLButtonElement).addEventListener("click", () => stepBy(-1));
  sheet.part("#step-first", HTMLButtonElement).addEventListener("click", () => goTo(0));
  sheet.part("#step-last", HTMLButtonElement).addEventListener("click", () => goTo(last()));
  sheet.part("#stride-forward", HTMLButtonElement).addEventListener("click", () => stepBy(STRIDE));
  sheet.part("#stride-back", HTMLButtonElement).addEventListener("click", () => stepBy(-STRIDE));
  // It stands beside "New seed", and is there where noise is.
  sheet.find("#same-run", HTMLButtonElement)?.addEventListener("click", () => {
    goTo(0);
    toggle();
  });
  speed.addEventListener("change", () => {
    store.change({ speed: Number(speed.value) });
    // The way so far was walked at the other speed; the clock starts again from here.
    if (store.now.playing) run(store.now.playhead, performance.now());
  });
  slider.addEventListener("keydown", (event) => {
    const direction = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : undefined;
    if (!direction || !event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    stepBy(direction * STRIDE);
  });
  slider.addEventListener("input", () => goTo(slider.valueAsNumber));

  return {
    show({ playhead, playing, speed: times }, shown) {
      const end = last();
      const step = stepAt(playhead, end);
      if (slider.max !== String(end)) slider.max = String(end);
      slider.value = String(step);
      slider.setAttribute("aria-valuetext", `${step} of ${end}`);
      slider.style.setProperty("--walked", `${end === 0 ? 100 : (step / end) * 100}%`);
      say(reading, `${counted(step)} / ${counted(end)}`);
      if (playing !== shown?.playing) tellPlaying(playing);
      if (times !== shown?.speed) speed.value = String(times);
    },
    toggle,
    stepBy,
    goTo,
    goToEnd: () => goTo(last()),
  };
}
