/** The number a learner typed, or why it is none: `thalweg.lessons.numbers`, held to the same list of examples. */

/** Characters that are read. */
const LONGEST = 64;

const SAYS = {
  blank: "Type a number first.",
  long: `That is longer than any number needs; at most ${LONGEST} characters are read.`,
  comma: "“{given}” can be read in two ways; write a decimal point, as in 1.5, and nothing between thousands.",
  zero: "“{given}” divides by zero.",
  large: "“{given}” is larger than any number here can be.",
  unreadable: "“{given}” is not a number here; write it as in 0.05, 1/3 or 2e-3, without a unit.",
};

export interface NoNumber {
  readonly reason: keyof typeof SAYS;
  readonly sentence: string;
}

// Nobody sees these, and they come along when something is copied.
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
// NFKC would make 10² into 102, and 1½ into 11⁄2: a fraction of one character stands alone.
const RAISED = /[²³¹\u2070-\u209f]/;
const FRACTION = /[¼-¾\u2150-\u215f\u2189]/;
const DASHES = /[\u2010-\u2013\u2212]/g;
const NUMBER = "((?:[0-9]+(?:\\.[0-9]*|,[0-9]+)?|[.,][0-9]+)(?:[eE][+-]?[0-9]+)?)";
const ANSWER = new RegExp(`^([+-]?) *${NUMBER}(?: */ *${NUMBER})?$`);
const THOUSANDS = /^[1-9][0-9]{0,2},[0-9]{3}(?![0-9])/;
const AROUND = /^[ \t\n\r\f\v]+|[ \t\n\r\f\v]+$/g;
const SIGNS_AROUND = /^[ \t\n\r\f\v+-]+|[ \t\n\r\f\v+-]+$/g;

export function readNumber(text: string): number | NoNumber {
  if ([...text].length > LONGEST) return no("long", "");
  const given = text.replace(AROUND, "");
  const seen = text.replace(UNSEEN, "").replace(DASHES, "-");
  const plain = seen.normalize("NFKC").replace(DASHES, "-").replaceAll("\u2044", "/").replace(AROUND, "");
  if (plain === "") return no("blank", given);
  const [, sign, above, below = "1"] = ANSWER.exec(plain) ?? [];
  const isBeside = FRACTION.test(seen) && seen.replace(SIGNS_AROUND, "").length > 1;
  if (above === undefined || isBeside || RAISED.test(seen)) return no("unreadable", given);
  if (THOUSANDS.test(above) || THOUSANDS.test(below)) return no("comma", given);
  return quotient(sign === "-", decimal(above), decimal(below), given);
}

function quotient(isNegative: boolean, above: number, below: number, given: string): number | NoNumber {
  if (below === 0) return no("zero", given);
  const value = Number.isFinite(below) ? above / below : Number.POSITIVE_INFINITY;
  if (!Number.isFinite(value)) return no("large", given);
  return isNegative ? -value : value;
}

/** Digits that the grammar has let through. */
function decimal(digits: string): number {
  return Number(digits.replace(",", "."));
}

function no(reason: NoNumber["reason"], given: string): NoNumber {
  return { reason, sentence: SAYS[reason].replace("{given}", () => given) };
}
