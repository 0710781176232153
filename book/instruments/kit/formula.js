/* Formulas from the names of the code: formula("grad_v11 = h1 * grad_y1_in") and, with `values`, the same with numbers put in. */

import { el, mathml } from "./dom.js";
import { show } from "./numbers.js";

const NAME = /^(grad_|new_)?([A-Za-z]+?)(\d*)(_in)?$/;
const TOKENS = /[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*'?|\d+(?:\.\d+)?|[-+*/^()=,≈]/g;
const GREEK = { sigma: "σ", alpha: "α" };
const SIGNS = { "-": "−", "*": "·" };

/** A letter, slanted by kit.css with the font of the book's formulas, not by a code point of its own, which few fonts hold; a word upright. */
const italic = (text) => mathml("mi", { mathvariant: "normal", class: /^[A-Za-z]{2}/.test(text) ? "kit-word" : null }, text);

/** The colour of a name: gradients one, computed forward values another, what was given none. */
export const kind = (name) => (name.startsWith("grad_") ? "gradient" : /^(new_)?([hye]\d*(_in)?|L)$/i.test(name) ? "forward" : "");

/** A name of the code as MathML: h1_in as h with the index 1,in; grad_h1 as ∂L/∂h₁; new_h1 as "new h₁"; mean1 upright. */
export function symbol(name) {
  const [, before, letter, index, rest] = NAME.exec(name) || [null, "", name, "", ""];
  const low = [index && mathml("mn", {}, index), index && rest && mathml("mo", { separator: "true" }, ","), rest && mathml("mtext", {}, "in")];
  const base = italic(letter);
  const whole = index || rest ? mathml("msub", {}, base, mathml("mrow", {}, low.filter(Boolean))) : base;
  if (before !== "grad_") return mathml("mrow", { class: kind(name) }, before && mathml("mtext", {}, "new\u00a0"), whole);
  return partial(italic("L"), whole, "gradient");
}

/** A local derivative as MathML, ∂of/∂by; both are names, or MathML already. */
export function partial(of, by, looks = "") {
  const change = (what) => mathml("mrow", {}, italic("∂"), typeof what === "string" ? symbol(what) : what);
  return mathml("mfrac", { class: looks }, change(of), change(by));
}

/** Pieces of MathML as a line that breaks between them: each piece is a list of nodes. */
export const line = (...pieces) =>
  el("span", { class: "kit-formula" }, pieces.flatMap((piece) => [mathml("math", { displaystyle: "true" }, mathml("mrow", {}, piece)), " "]));

/** A sign between two terms, as MathML. */
export const sign = (text) => mathml("mo", {}, text);

/** A number as MathML; a negative one in parentheses where `enclosed`. */
export function number(value, { name = "", digits = 4, enclosed = false } = {}) {
  const size = Math.abs(value), more = size >= 10 ** (1 - digits) && size < 10 ** (2 - digits) ? 1 : 0;
  const [mantissa, power] = show(value, digits + more).split("e"); // three digits that count, at least
  const inside = [mathml("mn", {}, mantissa)];
  if (power) inside.push(mathml("mo", {}, "·"), mathml("msup", {}, mathml("mn", {}, "10"), mathml("mn", {}, power.replace("-", "−"))));
  const round = enclosed && (value < 0 || power);
  return mathml("mrow", { class: kind(name) }, round && mathml("mo", {}, "("), inside, round && mathml("mo", {}, ")"));
}

function parts(text, values, digits) {
  const done = [];
  const tokens = text.match(TOKENS) || [];
  tokens.forEach((token, k) => {
    const before = tokens[k - 1], function_ = GREEK[token.replace("'", "")];
    if (token === "^") return;
    let node;
    if (function_ && !(values && token in values)) node = italic(function_ + (token.endsWith("'") ? "′" : ""));
    else if (/^[A-Za-z]/.test(token)) {
      const alone = (!before || before === "=" || before === "(") && (!tokens[k + 1] || /[)=+-]/.test(tokens[k + 1]));
      node = values && token in values ? number(values[token], { name: token, digits, enclosed: !alone || tokens[k + 1] === "^" }) : symbol(token);
    } else if (/^\d/.test(token)) node = mathml("mn", {}, token);
    else node = mathml("mo", "()".includes(token) ? { stretchy: "false" } : {}, SIGNS[token] || token);
    if (before === "^") node = mathml("msup", {}, done.pop(), node);
    done.push(node);
  });
  return done;
}

/** A formula as a line that breaks before each "=" where it is too long. `values` ({name: number}) puts numbers in; names without one stay. */
export function formula(text, values = null, { digits = 4 } = {}) {
  return line(...text.split(/(?==)|(?=≈)/).map((piece) => parts(piece.trim(), values, digits)));
}

/** The same as plain text, for announcements and labels: "∂L/∂h1 = 1 · (−0.1052)". */
export function plain(text, values = null, digits = 4) {
  return text.replace(TOKENS, (token) => {
    if (values && token in values) return values[token] < 0 ? `(${show(values[token], digits)})` : show(values[token], digits);
    return SIGNS[token] || GREEK[token.replace("'", "")]?.concat(token.endsWith("'") ? "′" : "") || token.replace(/^grad_(.*)/, "∂L/∂$1").replace("_in", ",in");
  });
}
