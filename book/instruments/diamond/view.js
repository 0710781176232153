/* Diamond: move x and watch what arrives along each of two paths, and their sum. */

import { choice, copyLink, el, fields, show, slider, spoken } from "../kit/index.js";
import { drawing } from "./drawing.js";
import { changes, forward, locals, NUDGE, paths, RANGE, START } from "./model.js";

const SCHEMA = { x: fields.number(RANGE.min, RANGE.max), path: fields.choice("both", "a", "b") };
const ROWS = [["a", "throughA"], ["b", "throughB"], ["both", "sum"]];

const product = { a: ({ L_a, a_x }) => `${show(L_a, 3)} · ${enclosed(a_x)}`, b: ({ L_b, b_x }) => `${show(L_b, 3)} · ${enclosed(b_x)}`, both: () => "the sum" };
const enclosed = (value) => (value < 0 ? `(${show(value, 3)})` : show(value, 3));

/** A table with a line for each path and one for both: {element, draw(x, path)}. */
function table() {
  const cells = ROWS.map(() => [el("td", {}), el("td", { class: "gradient" }), el("td", {})]);
  const bars = ROWS.map(() => el("span", { class: "diamond-bar" }));
  const heads = ["path", "product", "rate", `L, when x gets ${NUDGE} more`].map((text) => el("th", { scope: "col" }, text));
  const names = ["through a", "through b", "both"];
  const lines = ROWS.map(([path], row) => el("tr", { "data-path": path }, el("th", { scope: "row" }, names[row], bars[row]), cells[row]));
  const draw = (x, path) => {
    const rates = paths(x), moved = changes(x), local = locals(x);
    const widest = Math.max(...Object.values(rates).map(Math.abs), 1e-9);
    ROWS.forEach(([name, key], row) => {
      const change = name === "both" ? moved.both : moved[key];
      const texts = [product[name](local), show(rates[key], 3), `${change < 0 ? "" : "+"}${show(change, 4)}`];
      texts.forEach((text, at) => (cells[row][at].textContent = text));
      bars[row].style.setProperty("--share", Math.abs(rates[key]) / widest);
      lines[row].classList.toggle("diamond-dim", path !== "both" && name !== path);
    });
  };
  return { element: el("table", { class: "diamond-table" }, el("thead", {}, el("tr", {}, heads)), el("tbody", {}, lines)), draw };
}

function sentence(x, path) {
  const { both, throughA, throughB } = changes(x), rates = paths(x);
  if (path !== "both") {
    const [through, other, rate] = path === "a" ? [throughA, "b", rates.throughA] : [throughB, "a", rates.throughB];
    return `Only ${path} hears of the nudge, ${other} stands still: L moves by ${show(through)}, about ${show(rate, 3)} · ${NUDGE}. That is not what x really does.`;
  }
  const rest = both - throughA - throughB;
  return `Both paths: ${show(throughA)} + ${throughB < 0 ? `(${show(throughB)})` : show(throughB)} = ${show(throughA + throughB)}, and L really moves by ${show(both)}. What is left over, ${show(rest, 5)}, is the nudge of a times the nudge of b; it vanishes with the nudge.`;
}

export function mount(stage, { announce, address }) {
  const place = address(SCHEMA);
  const state = { x: START, path: "both", ...place.values };
  const graph = drawing(), rows = table();
  const words = el("p", { class: "diamond-words" });
  const problem = el("p", { class: "kit-problem", role: "status" }, place.problem);

  function draw() {
    const { x, path } = state, local = locals(x), rates = paths(x);
    const kept = { a: path !== "b", b: path !== "a" };
    const sum = (kept.a ? rates.throughA : 0) + (kept.b ? rates.throughB : 0);
    graph.draw({ x, ...forward(x) }, { x: sum, a: local.L_a, b: local.L_b, L: 1 }, local, path === "both" ? ["a", "b"] : [path]);
    rows.draw(x, path);
    words.textContent = sentence(x, path);
  }
  const change = (changed) => {
    Object.assign(state, changed);
    draw();
    const { throughA, throughB, sum } = paths(state.x);
    announce(`Through a ${spoken(throughA, 3)}, through b ${spoken(throughB, 3)}, together ${spoken(sum, 3)}.`);
    place.save(state);
  };
  const at = slider({ name: "x", value: state.x, ...RANGE, change: (x) => change({ x }) });
  const which = choice({ name: "Let the nudge go", options: [["both", "both ways"], ["a", "through a only"], ["b", "through b only"]], value: state.path, change: (path) => change({ path }) });
  stage.append(problem, el("div", { class: "diamond-top" }, el("div", {}, graph.element, at.element), el("div", {}, which.element, rows.element, words)), copyLink(() => place.link(state), announce));
  place.onChange(({ values, problem: damaged }) => {
    Object.assign(state, { x: START, path: "both" }, values);
    problem.textContent = damaged;
    at.set(state.x);
    which.set(state.path);
    draw();
  });
  draw();
}
