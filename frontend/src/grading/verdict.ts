/** What comes back when an answer is checked: the same from the server and, in a static export, from the page itself. */

import type { Place } from "./paths";

/** What somebody answers, as it is sent; null where nothing was chosen. */
export type Answer = null | string | readonly string[] | readonly Place[];

/** What is right, as it is shown. */
export type Solution = string | readonly string[] | Place | readonly Place[];

export interface Verdict {
  readonly verdict: "correct" | "partial" | "incorrect" | "invalid";
  /** Parts per million. */
  readonly score: number;
  /** What there is to say about this answer, as HTML. */
  readonly feedback: readonly string[];
  /** Why the right answer is right, as HTML: once it was given, or asked for. */
  readonly explain: string | null;
  /** A lab state in which one sees what is wrong with the answer. */
  readonly show: string | null;
  /** The right answer, where there is one to show: as `explain`. */
  readonly answer: Solution | null;
}

/** The highest score. */
export const FULL = 1_000_000;
