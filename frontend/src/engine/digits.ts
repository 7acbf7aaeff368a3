/** Numbers as a sentence says them: `thalweg.language.numbers`, digit for digit, so that the sentences are the same. */

/** A number with three significant digits as it is read, large ones in full. */
export function threeDigits(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  const short = rounded(value);
  const size = Math.abs(value);
  if (size >= 1e3 && size < 1e9) return short.toLocaleString("en", { maximumFractionDigits: 0 });
  const exponential = short.toExponential();
  const exponent = Number(exponential.split("e")[1]);
  if (value !== 0 && (exponent < -4 || exponent >= 3)) return exponential.replace("+", "");
  return Object.is(value, -0) ? "-0" : String(short);
}

/** Three significant digits; exactly between two, the even one, where JavaScript by itself would take the larger. */
export function rounded(value: number): number {
  const nearest = Number(value.toPrecision(3));
  const [digits = "", power = "0"] = value.toExponential(60).split("e");
  const isTie = /^-?\d\.\d\d50*$/.test(digits);
  if (!isTie) return nearest;
  const kept = digits.slice(0, digits.indexOf(".") + 3);
  return Number(kept.at(-1)) % 2 === 0 ? Number(`${kept}e${power}`) : nearest;
}
