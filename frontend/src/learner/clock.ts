/** A hybrid logical clock: the device's own time, but never behind anything that is already known. */

import { LIMITS } from "./limits";
import type { Stamp, State } from "./state";

export interface Clock {
  readonly ms: number;
  readonly counter: number;
  readonly device: string;
}

/** Counters end here; what comes after it belongs to the next millisecond. */
const LAST_COUNT = 0xffff;

/** The moment after everything in a state, and not before now. */
export function momentAfter(state: State, now: number, device: string): Clock {
  const { ms, counter } = newest(state);
  if (now > ms && now < LIMITS.endOfTime) return { ms: Math.floor(now), counter: 0, device };
  return counter < LAST_COUNT ? { ms, counter: counter + 1, device } : { ms: ms + 1, counter: 0, device };
}

export function stampOf({ ms, counter, device }: Clock): Stamp {
  return `${hexadecimal(ms, 12)}-${hexadecimal(counter, 4)}-${device}`;
}

/** The milliseconds a stamp begins with. */
export function timeOf(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(0, 12), 16);
}

export function newDevice(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => hexadecimal(byte, 2)).join("");
}

function newest(state: State): { ms: number; counter: number } {
  let stamp: Stamp = "000000000000-0000";
  for (const other of stamps(state)) if (other > stamp) stamp = other;
  return { ms: timeOf(stamp), counter: Number.parseInt(stamp.slice(13, 17), 16) };
}

function* stamps(state: State): Iterable<Stamp> {
  for (const { quizzes, position } of Object.values(state.modules)) {
    for (const { last } of Object.values(quizzes)) yield last.at;
    if (position) yield position.at;
  }
  for (const { at } of Object.values(state.bookmarks)) yield at;
}

function hexadecimal(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
