/** Gradient noise: what an optimizer is given when each step looks at a batch of the samples: `thalweg.runs.noise`. */

import type { Catalogue, Landscape } from "./catalogue";

export interface Noise {
  /** Standard deviation of the gradient of a single sample, along each coordinate; 0 is no noise. */
  readonly spread: number;
  /** How many samples a step looks at. */
  readonly batch: number;
  /** Which of the possible noises it is. */
  readonly seed: number;
}

/** What an optimizer is given of a landscape. */
export type Ground = Pick<Landscape, "evaluate">;

/**
 * The landscape as one run is given it: every call is a step, the start first. The same seed gives every run the same noise, step
 * by step.
 */
export function groundOf(
  { landscape, noise }: { readonly landscape: Landscape; readonly noise: Noise },
  { draw, noise: { warm_up } }: Catalogue,
): Ground {
  if (noise.spread === 0) return landscape;
  const deviation = noise.spread / Math.sqrt(noise.batch);
  let state = noise.seed;
  function drawn(): number {
    const [next, value] = draw(state);
    state = next;
    return value;
  }
  for (let thrown = 0; thrown < warm_up; thrown++) drawn();
  return {
    evaluate(x, y, out) {
      landscape.evaluate(x, y, out);
      out[1] = (out[1] ?? Number.NaN) + deviation * drawn();
      out[2] = (out[2] ?? Number.NaN) + deviation * drawn();
    },
  };
}
