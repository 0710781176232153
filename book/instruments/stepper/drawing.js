/* The network from top to bottom, as the book draws it: in a box above what a unit receives, below what it sends on; values left, gradients right. */

import { label, show, spoken, svg } from "../kit/index.js";
import { STEPS, WEIGHTS } from "./model.js";

const WIDE = 360, ROW = 21, CELL = 64, X = [68, 292];
const TOP = { x: 2, h: 140, y: 300, L: 416 };
const BOTTOM = { x: TOP.x + 2 * ROW, h: TOP.h + 3 * ROW, y: TOP.y + 3 * ROW };
export const HIGH = TOP.L + 2 * ROW + 2;

/** At least three digits that count, in the width of a cell. */
const brief = (value) => show(value, Math.abs(value) < 0.1 && Math.abs(value) >= 0.01 ? 4 : 3, 2);

/** Which lines a step runs along. */
export function linesOf(name) {
  const [, grad = "", unit, index, rest = ""] = /^(grad_)?([hyewvL])(\d*)(_in)?$/.exec(name);
  if (index.length === 2) return [unit + index];
  if (unit === "L") return ["L1", "L2"];
  if (unit === "e" || (grad && unit === "y" && !rest)) return [`L${index}`];
  if (grad && unit === "h" && !rest) return [`v${index}1`, `v${index}2`];
  if (!grad && rest) return [1, 2].map((i) => `${unit === "h" ? "w" : "v"}${i}${index}`);
  return [];
}

const rect = (looks, x, y, width, height) => svg("rect", { class: looks, x, y, width, height });

/** A box of rows: each ["name"], or the names of a value and, to its right, a gradient. */
function unit(cells, name, cx, top, rows) {
  const wide = name[0] === "x" ? CELL : 2 * CELL, left = cx - wide / 2, high = rows.length * ROW;
  const parts = rows.map((row, k) => {
    const y = top + k * ROW, w = wide / row.length;
    if (row[0] === "name") return label(name, { x: cx, y: y + 15 });
    return row.map((cell, side) => {
      const looks = side ? "gradient" : "forward", x = left + side * w;
      const text = svg("text", { x: x + w / 2, y: y + 15, class: looks, "data-cell": cell }), back = rect("", x, y, w, ROW);
      cells[cell] = { text, back, looks: `net-${looks}` };
      return [back, text];
    });
  });
  return [rect("net-paper", left, top, wide, high), parts, rect("net-box", left, top, wide, high)];
}

/** A line between two layers with its weight, that can be pointed at. */
function weightLine(name, listen) {
  const [layer, i, j] = name;
  const [from, to] = layer === "w" ? ["x", "h"] : ["h", "y"];
  const ends = { x1: X[i - 1], y1: BOTTOM[from], x2: X[j - 1], y2: TOP[to] };
  const share = i === j ? 0.38 : 0.32;
  const at = [ends.x1 + share * (ends.x2 - ends.x1), ends.y1 + 0.36 * (ends.y2 - ends.y1)];
  const line = svg("line", { ...ends, class: "net-line" }), flow = svg("line", { ...ends, class: "net-flow" });
  const value = svg("text", { x: at[0], y: at[1] - 3, "data-cell": name }), gradient = svg("text", { x: at[0], y: at[1] + 13, class: "gradient", "data-cell": `grad_${name}` });
  const back = svg("rect", { x: at[0] - 33, y: at[1] - 18, width: 66, height: 36, rx: 4, class: "net-label" });
  const group = listen && svg("g", { class: "net-pick", role: "button", tabindex: 0, "aria-pressed": "false", on: listen(name) }, back);
  const { pointerenter, pointerleave, click } = listen ? listen(name) : {};
  const hit = listen && svg("line", { ...ends, class: "net-hit", on: { pointerenter, pointerleave, click } });
  return { name, line, flow, hit, group, value, gradient, text: svg("g", { class: "net-text", "aria-hidden": "true" }, value, gradient) };
}

/** Listeners for one weight: point, focus or press; `pick(weight or "", pinned)`. */
const listeners = (pick) => (name) => ({
  pointerenter: (event) => event.pointerType === "mouse" && pick(name, false),
  pointerleave: (event) => event.pointerType === "mouse" && pick("", false),
  focus: () => pick(name, false),
  blur: () => pick("", false),
  click: () => pick(name, true),
  keydown(event) {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    pick(name, true);
  },
});

