/** The fields of a question: what is answered, as it is sent, and an answer as a person reads it. */

import type { Answer, Solution } from "../../grading/verdict";
import type { AboutFigure } from "../about-figure";
import { choiceFields } from "./choices";
import { figureFields } from "./figure";
import { orderFields } from "./order";
import { pathFields } from "./path";
import { pointFields } from "./point";
import { textField } from "./text";

export interface Fields {
  /** The answer as it stands, blank where nothing was filled in. */
  read(): Answer;
  /** What is right, as it is read; nothing where the figure shows it. */
  inWords(solution: Solution): Node | undefined;
  /** Marks what cannot be read, or takes the mark away. */
  refuse(refused: boolean): void;
}

/** What fields need of the question around them. */
export interface FieldsPlace {
  readonly form: HTMLFormElement;
  /** The type of the question; of a prediction, its kind. */
  readonly kind: string;
  /** What the question is about. */
  readonly figure: Pick<AboutFigure, "link" | "draw" | "takePoints" | "leavePoints">;
  /** Says to those who listen what was done. */
  announce(sentence: string): void;
}

export function fieldsOf(place: FieldsPlace): Fields {
  switch (place.kind) {
    case "numeric":
    case "text":
      return textField(place);
    case "order":
      return orderFields(place);
    case "end":
      return pointFields(place);
    case "path":
      return pathFields(place);
    case "figure":
      return figureFields(place);
    default:
      return choiceFields(place);
  }
}
