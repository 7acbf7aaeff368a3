/** Where the surface is seen from: a camera that circles its middle. */

export interface Camera {
  /** In degrees: from which side, 0 from the south and 90 from the east; and from how high, 90 from straight above. */
  readonly azimuth: number;
  readonly elevation: number;
  readonly magnification: number;
}

export const OPENING_CAMERA: Camera = { azimuth: 24, elevation: 50, magnification: 1 };

const LOWEST = 5;
const HIGHEST = 90;
const SMALLEST = 0.5;
const LARGEST = 8;

export function turned(camera: Camera, right: number, up: number): Camera {
  const azimuth = (((camera.azimuth + right) % 360) + 360) % 360;
  return { ...camera, azimuth, elevation: Math.min(Math.max(camera.elevation + up, LOWEST), HIGHEST) };
}

export function magnified(camera: Camera, factor: number): Camera {
  return { ...camera, magnification: Math.min(Math.max(camera.magnification * factor, SMALLEST), LARGEST) };
}

/** Whether there is anything to be seen from there. */
export function canSee({ azimuth, elevation, magnification }: Camera): boolean {
  return (
    azimuth >= 0 &&
    azimuth < 360 &&
    elevation >= LOWEST &&
    elevation <= HIGHEST &&
    magnification >= SMALLEST &&
    magnification <= LARGEST
  );
}
