/* The stepper of chapters 3 and 4. */

import { choice, copyLink, el, fields, formula, numberField, player, spoken, toggle } from "../kit/index.js";
import { drawing } from "./drawing.js";
import { compute, GIVEN, LAST, paths, PRESETS, slope, STEPS, WEIGHTS } from "./model.js";
import { pathList, pathSentence } from "./paths.js";
import { question } from "./question.js";
import { tapeView } from "./tape-view.js";

const LIMIT = 20;
const SCHEMA = {
  of: fields.choice("first", "second", "own"),
  n: fields.numbers(GIVEN.length, -LIMIT, LIMIT),
  step: fields.whole(0, LAST),
  weight: fields.choice(...WEIGHTS),
  predict: fields.flag(),
};
const HINT = "Point to a weight or tap it: its paths light up.";

/** What the reader sees depends on this alone; `opened` is how many steps are shown (in predict mode it can be one behind `step`). */
function startState(preset, { of = preset, n, step = 0, weight = "", predict = false }) {
  const own = of === "own" && n;
  return { of: of === "own" && !n ? preset : of, given: own ? n : PRESETS[of] || PRESETS[preset], step, opened: predict ? Math.max(0, step - 1) : step, pinned: weight, hovered: "", predict, found: 0 };
}

export function mount(stage, { announce, address, preset }) {
  const place = address(SCHEMA);
  let state = startState(preset || "first", place.values);
  let values = compute(state.given);
  const shared = () => ({ of: state.of, n: state.of === "own" ? state.given : undefined, step: state.step, weight: state.pinned || undefined, predict: state.predict || undefined });
  const parts = build();
  const draw = () => render(parts, state, values);
  function change(news, { quiet = false } = {}) {
    Object.assign(state, news);
    if (news.given) values = compute(state.given);
    draw();
    if (!quiet) place.save(shared());
  }

  function build() {
    const net = drawing((weight, pin) => {
      change(pin ? { pinned: state.pinned === weight ? "" : weight, hovered: "" } : { hovered: weight }, { quiet: !pin });
      if (weight && (pin || document.activeElement.matches?.(".net-pick"))) announce(pathSentence(weight, values, numbersShown(state, weight)));
    });
    const ask = question({ values: () => values, found: () => open(true), give: () => open(false), on: () => play.go(state.step + 1) });
    const play = player({
      last: LAST,
      step: state.step,
      says: (k) => (k ? `step ${k} of ${LAST}, ${aloud(k)}` : "start"),
      may: (at) => !state.predict || state.opened >= at || (open(false), false),
      change: go,
    });
    const take = (of, given) => change({ of, given, opened: state.predict ? Math.max(0, state.step - 1) : state.step });
    const instance = choice({ name: "Instance", value: state.of, options: [["first", "first"], ["second", "second"], ["own", "your own"]], change: (of) => { take(of, PRESETS[of] || state.given); if (of === "own") own.element.open = true; } });
    const own = ownNumbers(() => state.given, (given) => take("own", given));
    const predict = toggle({ name: "Predict first", value: state.predict, change: (on) => change({ predict: on, opened: on ? Math.max(0, state.step - 1) : state.step }) });
    const problem = el("p", { class: "kit-problem", role: "status" }, place.problem);
    const top = el("div", { class: "kit-row step-top" }, instance.element, predict.element, copyLink(() => place.link(shared()), announce));
    const what = el("div", { class: "step-what" }), tape = tapeView();
    const lit = el("div", { class: "step-paths", tabindex: 0, role: "region", "aria-label": "Paths to the loss" }), onTape = el("div", {}, el("p", {}, "The same on the tape of chapter 4:"), tape.element);
    const main = el("div", { class: "step-main" }, el("div", {}, net.element, el("p", { class: "step-hint" }, HINT)), el("div", { class: "step-side" }, onTape, lit));
    stage.append(problem, top, play.element, what, ask.element, main, own.element);
    stage.addEventListener("keydown", play.keys);
    return { net, ask, play, instance, own, predict, problem, what, lit, tape, onTape };
  }
  function open(byReader) {
    change({ opened: state.step, found: state.found + byReader });
    if (state.step) announce(result(state, values));
  }
  function go(step, how) {
    const opened = state.predict ? Math.max(state.opened, step - 1) : step;
    change({ step, opened: state.predict ? opened : step }, { quiet: how === "play" });
    if (how !== "play" && step && state.opened >= step) announce(result(state, values));
  }
  place.onChange(({ values: given, problem }) => {
    state = startState(preset || "first", given);
    values = compute(state.given);
    parts.problem.textContent = problem;
    parts.play.go(state.step);
    draw();
  });
  draw();
}

