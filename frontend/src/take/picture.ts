/** Pictures and films of what is on the map. */

import type { Catalogue } from "../engine/catalogue";
import { lastStep, type Run } from "../engine/runs";
import type { Experiment } from "../state/experiment";
import { playedTo, SECONDS } from "../state/film";
import { projectionOf } from "../views/map/projection";
import { trajectoriesOn } from "../views/map/trajectories";
import type { Sheet } from "../views/sheet";
import { type Figure, groundCanvas } from "./figure";

/** Pixels of a PNG for one of the figure. */
const PNG_RATIO = 2;

/** Width and height of a film. */
const FILM = 720;

/** Size of the sheet that a film shows, so that lines are as heavy as on the page. */
const FILM_SHEET = 600;

const FRAMES_A_SECOND = 30;

export async function pngOf({ svg, width, height }: Figure): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * PNG_RATIO;
    canvas.height = height * PNG_RATIO;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await blobOf(canvas);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))), "image/png");
  });
}

/** Plays the runs from first to last into a film; it takes as long as the playback does. */
export async function filmOf(
  sheet: Sheet,
  experiment: Experiment,
  runs: readonly Run[],
  catalogue: Catalogue,
): Promise<Blob> {
  const canvas = filmCanvas();
  const paths = filmCanvas();
  // A canvas that is not on the page has no font of its own.
  paths.hidden = true;
  sheet.part(".plot", HTMLElement).append(paths);
  const ground = groundCanvas(experiment, catalogue, FILM);
  const context = canvas.getContext("2d");
  const trajectories = trajectoriesOn(paths);
  trajectories.take(experiment, runs, projectionOf(experiment.landscape.domain, FILM_SHEET, FILM_SHEET));
  const last = lastStep(runs);
  const recorder = new MediaRecorder(canvas.captureStream(FRAMES_A_SECOND), { mimeType: "video/webm" });
  const pieces: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve));

  function draw(step: number): void {
    trajectories.draw(step);
    context?.drawImage(ground, 0, 0);
    context?.drawImage(paths, 0, 0);
  }

  draw(0);
  recorder.start();
  await new Promise<void>((resolve) => {
    const began = performance.now();
    requestAnimationFrame(function frame(time) {
      const seconds = (time - began) / 1000;
      draw(playedTo(seconds, last));
      if (seconds < SECONDS) requestAnimationFrame(frame);
      else resolve();
    });
  });
  recorder.stop();
  await stopped;
  paths.remove();
  return new Blob(pieces, { type: "video/webm" });
}

function filmCanvas(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = FILM;
  canvas.height = FILM;
  return canvas;
}