/** The drawing: {element, update({n, known, now, path, pinned, back})}. `known` is a set of names whose numbers are shown, `now` the step that
    is on, `path` a set of lines to light up; without `pick` the weights cannot be pointed at. */
export function drawing(pick) {
  const cells = {}, lines = Object.fromEntries(WEIGHTS.map((name) => [name, weightLine(name, pick && listeners(pick))]));
  const units = [1, 2].flatMap((k) => [
    unit(cells, `x${k}`, X[k - 1], TOP.x, [["name"], [`x${k}`]]),
    unit(cells, `h${k}`, X[k - 1], TOP.h, [[`h${k}_in`, `grad_h${k}_in`], ["name"], [`h${k}`, `grad_h${k}`]]),
    unit(cells, `y${k}`, X[k - 1], TOP.y, [[`y${k}_in`, `grad_y${k}_in`], ["name"], [`y${k}`, `grad_y${k}`]]),
  ]);
  units.push(unit(cells, "L", WIDE / 2, TOP.L, [["name"], ["L", "grad_L"]]));
  const errors = [1, 2].map((k) => {
    const ends = { x1: X[k - 1], y1: BOTTOM.y, x2: WIDE / 2, y2: TOP.L };
    const text = svg("text", { x: k === 1 ? 60 : 300, y: BOTTOM.y + 22, "data-cell": `t${k}` }), error = svg("text", { x: k === 1 ? 48 : 312, y: BOTTOM.y + 40, class: "forward", "data-cell": `e${k}` });
    lines[`L${k}`] = { line: svg("line", { ...ends, class: "net-line" }), flow: svg("line", { ...ends, class: "net-flow" }) };
    return { k, text, error };
  });
  const words = ["h", "y"].flatMap((layer) => ["in", "out"].map((word, k) => svg("text", { x: WIDE / 2, y: TOP[layer] + 15 + 2 * k * ROW, class: "net-word" }, word)));
  const all = Object.values(lines);
  const weights = WEIGHTS.map((name) => lines[name]);
  const picks = ["hit", "group", "text"].map((part) => weights.map((weight) => weight[part] || [])); // a label lies over the lines of the others
  const attributes = pick ? { role: "group", "aria-label": "The network; each weight is a button" } : { "aria-hidden": "true" };
  const element = svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, class: "net", ...attributes }, all.map(({ line }) => line), all.map(({ flow }) => flow), errors.map(({ text, error }) => [text, error]), picks, units, words);
  return { element, update: (state) => update({ cells, lines, errors }, state) };
}

function update({ cells, lines, errors }, { n, known, now = "", path = new Set(), pinned = "" }) {
  const step = STEPS.find(({ name }) => name === now), used = step ? step.formula.split("=")[1] : "";
  const moving = new Set(step ? linesOf(now) : []);
  for (const [name, { text, back, looks }] of Object.entries(cells)) {
    text.textContent = name === "grad_L" ? (known.has("grad_y1") || step?.back ? "1" : "") : known.has(name) ? brief(n[name]) : "";
    back.setAttribute("class", `${looks}${name === now ? " net-now" : ""}${used.match(/\w+/g)?.includes(name) ? " net-used" : ""}`);
  }
  for (const [name, { line, flow, value, gradient, group }] of Object.entries(lines)) {
    line.classList.toggle("net-on", path.has(name));
    flow.setAttribute("class", `net-flow${moving.has(name) ? (step.back ? " net-back" : " net-forth") : ""}`);
    if (!value) continue;
    value.textContent = show(n[name], Math.abs(n[name]) >= 0.1 ? 2 : 3).replace(/(\.\d*?)0+$/, "$1");
    gradient.textContent = known.has(`grad_${name}`) ? brief(n[`grad_${name}`]) : "";
    if (!group) continue;
    group.setAttribute("class", `net-pick${now === `grad_${name}` ? " net-now" : ""}${path.has(name) ? " net-on" : ""}`);
    group.setAttribute("aria-pressed", pinned === name);
    group.setAttribute("aria-label", `weight ${name}, ${spoken(n[name])}${known.has(`grad_${name}`) ? `, gradient ${spoken(n[`grad_${name}`])}` : ""}`);
  }
  for (const { k, text, error } of errors) {
    text.textContent = `t${"₁₂"[k - 1]} = ${show(n[`t${k}`], 2)}`;
    error.textContent = known.has(`e${k}`) ? `e${"₁₂"[k - 1]} = ${brief(n[`e${k}`])}` : "";
  }
}
