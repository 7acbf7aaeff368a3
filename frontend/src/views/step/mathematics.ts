/** A line of mathematics with numbers in its places. */

import { say } from "../page";

/** Enough to follow the arithmetic; each number tells its full value to whoever points at it. */
const DIGITS = 5;

/** A place for a number, and what is raised to a power right around it. */
const PLACE = /(<msup><mrow>)?<mn>\{(\w+)\}<\/mn>/g;

/** Between two numbers a product needs its sign: without one, 0.9 times 68 would read 0.968. */
const PRODUCT = "<mo>&#x2062;</mo>";
const PRODUCT_SIGN = "<mo>·</mo>";

/** The MathML of a line with a number in each of its places; what has a sign of its own stands in parentheses. */
export function withNumbers(template: string, values: Readonly<Record<string, number>>): string {
  return template.replaceAll(PRODUCT, PRODUCT_SIGN).replace(PLACE, (_, raised: string | undefined, name: string) => {
    const value = values[name] ?? Number.NaN;
    const number = numberAsMathml(value);
    const needsParentheses = value < 0 || Object.is(value, -0) || (raised !== undefined && number.includes("<mo>"));
    return `${raised ?? ""}${needsParentheses ? inParentheses(number, value) : number}`;
  });
}

/** The result behind a line: short, with its full value for whoever wants it. */
export function sayResult(element: HTMLDataElement, value: number): void {
  say(element, plain(value));
  element.value = element.title = String(value);
}

function numberAsMathml(value: number): string {
  if (Number.isNaN(value)) return `<mtext>not a number</mtext>`;
  if (!Number.isFinite(value)) return `<mrow>${value < 0 ? "<mo>−</mo>" : ""}<mi>∞</mi></mrow>`;
  const [mantissa = "", exponent] = shortened(value).split("e");
  const number = `<mn title="${value}">${signed(mantissa)}</mn>`;
  if (exponent === undefined) return number;
  return `<mrow>${number}<mo>×</mo><msup><mn>10</mn><mn>${signed(exponent)}</mn></msup></mrow>`;
}

function inParentheses(number: string, value: number): string {
  return `<mrow title="${value}"><mo stretchy="false">(</mo>${number}<mo stretchy="false">)</mo></mrow>`;
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function plain(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
  const [mantissa = "", exponent] = shortened(value).split("e");
  if (exponent === undefined) return signed(mantissa);
  const power = Array.from(exponent, (letter) => (letter === "-" ? "⁻" : (RAISED[Number(letter)] ?? "")));
  return `${signed(mantissa)}\u202f×\u202f10${power.join("")}`;
}

/** Five significant digits, with a power of ten where there would be more zeros than digits. */
function shortened(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 1e-4 && size < 1e6) return String(Number(value.toPrecision(DIGITS)));
  const [mantissa, exponent] = value.toExponential(DIGITS - 1).split("e");
  return `${Number(mantissa)}e${Number(exponent)}`;
}

function signed(text: string): string {
  return text.replace("-", "−");
}