/** What a screen reader hears of a step: "grad h1 in", and where it is shown its number. */
const aloud = (step) => STEPS[step - 1].name.replaceAll("_", " ");
const result = ({ step }, values) => `${aloud(step)} is ${spoken(values[STEPS[step - 1].name])}`;
/** May the numbers along the paths of a weight be seen, or would they give an answer away? */
const numbersShown = ({ predict, opened }, weight) => !predict || STEPS.slice(0, opened).some(({ name }) => name === `grad_${weight}`);

function render({ net, ask, instance, own, predict, what, lit, tape, onTape }, state, values) {
  const step = state.step ? STEPS[state.step - 1] : null, isOpen = state.opened >= state.step;
  const known = new Set([...GIVEN, ...STEPS.slice(0, Math.min(state.step, state.opened)).map(({ name }) => name)]);
  const weight = state.hovered || state.pinned;
  const path = new Set(weight ? paths(weight, values).flatMap(({ edges }) => edges) : []);
  net.update({ n: values, known, now: step?.name, path, pinned: state.pinned });
  tape.update({ given: state.given, known, now: step?.name || "" });
  if (what.step !== step || what.isOpen !== isOpen || what.values !== values) what.replaceChildren(...explain(step, isOpen, state, values));
  Object.assign(what, { step, isOpen, values }); // so that a formula that the reader opened stays open while weights light up
  ask.element.hidden = !state.predict || !step;
  ask.ask(step?.name || "", isOpen, state.found ? `Found by you: ${state.found} of ${LAST}.` : "");
  if (weight) lit.replaceChildren(...pathList(weight, values, numbersShown(state, weight)));
  lit.hidden = !weight;
  onTape.hidden = weight !== "";
  instance.set(state.of);
  predict.set(state.predict);
  own.set(state.given);
}

/** The formula of a step in symbols and, below, in numbers. */
function explain(step, isOpen, { step: at }, values) {
  if (!step) return [el("p", {}, el("strong", {}, "Start. "), "Inputs, targets and weights are given. Step forward to the loss, then back to every weight.")];
  const title = el("p", {}, el("strong", { class: step.back ? "gradient" : "forward" }, `${step.back ? "Back" : "Forward"}, step ${at} of ${LAST}. `), step.says);
  if (!isOpen) return [title, el("details", {}, el("summary", {}, "The formula"), formula(step.formula))];
  const right = step.formula.split("=")[1], [, z] = /sigma'\((\w+)\)/.exec(right) || [];
  const between = z ? `=${right.replace(/sigma'\(\w+\)/, "slope")}` : ""; // a reader without a table of slopes needs this one
  return [title, formula(step.formula), formula(`= ${right} ${between} = ${step.name}`, { ...values, slope: z && slope(values[z]) })];
}

function ownNumbers(now, take) {
  const made = GIVEN.map((name, k) => numberField({ name: name, value: now()[k], min: -LIMIT, max: LIMIT, change: (value) => take(now().map((old, at) => (at === k ? value : old))) }));
  const element = el("details", { class: "step-own" }, el("summary", {}, "Your own numbers"), el("div", { class: "step-fields" }, made.map((field) => field.element)));
  return { element, set: (given) => made.forEach((field, k) => field.set(given[k])) };
}
