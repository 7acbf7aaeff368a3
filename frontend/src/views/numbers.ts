/** Numbers as people read them: few digits, a true minus sign. Exact ones are in the CSV. */

export function readable(value: number, digits = 4): string {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  const short =
    size !== 0 && (size < 1e-4 || size >= 1e5) ? exponential(value, digits) : Number(value.toPrecision(digits));
  return withMinus(String(short));
}

/** A point, never broken over two lines. */
export function readablePoint(x: number, y: number, digits = 3): string {
  return `(${readable(x, digits)},\u00a0${readable(y, digits)})`;
}

// Kept, because to make one costs as much as to draw a line of two thousand steps.
const FROM_FIVE_DIGITS = new Intl.NumberFormat("en", { useGrouping: "min2" } as Intl.NumberFormatOptions);
const ALWAYS = new Intl.NumberFormat("en");

/** A whole number, in groups of three. */
export function counted(value: number): string {
  return FROM_FIVE_DIGITS.format(value).replaceAll(",", "\u202f");
}

/** A whole number in groups of three, as Python's `:,` writes it. */
export function grouped(value: number): string {
  return ALWAYS.format(value);
}

/** Six significant digits, as `thalweg.language.numbers.spelled` writes them. */
export function spelled(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa, power] = value.toExponential(5).split("e");
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(Number(value.toPrecision(6)));
  return `${Number(mantissa)}e${exponent}`;
}

/** A sentence with values in the place of the names in braces. */
export function filled(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** A power of ten, as the tick of a logarithmic axis. */
export function powerOfTen(exponent: number): string {
  if (exponent >= -2 && exponent <= 3) return String(Number(`1e${exponent}`));
  return `10${superscript(String(exponent))}`;
}

export function withMinus(text: string): string {
  return text.replaceAll("-", "−");
}

/** Things in a sentence: "one", "one and two", "one, two and three". */
export function listed(things: readonly string[]): string {
  const last = things.at(-1) ?? "";
  return things.length < 2 ? last : `${things.slice(0, -1).join(", ")} and ${last}`;
}

function exponential(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  return `${Number(mantissa)}e${exponent?.replace("+", "")}`;
}

const RAISED: Readonly<Record<string, string>> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
};

function superscript(text: string): string {
  return Array.from(text, (letter) => RAISED[letter] ?? letter).join("");
}
