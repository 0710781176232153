/* Nudge: a point on a loss curve, a step h that shrinks, and what becomes of the difference quotients. */

import { choice, copyLink, el, fields, slider, spoken, toggle } from "../kit/index.js";
import { CURVES, quotients, STEPS } from "./model.js";
import { errorPicture, key, lossPicture, nearestStep } from "./pictures.js";
import { cause, numbers } from "./words.js";

const NAMES = Object.keys(CURVES);
const SCHEMA = { curve: fields.choice(...NAMES), at: fields.number(-5, 6), h: fields.number(1e-15, 1), close: fields.flag() };
const SMALLEST = { "": STEPS[0], tangent: 1e-6 };

/** Where it begins. "tangent" is for readers who know one quotient only: the parabola, no second quotient and no errors over the step. */
const PRESETS = { "": { curve: "v21", at: 0.25, h: 1e-3, close: false }, tangent: { curve: "one", at: 3, h: 0.5, close: false } };

function controls(state, smallest, change) {
  const curve = choice({
    name: "Loss",
    options: [["one", "(4w − 8)², one weight"], ["v21", "along v21, second instance"]],
    value: state.curve,
    change: (name) => change({ curve: name, at: CURVES[name].start }),
  });
  const limits = () => ({ min: CURVES[state.curve].min, max: CURVES[state.curve].max });
  const point = slider({ name: "point", says: "The point", value: state.at, ...limits(), step: 0.05, change: (at) => change({ at }) });
  const logarithmic = { to: Math.log10, from: (place) => nearestStep(10 ** place), step: 0.1 };
  const step = slider({ name: "step h", says: "The step h", value: state.h, min: smallest, max: 1, scale: logarithmic, change: (h) => change({ h }) });
  const close = toggle({ name: "Look closely: as near as the step", value: state.close, change: (on) => change({ close: on }) });
  const set = () => {
    curve.set(state.curve);
    point.limits(limits());
    point.set(state.at);
    step.set(state.h);
    close.set(state.close);
  };
  return { elements: { curve: curve.element, point: point.element, step: step.element, close: close.element }, set };
}

export function mount(stage, { announce, address, preset }) {
  const place = address(SCHEMA);
  const state = {};
  const simple = preset === "tangent";
  const accept = (values) => {
    Object.assign(state, PRESETS[preset], values);
    if (simple) Object.assign(state, { curve: "one", h: Math.max(SMALLEST.tangent, state.h) });
    const { min, max } = CURVES[state.curve];
    if (values.curve && values.at === undefined && !simple) state.at = CURVES[state.curve].start;
    state.at = Math.max(min, Math.min(max, state.at));
  };
  accept(place.values);
  const given = controls(state, SMALLEST[preset], (changes) => {
    Object.assign(state, changes);
    given.set();
    draw();
    const q = quotients(state.curve, state.at, state.h);
    announce(`Step ${spoken(state.h)}: one-sided ${spoken(q.one)}${simple ? "" : `, two-sided ${spoken(q.two)}`}, derivative ${spoken(q.slope)}.`);
    place.save(state);
  });
  const moved = (changes) => {
    Object.assign(state, changes);
    given.set();
    draw();
    place.save(state);
  };
  const loss = lossPicture((at) => moved({ at: Number(at.toFixed(2)) }));
  const error = errorPicture((h) => moved({ h }));
  const values = numbers(simple);
  const why = el("ul", { class: "nudge-why" });
  const problem = el("p", { class: "kit-problem", role: "status" }, place.problem);
  function draw() {
    const q = quotients(state.curve, state.at, state.h);
    loss.draw(state, q);
    error.draw(state, q);
    values.draw(state, q);
    if (!simple) why.replaceChildren(...cause(state, q));
  }
  const { curve, point, step, close } = given.elements;
  stage.append(
    problem,
    simple ? "" : curve,
    key(simple),
    el("div", { class: "nudge-pictures" }, el("div", {}, loss.element, point), el("div", {}, simple ? values.element : error.element, step)),
    el("div", { class: "kit-row" }, close, copyLink(() => place.link(state), announce)),
    ...(simple ? [] : [values.element, why]),
  );
  stage.classList.toggle("nudge-simple", simple);
  place.onChange(({ values: wanted, problem: damaged }) => {
    accept(wanted);
    problem.textContent = damaged;
    given.set();
    draw();
  });
  draw();
}
