/** How the surface is seen: from where, how large, in which colours. Another look at it is another sight. */

import type { Camera } from "../../state/camera";
import { lookOf } from "../look";
import { sheetScale } from "../page";
import { type Eye, eyeOf, lensOf, turnOf } from "./camera";

export interface Sight {
  readonly eye: Eye;
  /** What the shaders know of the camera. */
  readonly turn: readonly number[];
  readonly lens: readonly number[];
  readonly circled: readonly [east: number, north: number];
  /** Width and height in pixels of the sheet, and how many pixels of the screen make one of them. */
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  /** Colour and type of the axes. */
  readonly ink: string;
  readonly font: string;
}

/** The sight that a place on the page gives of it now. */
export function sightIn(place: HTMLElement, camera: Camera): Sight {
  const scale = sheetScale();
  const width = place.clientWidth / scale;
  const height = place.clientHeight / scale;
  const { inkSoft, font } = lookOf(place);
  return {
    eye: eyeOf(camera, width, height),
    turn: turnOf(camera),
    lens: lensOf(camera, width, height),
    circled: [camera.east, camera.north],
    width,
    height,
    ratio: scale * devicePixelRatio,
    ink: inkSoft,
    font,
  };
}
