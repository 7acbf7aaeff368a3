/** The key of a question, as `thalweg.lessons.keys` writes it: everything it takes to grade one variant of it. */

export interface Feedback {
  readonly why: string;
  readonly show: string | null;
}

interface Common {
  /** What is said once the question is answered, as HTML. */
  readonly explain: string;
  /** What is said to an answer beside that, by reason, as plain text. */
  readonly says: Readonly<Record<string, string>>;
}

export interface TickedKey extends Common {
  readonly type: "single" | "multiple";
  readonly right: readonly string[];
  /** What is said to each choice; nothing to a right one. */
  readonly choices: Readonly<Record<string, Feedback | null>>;
}

export interface NumericKey extends Common {
  readonly type: "numeric";
  readonly answer: number;
  readonly tolerance: number;
  readonly shown: string;
  readonly near: readonly (Feedback & { readonly value: number; readonly tolerance: number })[];
}

export interface OrderKey extends Common {
  readonly type: "order";
  readonly right: readonly string[];
  readonly why: string;
}

export interface TextKey extends Common {
  readonly type: "text";
  /** As `plainWords` makes them. */
  readonly accept: readonly string[];
  readonly shown: string;
  readonly near: readonly (Feedback & { readonly accept: readonly string[] })[];
}

export interface PredictKey extends Common {
  readonly type: "predict";
  readonly kind: "winner" | "outcome" | "end" | "path";
  /** What the figure shows. */
  readonly link: string;
  readonly by: "loss" | "steps";
  readonly optimizer: string;
  /** As a share of the diagonal of the map. */
  readonly tolerance: number;
  readonly choices: readonly string[];
  readonly why: Readonly<Record<string, string>>;
  readonly miss: string;
}

export interface FigureKey extends Common {
  readonly type: "figure";
  readonly link: string;
  readonly may: readonly string[];
  readonly until: readonly string[];
  /** A link at which the conditions hold. */
  readonly solution: string;
  readonly miss: string;
}

export type Key = TickedKey | NumericKey | OrderKey | TextKey | PredictKey | FigureKey;
