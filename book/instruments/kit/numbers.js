/* Numbers as people type them and as the book prints them. */

const TYPED = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Read what was typed: {value} or {problem}, a sentence. A decimal comma and a true minus are understood; the number lies within [min, max]. */
export function read(text, { name = "This field", min = -100, max = 100, whole = false } = {}) {
  const takes = `${name} takes ${whole ? "a whole number" : "a number"} from ${show(min)} to ${show(max)}`;
  const typed = text.trim().replace(/^[−–]/, "-").replace(/e[−–]/i, "e-");
  if (typed === "") return { problem: `${takes}; it is empty.` };
  if (/[.,].*,|,.*\./.test(typed)) return { problem: `${takes}, with one decimal point and nothing between thousands.` };
  const plain = typed.replace(",", ".");
  if (!TYPED.test(plain)) return { problem: `${takes}, such as ${show(Math.min(max, Math.max(min, whole ? 1 : -0.5)), 1)}.` };
  const value = Number(plain);
  if (!(value >= min && value <= max)) return { problem: `${takes}; this one is too ${value > max ? "large" : "small"}.` };
  if (whole && !Number.isInteger(value)) return { problem: `${takes}.` };
  return { value };
}

/** Write a number as the book does, with a true minus: 0.7319, 16, −5.34e-8 where fewer than two of `digits` decimals would be left. */
export function show(value, digits = 4, small = Math.max(1, digits - 2)) {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
  let text;
  if (Number.isInteger(value) && size < 1e4) text = String(value === 0 ? 0 : value);
  else if (size < 10 ** (1 - digits) || size >= 1e6) text = value.toExponential(small).replace("e+", "e");
  else text = value.toFixed(digits);
  return text.replace(/^-/, "−");
}

/** The same for a screen reader: "minus 5.3 times ten to the minus 8". */
export const spoken = (value, digits = 4) =>
  show(value, digits)
    .replace("−", "minus ")
    .replace(/e(-?)(\d+)/, (_, minus, power) => ` times ten to the ${minus && "minus "}${power}`);
