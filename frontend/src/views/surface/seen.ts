/** The paths as they are seen on the surface, to find the step under a pointer. */

import type { Polyline, Walk } from "../map/polyline";
import type { Eye } from "./camera";
import type { Stage } from "./landmarks";

/** Finds them, and keeps them until something is shown differently. */
export function seeing(): (stage: Stage, eye: Eye) => readonly Walk[] {
  let seen: { readonly stage: Stage; readonly eye: Eye; readonly walks: readonly Walk[] } | undefined;
  return (stage, eye) => {
    if (seen?.stage !== stage || seen.eye !== eye) {
      seen = { stage, eye, walks: stage.walks.map(({ run, line }) => ({ run, line: seenLine(line, stage, eye) })) };
    }
    return seen.walks;
  };
}

function seenLine(line: Polyline, { flat, relief }: Stage, eye: Eye): Polyline {
  const left = new Float32Array(line.length);
  const top = new Float32Array(line.length);
  for (let index = 0; index < line.length; index++) {
    const x = (2 * (line.left[index] ?? 0)) / flat.width - 1;
    const y = 1 - (2 * (line.top[index] ?? 0)) / flat.height;
    const z = relief.heightAt(x, y);
    left[index] = eye.left(x, y, z);
    top[index] = eye.top(x, y, z);
  }
  return { ...line, left, top };
}
