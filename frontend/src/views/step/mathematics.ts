/** A line of mathematics with numbers in its places. */

import { say } from "../page";

/** Enough to follow the arithmetic; each number tells its full value to whoever points at it. */
const DIGITS = 5;

/** Between two numbers a product needs its sign: without one, 0.9 times 68 would read 0.968. */
const PRODUCT = "<mo>&#x2062;</mo>";
const PRODUCT_SIGN = "<mo>·</mo>";

/** What a negative number does not stand behind without parentheses. */
const SIGNS = new Set(["+", "−", "·"]);

/** A line whose numbers change. */
export interface Formula {
  show(values: Readonly<Record<string, number>>): void;
}

/** Writes a line into its place, to have numbers put into it; only what is another number is then another text. */
export function formulaIn(place: HTMLElement, template: string): Formula {
  // Generated from a checked rule and served from our own origin, as code is.
  place.innerHTML = template.replaceAll(PRODUCT, PRODUCT_SIGN);
  const slots = Array.from(place.querySelectorAll("mn")).flatMap((place) => {
    const name = /^\{(\w+)\}$/.exec(place.textContent ?? "")?.[1];
    return name ? [{ name, slot: slotAt(place) }] : [];
  });
  return {
    show(values) {
      for (let index = 0; index < slots.length; index++) {
        const entry = slots[index];
        entry?.slot(values[entry.name] ?? Number.NaN);
      }
    },
  };
}

/** Makes a place for a number: it is written anew only where it looks otherwise, and otherwise filled. */
function slotAt(place: Element): (value: number) => void {
  const row = document.createElementNS(place.namespaceURI, "mrow");
  const isRaised =
    place.parentElement?.parentElement?.localName === "msup" && place.parentElement.matches(":first-child");
  const isSigned = SIGNS.has(place.previousElementSibling?.textContent ?? "");
  place.replaceWith(row);
  let shown: number | undefined;
  let look = "";

  return (value) => {
    if (Object.is(value, shown)) return;
    shown = value;
    const [mantissa, exponent] = partsOf(value);
    const isNegative = value < 0 || Object.is(value, -0);
    const isEnclosed = (isNegative && (isSigned || isRaised)) || (isRaised && exponent !== undefined);
    const now = lookOf(value, exponent, isEnclosed);
    if (now !== look) row.innerHTML = now;
    look = now;
    row.setAttribute("title", String(value));
    const texts = row.querySelectorAll(".part");
    if (texts[0]) say(texts[0], mantissa);
    if (texts[1]) say(texts[1], exponent ?? "");
  };
}

/** The MathML of a number, without its digits. */
function lookOf(value: number, exponent: string | undefined, isEnclosed: boolean): string {
  const number = Number.isNaN(value)
    ? "<mtext>not a number</mtext>"
    : !Number.isFinite(value)
      ? `${value < 0 ? "<mo>−</mo>" : ""}<mi>∞</mi>`
      : exponent === undefined
        ? DIGITS_ALONE
        : DIGITS_AND_POWER;
  return isEnclosed ? `<mo stretchy="false">(</mo>${number}<mo stretchy="false">)</mo>` : number;
}

const DIGITS_ALONE = '<mn class="part"></mn>';
const DIGITS_AND_POWER = `${DIGITS_ALONE}<mo>×</mo><msup><mn>10</mn><mn class="part"></mn></msup>`;

/** The result behind a line: short, with its full value for whoever wants it. */
export function sayResult(element: HTMLDataElement, value: number): void {
  const full = String(value);
  if (element.value === full) return;
  say(element, plain(value));
  element.value = element.title = full;
}

/** The digits of a number, and the exponent of the ten behind them where there is one. */
function partsOf(value: number): readonly [mantissa: string, exponent: string | undefined] {
  if (!Number.isFinite(value)) return ["", undefined];
  const [mantissa = "", exponent] = shortened(value).split("e");
  return [signed(mantissa), exponent === undefined ? undefined : signed(exponent)];
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
