/** The order of texts that Python has: by code points, not by the halves of which JavaScript makes the rarer ones. */

export function byCodePoint(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a.charCodeAt(index) === b.charCodeAt(index)) index += 1;
  // Where two texts part in the middle of a character, their first halves agree, and the second ones are in order.
  return (a.codePointAt(index) ?? -1) - (b.codePointAt(index) ?? -1);
}
