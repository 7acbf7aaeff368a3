/** Gradient noise as part of a link; nothing is said where there is none. */

import type { Catalogue } from "../engine/catalogue";
import type { Noise } from "../engine/noise";
import { SILENCE } from "./experiment";
import type { ReadParameter } from "./scene-link";

type ReadNumber = (text: string, range: readonly [number, number], otherwise: number) => readonly [number, string?];

export function noiseInLink({ spread, batch, seed }: Noise, inLink: (value: number) => string): string {
  if (spread === 0) return "";
  const { batch: one, seed: first } = SILENCE;
  return [
    `&noise=${inLink(spread)}`,
    batch === one ? "" : `&batch=${batch}`,
    seed === first ? "" : `&seed=${seed}`,
  ].join("");
}

export function readNoise(read: ReadParameter, { noise: { most } }: Catalogue, readNumber: ReadNumber): Noise {
  const whole = (name: "batch" | "seed") =>
    read(name, SILENCE[name], (text) => {
      const [value, correction] = readNumber(text, [1, most[name]], SILENCE[name]);
      return correction ? [value, correction] : [Math.round(value)];
    });
  const spread = read("noise", 0, (text) => readNumber(text, [0, most.spread], 0));
  return spread === 0 ? SILENCE : { spread, batch: whole("batch"), seed: whole("seed") };
}
