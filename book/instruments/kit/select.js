/* One of many: a list that opens. */

import { el, unique } from "./dom.js";

/** A labelled list: {element, input, set(value)}. `options` is [[value, text], ...]; `change(value)` gets one of these values. */
export function select({ name, options, value, change }) {
  const id = unique("select");
  const input = el("select", { id, class: "kit-select" }, options.map(([key, text]) => el("option", { value: key }, text)));
  const set = (wanted) => (input.value = wanted);
  input.addEventListener("change", () => change(input.value));
  set(value);
  return { element: el("span", { class: "kit-field" }, el("label", { for: id }, name), input), input, set };
}
