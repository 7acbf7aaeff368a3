/**
 * A film of the playback, as an animated GIF: the runs from first to last in the view that is seen, with the keys and the protocol
 * below.
 *
 * It is drawn frame by frame and not recorded, so that a busy machine takes longer for it and leaves nothing out.
 */

import { applyPalette, GIFEncoder, quantize } from "gifenc";
import { lastStep } from "../engine/runs";
import { projectionOf } from "../views/map/projection";
import { trajectoriesOn } from "../views/map/trajectories";
import type { Filmed } from "../views/surface/surface";
import { figureOf, LEFT, MAP, type Shot, stepWords, surfaceLeft, TOP } from "./figure";
import { INK_SOFT } from "./ink";
import { drawn } from "./picture";

/** A run of more steps is shown with as many of them; one of fewer step by step. */
const FRAMES = 60;

/** How long it takes from the first step to the last, and how long they stand where they came to rest. */
const MOVING_MS = 5000;
const RESTING_MS = 1500;

/** A GIF counts hundredths of a second, and browsers take less than two of them for none at all. */
const UNIT_MS = 10;
const SHORTEST_MS = 20;

/** Colours of a GIF, but for the one that stands for what has not changed. */
const COLOURS = 255;
const UNCHANGED = 255;

/** Steps that are shown, the first and the last among them. */
export function stepsShown(last: number): readonly number[] {
  const moves = Math.max(1, Math.min(last, FRAMES));
  return Array.from({ length: moves + 1 }, (_, frame) => Math.round((frame / moves) * last));
}

/** @param told Is told the share that is done. */
export async function filmOf(shot: Shot, told: (share: number) => void): Promise<Blob> {
  const scene = await sceneOf(shot);
  try {
    const { width, height, at } = scene;
    const steps = stepsShown(lastStep(shot.runs));
    const moving = Math.max(SHORTEST_MS, UNIT_MS * Math.round(MOVING_MS / (steps.length - 1) / UNIT_MS));
    const last = steps.at(-1) ?? 0;
    // Whole paths have all colours that there are.
    const palette = quantize(at(last), COLOURS);
    const film = GIFEncoder();
    let before: Uint8Array | undefined;
    for (const [frame, step] of steps.entries()) {
      const now = applyPalette(at(step), palette);
      const delay = frame < steps.length - 1 ? moving : RESTING_MS;
      const whole = { palette: [...palette, [0, 0, 0] as const], delay, dispose: 1, repeat: 0 };
      const part = { delay, dispose: 1, transparent: true, transparentIndex: UNCHANGED };
      film.writeFrame(before ? changesFrom(before, now) : now, width, height, before ? part : whole);
      before = now;
      told((frame + 1) / steps.length);
      await breath();
    }
    film.finish();
    return new Blob([film.bytes()], { type: "image/gif" });
  } finally {
    scene.close();
  }
}

interface FilmScene {
  readonly width: number;
  readonly height: number;
  /** The picture at a step. */
  at(step: number): Uint8ClampedArray;
  close(): void;
}

async function sceneOf(shot: Shot): Promise<FilmScene> {
  const { sheet, runs, isMap, surface } = shot;
  const backdrop = await drawn(figureOf(shot, false), 1);
  const { width, height } = backdrop;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("This browser draws no pictures.");
  const views: readonly Moving[] = [
    ...(isMap ? [onMap(shot)] : []),
    ...(surface ? [onSurface(surface, surfaceLeft(shot))] : []),
  ];
  const right = Math.max(...views.map(({ left }) => left)) + MAP;
  pen.textAlign = "right";
  return {
    width,
    height,
    at(step) {
      pen.drawImage(backdrop, 0, 0);
      for (const view of views) pen.drawImage(view.at(step), view.left, TOP, MAP, MAP);
      pen.font = `13px ${getComputedStyle(sheet.root).fontFamily}`;
      pen.fillStyle = INK_SOFT;
      pen.fillText(stepWords(step, runs), right, TOP - 34);
      return pen.getImageData(0, 0, width, height).data;
    },
    close() {
      for (const view of views) view.close();
    },
  };
}

/** What moves in a view. */
interface Moving {
  /** Where the view lies on the picture. */
  readonly left: number;
  at(step: number): HTMLCanvasElement;
  close(): void;
}

/** The runs on the map, to be laid over it. */
function onMap({ sheet, experiment, runs, domain }: Shot): Moving {
  const paths = document.createElement("canvas");
  paths.width = paths.height = MAP;
  // A canvas that is not on the page has no font of its own.
  paths.hidden = true;
  sheet.part(".plot", HTMLElement).append(paths);
  const over = new AbortController();
  const trajectories = trajectoriesOn(paths, over.signal);
  trajectories.take(experiment, runs, projectionOf(domain, MAP, MAP));
  return {
    left: LEFT,
    at(step) {
      trajectories.draw(step);
      return paths;
    },
    close() {
      paths.remove();
      over.abort();
    },
  };
}

function onSurface(surface: Filmed, left: number): Moving {
  return { left, at: (step) => surface.at(step, INK_SOFT), close: () => undefined };
}

function changesFrom(before: Uint8Array, now: Uint8Array): Uint8Array {
  return now.map((colour, index) => (colour === before[index] ? UNCHANGED : colour));
}

/** Lets the page do what else it has to do. */
function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
