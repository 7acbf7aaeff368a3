/**
 * What the camera sees, which circles a point of a block two units wide, its height between 0 and `RISE`.
 *
 * The projection is written twice, here for marks and names, and as GLSL for ground and paths.
 */

import { BREADTH, type Camera } from "../../state/camera";

/** Height of the highest point, where the block's sides measure 2. */
export const RISE = 0.95;

/** How far the walls of the block reach below its lowest point. */
export const BASE = 0.06;

/** Height of the point that the camera circles. */
const MIDDLE = 0.3;

/** Distance of the eye from that point, and how strongly the lens magnifies there. */
const AWAY = 6.5;
const LENS = (2 * AWAY) / BREADTH;

/** Half the depth that is drawn: nothing of the block is farther from any point of it. */
const DEPTH = 3.2;

/** Source of `vec4 seen(vec3 place)`: where a point of the block is on screen. */
export const SEEN_GLSL = `
uniform vec4 turn;
uniform vec2 lens;
uniform vec2 circled;

vec4 seen(vec3 place) {
  vec2 from = place.xy - circled;
  float right = from.x * turn.x + from.y * turn.y;
  float away = from.y * turn.x - from.x * turn.y;
  float high = place.z - ${MIDDLE};
  float up = away * turn.w + high * turn.z;
  float distance = ${AWAY.toFixed(1)} + away * turn.z - high * turn.w;
  float near = ${(AWAY - DEPTH).toFixed(1)};
  float far = ${(AWAY + DEPTH).toFixed(1)};
  return vec4(right * lens.x, up * lens.y, ((far + near) * distance - 2.0 * far * near) / (far - near), distance);
}`;

/** What the GLSL above reads: cosine and sine of the azimuth, then of the elevation; the lens for each axis of the screen. */
export function turnOf({ azimuth, elevation }: Camera): readonly [number, number, number, number] {
  const around = (azimuth * Math.PI) / 180;
  const above = (elevation * Math.PI) / 180;
  return [Math.cos(around), Math.sin(around), Math.cos(above), Math.sin(above)];
}

export function lensOf({ magnification }: Camera, width: number, height: number): readonly [number, number] {
  const least = Math.min(width, height);
  return [(LENS * magnification * least) / width, (LENS * magnification * least) / height];
}

export interface Eye {
  /** Where a point of the block is seen, in pixels of the sheet. */
  left(x: number, y: number, z: number): number;
  top(x: number, y: number, z: number): number;
  /** The eye's own place. */
  readonly place: readonly [x: number, y: number, z: number];
  /** From which side it looks: 1 from the east, -1 from the west; 1 from the north, -1 from the south. */
  readonly side: readonly [east: number, north: number];
}

export function eyeOf(camera: Camera, width: number, height: number): Eye {
  const [cos, sin, level, steep] = turnOf(camera);
  const [across, along] = lensOf(camera, width, height);
  const { east, north } = camera;

  function rightOf(x: number, y: number): number {
    return (x - east) * cos + (y - north) * sin;
  }
  function awayOf(x: number, y: number): number {
    return (y - north) * cos - (x - east) * sin;
  }
  function distanceTo(away: number, high: number): number {
    return AWAY + away * level - high * steep;
  }

  return {
    left(x, y, z) {
      const distance = distanceTo(awayOf(x, y), z - MIDDLE);
      return (((rightOf(x, y) * across) / distance + 1) / 2) * width;
    },
    top(x, y, z) {
      const away = awayOf(x, y);
      const high = z - MIDDLE;
      return ((1 - ((away * steep + high * level) * along) / distanceTo(away, high)) / 2) * height;
    },
    place: [east + AWAY * level * sin, north - AWAY * level * cos, AWAY * steep + MIDDLE],
    side: [sin < 0 ? -1 : 1, cos > 0 ? -1 : 1],
  };
}
