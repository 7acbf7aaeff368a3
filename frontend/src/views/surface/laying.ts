/**
 * A path laid on the ground, as the graphics card is given it: points as few as look the same.
 *
 * A long step follows the ground in pieces. Points are left out where the line from the one before to the one after, walked
 * evenly, passes them at their time nearer than anybody could see: neither the line nor its dashes nor how far it has been
 * walked look different, and a card that is a program has a fraction of the triangles to draw.
 */

import type { Landscape } from "../../engine/catalogue";
import type { Walk } from "../map/polyline";
import type { Projection } from "../map/projection";
import type { Relief } from "./relief";

/** Floats a point, two texels: place, how far along the path; when it is reached, 1 where the pen is lifted before it. */
export const FLOATS = 8;

/** Of them, those that lie on a line where a point is left out: place and way. */
const ALONG = 4;

/** The time among them: the step at whose end a point is reached, and a part of it on the way there. */
const TIME = 4;

/** A step follows the ground in pieces of at most this share of the block's side. */
const PIECES = 96;

/** How far a line may pass by a point that is left out, in pixels of the flat map. */
const UNSEEN = 0.2;

/** At most so many points a path is laid out in. */
export function mostPointsOf({ line }: Walk, { width }: Projection): number {
  return line.length + Math.ceil((line.distance / width) * PIECES);
}

/** Writes the points of paths one after the other. */
export interface Laying {
  /** How many points there are so far. */
  readonly used: number;
  /** Adds those of another path. */
  lay(walk: Walk): void;
}

export function layingOn(points: Float32Array, flat: Projection, relief: Relief, landscape: Landscape): Laying {
  const { x, y } = flat.domain;
  const thread = threadInto(points, flat);

  function lossAt(left: number, top: number): number {
    return landscape.loss(x[0] + (left / flat.width) * (x[1] - x[0]), y[1] - (top / flat.height) * (y[1] - y[0]));
  }

  return {
    get used() {
      return thread.used;
    },
    lay({ line }) {
      let way = 0;
      let before = 0;
      const put = (left: number, top: number, time: number, lifted: boolean) => {
        const rise = relief.heightOf(lossAt(left, top));
        thread.put(left, top, rise, way, time, lifted || !Number.isFinite(rise + before));
        before = rise;
      };
      for (let index = 0; index < line.length; index++) {
        const left = line.left[index] ?? 0;
        const top = line.top[index] ?? 0;
        const step = line.step[index] ?? 0;
        if (line.lifted[index] === 1) {
          put(left, top, step, true);
          continue;
        }
        const across = left - (line.left[index - 1] ?? left);
        const down = top - (line.top[index - 1] ?? top);
        const since = step - (line.step[index - 1] ?? step);
        const distance = Math.hypot(across, down);
        const pieces = Math.max(1, Math.ceil((distance / flat.width) * PIECES));
        for (let piece = 1; piece <= pieces; piece++) {
          const back = 1 - piece / pieces;
          way += distance / pieces;
          put(left - back * across, top - back * down, step - back * since, false);
        }
      }
      thread.end();
    },
  };
}

interface Thread {
  readonly used: number;
  put(left: number, top: number, rise: number, way: number, time: number, lifted: boolean): void;
  end(): void;
}

/**
 * Draws a line through points and keeps those at which it has to bend: the line from the last that was kept has a range of
 * slopes over time that pass all points since, and the first point outside it begins another.
 */
function threadInto(points: Float32Array, { width, height }: Projection): Thread {
  const near = (2 * UNSEEN) / width;
  const nearness = [near, near, near, UNSEEN];
  const least = new Float64Array(ALONG);
  const most = new Float64Array(ALONG);
  let used = 0;
  /** Whether the last point written may yet be left out. */
  let isOpen = false;

  function write(
    at: number,
    left: number,
    top: number,
    rise: number,
    way: number,
    time: number,
    lifted: boolean,
  ): void {
    points[at] = (2 * left) / width - 1;
    points[at + 1] = 1 - (2 * top) / height;
    points[at + 2] = rise;
    points[at + 3] = way;
    points[at + TIME] = time;
    points[at + TIME + 1] = lifted ? 1 : 0;
  }

  /** Whether a line from the last point kept to this one passes those between. */
  function passes(kept: number, at: number): boolean {
    const since = (points[at + TIME] ?? 0) - (points[kept + TIME] ?? 0);
    for (let axis = 0; axis < ALONG; axis++) {
      const slope = ((points[at + axis] ?? 0) - (points[kept + axis] ?? 0)) / since;
      if (!(slope >= (least[axis] ?? 0) && slope <= (most[axis] ?? 0))) return false;
    }
    return true;
  }

  function narrow(kept: number, at: number): void {
    const since = (points[at + TIME] ?? 0) - (points[kept + TIME] ?? 0);
    for (let axis = 0; axis < ALONG; axis++) {
      const moved = (points[at + axis] ?? 0) - (points[kept + axis] ?? 0);
      const room = nearness[axis] ?? 0;
      least[axis] = Math.max(least[axis] ?? 0, (moved - room) / since);
      most[axis] = Math.min(most[axis] ?? 0, (moved + room) / since);
    }
  }

  function widen(): void {
    least.fill(Number.NEGATIVE_INFINITY);
    most.fill(Number.POSITIVE_INFINITY);
  }

  return {
    get used() {
      return used;
    },
    put(left, top, rise, way, time, lifted) {
      const at = used * FLOATS;
      write(at, left, top, rise, way, time, lifted);
      if (lifted || used === 0) {
        isOpen = false;
        used += 1;
        return;
      }
      const last = at - FLOATS;
      if (isOpen && passes(last - FLOATS, at)) points.copyWithin(last, at, at + FLOATS);
      else {
        widen();
        used += 1;
      }
      narrow((used - 2) * FLOATS, (used - 1) * FLOATS);
      isOpen = true;
    },
    end() {
      isOpen = false;
    },
  };
}
