/** Pictures and films of what is on the map. */

import { lastStep } from "../engine/runs";
import { playedTo, SECONDS } from "../state/film";
import { projectionOf } from "../views/map/projection";
import { trajectoriesOn } from "../views/map/trajectories";
import { type Figure, figureOf, LEFT, MAP, type Shot, TOP } from "./figure";

/** Pixels of a PNG for one of the figure. */
const PNG_RATIO = 2;

const FRAMES_A_SECOND = 30;

export async function pngOf(figure: Figure): Promise<Blob> {
  return blobOf(await drawn(figure, PNG_RATIO));
}

async function drawn({ svg, width, height }: Figure, ratio: number): Promise<HTMLCanvasElement> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    // A film wants an even number of pixels.
    canvas.width = 2 * Math.ceil((width * ratio) / 2);
    canvas.height = 2 * Math.ceil((height * ratio) / 2);
    canvas.getContext("2d")?.drawImage(image, 0, 0, width * ratio, height * ratio);
    return canvas;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))), "image/png");
  });
}

/**
 * Plays the runs from first to last into a film, with the legend and the protocol below; it takes as long as the playback
 * does.
 */
export async function filmOf(shot: Shot): Promise<Blob> {
  const { sheet, experiment, runs, domain } = shot;
  const backdrop = await drawn(figureOf({ ...shot, surface: undefined }, false), 1);
  const canvas = document.createElement("canvas");
  canvas.width = backdrop.width;
  canvas.height = backdrop.height;
  const context = canvas.getContext("2d");
  const paths = document.createElement("canvas");
  paths.width = MAP;
  paths.height = MAP;
  // A canvas that is not on the page has no font of its own.
  paths.hidden = true;
  sheet.part(".plot", HTMLElement).append(paths);
  const over = new AbortController();
  const trajectories = trajectoriesOn(paths, over.signal);
  trajectories.take(experiment, runs, projectionOf(domain, MAP, MAP));
  const last = lastStep(runs);
  const recorder = new MediaRecorder(canvas.captureStream(FRAMES_A_SECOND), { mimeType: "video/webm" });
  const pieces: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve));

  function draw(step: number): void {
    trajectories.draw(step);
    context?.drawImage(backdrop, 0, 0);
    context?.drawImage(paths, LEFT, TOP);
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
  over.abort();
  return new Blob(pieces, { type: "video/webm" });
}
