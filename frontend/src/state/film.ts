/** How a film of a playback goes by. */

/** From the first step to the last, and a moment to see where they came to rest. */
export const SECONDS = 6;
const MOVING_SECONDS = 5;

export function playedTo(seconds: number, last: number): number {
  return Math.min(last, Math.floor((Math.max(0, seconds) / MOVING_SECONDS) * last));
}
