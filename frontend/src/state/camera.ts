/** Where the surface is seen from: a camera that circles a point of it. */

export interface Camera {
  /** In degrees: from which side, 0 from the south and 90 from the east; and from how high, 90 from straight above. */
  readonly azimuth: number;
  readonly elevation: number;
  readonly magnification: number;
  /** The point it circles, on the block that is seen, whose sides reach from -1 in the west and south to 1. */
  readonly east: number;
  readonly north: number;
}

export const OPENING_CAMERA: Camera = { azimuth: 24, elevation: 50, magnification: 1, east: 0, north: 0 };

/** How much of the block is seen across the lesser side of the view, before it is magnified. */
export const BREADTH = 3.21;

const LOWEST = 5;
const HIGHEST = 90;
const SMALLEST = 0.5;
const LARGEST = 8;

/** From lower than this, in degrees, the ground is so foreshortened that a hand holding on to it would fling it away. */
const GRAZING = 15;

export function turned(camera: Camera, right: number, up: number): Camera {
  const azimuth = (((camera.azimuth + right) % 360) + 360) % 360;
  return { ...camera, azimuth, elevation: Math.min(Math.max(camera.elevation + up, LOWEST), HIGHEST) };
}

export function magnified(camera: Camera, factor: number): Camera {
  return { ...camera, magnification: Math.min(Math.max(camera.magnification * factor, SMALLEST), LARGEST) };
}

/** Moved along the ground, by shares of the view's lesser side; what is circled stays on the block. */
export function panned(camera: Camera, right: number, up: number): Camera {
  const { azimuth, elevation, magnification, east, north } = camera;
  const around = (azimuth * Math.PI) / 180;
  const above = (Math.max(elevation, GRAZING) * Math.PI) / 180;
  const across = (right * BREADTH) / magnification;
  const away = (up * BREADTH) / magnification / Math.sin(above);
  return {
    ...camera,
    east: onBlock(east + across * Math.cos(around) - away * Math.sin(around)),
    north: onBlock(north + across * Math.sin(around) + away * Math.cos(around)),
  };
}

/** The whole block seen from the same side. */
export function fitted(camera: Camera): Camera {
  const { magnification, east, north } = OPENING_CAMERA;
  return { ...camera, magnification, east, north };
}

function onBlock(place: number): number {
  return Math.min(Math.max(place, -1), 1);
}

/** Whether there is anything to be seen from there. */
export function canSee({ azimuth, elevation, magnification, east, north }: Camera): boolean {
  return (
    azimuth >= 0 &&
    azimuth < 360 &&
    elevation >= LOWEST &&
    elevation <= HIGHEST &&
    magnification >= SMALLEST &&
    magnification <= LARGEST &&
    Math.max(Math.abs(east), Math.abs(north)) <= 1
  );
}
