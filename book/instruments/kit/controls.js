/* Fields, sliders, choices and buttons, each with a label and with a sentence when what was typed does not do. */

import { el, frame, unique } from "./dom.js";
import { read, show } from "./numbers.js";

const written = (value) => String(Number(value.toPrecision(8))).replaceAll("-", "−");

/** A field for a number: {element, input, set(value)}. `change(value)` is called for a number within [min, max]; the field says what it takes
    otherwise, and the last good number stays in use. `name` is its label, `visible: false` hides the label from the eye only. */
export function numberField({ name, value, min = -100, max = 100, whole = false, change, visible = true, says = name }) {
  const id = unique("field");
  const problem = el("span", { class: "kit-problem", id: `${id}-problem`, role: "status" });
  const keys = min < 0 ? "text" : "decimal"; // the keys for decimals of some phones have no minus
  const input = el("input", { id, type: "text", inputmode: keys, autocomplete: "off", spellcheck: "false", class: "kit-number" });
  const tell = (sentence) => {
    problem.textContent = sentence;
    if (sentence) {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", problem.id);
    } else ["aria-invalid", "aria-describedby"].forEach((attribute) => input.removeAttribute(attribute));
  };
  const take = () => {
    const got = read(input.value, { name: says, min, max, whole });
    tell(got.problem || "");
    if ("value" in got) change(got.value);
  };
  const set = (number) => {
    if (document.activeElement !== input) input.value = number == null ? "" : written(number);
    tell("");
  };
  input.addEventListener("input", take);
  set(value);
  const element = el("span", { class: "kit-field" }, el("label", { for: id, class: visible ? "" : "kit-unseen" }, name), input, problem);
  return { element, input, set, tell, limits: (wanted) => ({ min, max } = wanted) };
}

const LINEAR = { to: (value) => value, from: (place) => place };

/** A slider and a number field for one value: {element, range, input, set(value), limits({min, max})}. `change(value)` is called at most once
    a picture. `scale` ({to, from}) says where on the slider a value is and the other way round; `step` is a step of the slider, not of the value. */
export function slider({ name, value, min, max, step = "any", change, says = name, wide = { min, max }, scale = LINEAR }) {
  const range = el("input", { type: "range", min: scale.to(min), max: scale.to(max), step, "aria-label": says, class: "kit-range" });
  let next = value;
  const tell = frame(() => change(next));
  const field = numberField({ name, says, value, min: wide.min, max: wide.max, change: (number) => moved(number, true) });
  const show_ = (number) => {
    range.value = scale.to(number);
    range.setAttribute("aria-valuetext", show(number));
  };
  const moved = (number, typed) => {
    next = number;
    show_(number);
    if (!typed) field.set(number);
    tell();
  };
  range.addEventListener("input", () => moved(scale.from(Number(range.value)), false));
  const set = (number) => {
    show_(number);
    field.set(number);
  };
  const limits = ({ min: low, max: high }) => {
    range.min = scale.to(low);
    range.max = scale.to(high);
    field.limits({ min: low, max: high });
  };
  show_(value);
  return { element: el("div", { class: "kit-slider" }, field.element, range), range, input: field.input, set, limits };
}

/** One of several: radio buttons that look like a row of buttons. `options` is [[value, text], ...]; {element, set(value)}. */
export function choice({ name, options, value, change }) {
  const group = unique("choice");
  const inputs = options.map(([key]) => el("input", { type: "radio", name: group, value: key, id: unique("option"), on: { change: () => change(key) } }));
  const set = (wanted) => inputs.forEach((input) => (input.checked = input.value === wanted));
  set(value);
  const parts = options.map(([, text], k) => el("span", {}, inputs[k], el("label", { for: inputs[k].id }, text)));
  return { element: el("fieldset", { class: "kit-choice" }, el("legend", {}, name), parts), set };
}

/** A button with a word on it. */
export const button = (text, click, attributes = {}) => el("button", { type: "button", class: "kit-button", ...attributes, on: { click } }, text);

/** A check box: {element, set(on)}; `change(on)`. */
export function toggle({ name, value = false, change }) {
  const input = el("input", { type: "checkbox", id: unique("toggle"), on: { change: () => change(input.checked) } });
  input.checked = value;
  return { element: el("span", { class: "kit-toggle" }, input, el("label", { for: input.id }, name)), input, set: (on) => (input.checked = on) };
}
