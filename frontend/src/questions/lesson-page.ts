/** What questions and tasks need of the page around them. */

import type { Catalogue } from "../engine/catalogue";
import type { Grader } from "../grading/grader";
import type { Learner } from "../learner/learner";
import type { Figure } from "../lesson/figure";
import type { Figures } from "../lesson/figures";

export type { Figure };

/** Points of a landscape, in the order in which they were given. */
export type Points = readonly (readonly [number, number])[];

export interface LessonPage {
  readonly module: string;
  /** What the addresses of the site begin with. */
  readonly base: string;
  readonly grader: Grader;
  readonly learner: Pick<Learner, "tried" | "result" | "summary" | "onChange">;
  readonly figures: Figures;
  catalogue(): Promise<Catalogue>;
  /** Says at once what somebody has just asked for. */
  reply(sentence: string): void;
}
