/** Words as they are compared, however they were typed: `thalweg.lessons.words`. */

/** Characters of an answer that are read. */
export const LONGEST = 200;

const AROUND = " .,;:!?'\"“”‘’«»()[]…-–—";

export function plainWords(text: string): string {
  return stripped(text.normalize("NFKC").replace(/[ \t\n\r\f\v]+/g, " ")).toLowerCase();
}

function stripped(text: string): string {
  const letters = [...text];
  const first = letters.findIndex((letter) => !AROUND.includes(letter));
  const last = letters.findLastIndex((letter) => !AROUND.includes(letter));
  return first < 0 ? "" : letters.slice(first, last + 1).join("");
}
