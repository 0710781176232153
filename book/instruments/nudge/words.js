/* The numbers of both quotients, digit for digit, and a sentence that names the cause of their error. */

import { el, show } from "../kit/index.js";
import { bestStep, causes, CURVES, digitsInCommon, ruling } from "./model.js";

/** A loss with all its digits; those that differ from the loss it is compared with stand out. */
function digits(value, other) {
  const text = value.toPrecision(16), reference = other.toPrecision(16);
  let same = 0;
  while (same < text.length && text[same] === reference[same]) same += 1;
  return [text.slice(0, same), el("mark", { class: "nudge-differs" }, text.slice(same))];
}

const off = (error) => (error === 0 ? "exact" : `off by ${show(error, 4).replace(/^0\.0*$/, "0")}`);

/** Lines with the three losses and both quotients: {element, draw(state, q)}; where `simple`, without the second quotient and without the last digits. */
export function numbers(simple) {
  const element = el("div", { class: "nudge-numbers" });
  const row = (name, ...what) => el("div", { class: /− h|two/.test(name) ? "nudge-both" : "" }, el("span", {}, name), el("span", {}, what));
  function draw({ curve }, q) {
    const name = CURVES[curve].name;
    element.replaceChildren(
      row(`L(${name} + h)`, "= ", simple ? show(q.up, 6) : digits(q.up, q.here)),
      row(`L(${name})`, "= ", simple ? show(q.here, 6) : q.here.toPrecision(16)),
      row(`L(${name} − h)`, "= ", digits(q.down, q.here)),
      row(simple ? "quotient" : "one-sided", `(L(${name} + h) − L(${name})) / h = `, el("strong", { class: "nudge-one" }, show(q.one, 6)), `, ${off(q.errorOne)}`),
      row("two-sided", `(L(${name} + h) − L(${name} − h)) / 2h = `, el("strong", { class: "nudge-two" }, show(q.two, 6)), `, ${off(q.errorTwo)}`),
      row("derivative", `dL/d${name} = `, el("strong", { class: "gradient" }, show(q.slope, 6))),
    );
  }
  return { element, draw };
}

const SERIES = { one: "h/2 · L″", two: "h²/6 · L‴" };
const SENTENCES = {
  large: (kind, { [kind]: expected }) => `the step is too large: the curve bends away from the line, by about ${SERIES[kind]} = ${show(expected, 3)}.`,
  small: (_, { rounding }) => `rounding rules: each loss keeps 16 digits, and what is wrong in the last one is divided by h, about u · L / h = ${show(rounding, 3)}.`,
  neither: () => "near its best: the step and the rounding do about equal harm.",
};

/** What rules the error of both quotients now: a list of sentences. */
export function cause({ curve: name, at, h }, q) {
  const expected = causes(name, at, h), common = digitsInCommon(q.up, q.here);
  const rules = { one: ruling(name, at, h, "one"), two: ruling(name, at, h, "two") };
  const sentences = ["one", "two"].map((kind) => el("li", {}, el("strong", { class: `nudge-${kind}` }, `${kind}-sided: `), SENTENCES[rules[kind]](kind, expected)));
  if (rules.one === "small") sentences.push(el("li", {}, common > 16 ? "L(w + h) and L(w) are the same number now: nothing is left of the nudge." : `The losses that are subtracted share ${common} of their 16 digits.`));
  const [one, two] = ["one", "two"].map((kind) => bestStep(name, at, kind));
  const best = Number.isFinite(two) ? `best step near ${show(one, 1)} one-sided, ${show(two, 1)} two-sided.` : `best step near ${show(one, 1)} one-sided; two-sided any large one, because a parabola has no third derivative.`;
  sentences.push(el("li", {}, `Here: ${best}`));
  return sentences;
}
