/* The tape of chapter 4 as a table that fills in with the steps. */

import { el, show } from "../kit/index.js";
import { ENTRIES, gradientStep, play } from "./tape.js";

const place = Object.fromEntries(ENTRIES.map(({ name }, k) => [name, k]));

/** The table: {element, update({given, known, now})}. */
export function tapeView() {
  const rows = ENTRIES.map((entry, k) => {
    const value = el("td", { class: "forward" }), gradient = el("td", { class: "gradient" });
    const made = entry.inputs.length ? `${entry.rule}(${entry.inputs.map((input) => place[input]).join(", ")})` : entry.rule;
    return { ...entry, value, gradient, row: el("tr", {}, el("td", {}, k), el("th", { scope: "row" }, entry.name.replace("_in", ",in")), el("td", {}, made), value, gradient) };
  });
  const head = el("tr", {}, ["", "", "made by", "value", "gradient"].map((word, k) => (k < 2 ? el("td", {}) : el("th", { scope: "col" }, word))));
  const box = el("div", { class: "tape-box", tabindex: 0, role: "region", "aria-label": "The tape" }, el("table", { class: "tape" }, el("thead", {}, head), el("tbody", {}, rows.map(({ row }) => row))));
  function update({ given, known, now }) {
    const nodes = play(given);
    let first = null;
    for (const { name, step, value, gradient, row } of rows) {
      const node = nodes[name], back = gradientStep({ name, step });
      value.textContent = !step || known.has(step) ? show(node.value) : "";
      gradient.textContent = back && known.has(back) ? show(node.gradient) : "";
      const on = now !== "" && (now === step || now === back);
      row.classList.toggle("tape-now", on);
      if (on) first ??= row;
    }
    if (first) requestAnimationFrame(() => (box.scrollTop = first.offsetTop - box.clientHeight / 3)); // the box alone, never the page
  }
  return { element: box, update };
}
