/* Matrices: the three products of the backward pass. Pick an entry of the result and see which row and column made it. */

import { button, choice, copyLink, el, fields, show, spoken } from "../kit/index.js";
import { matrix } from "./matrix.js";
import { network, outer, passes, PRODUCTS, shape, SIZES } from "./model.js";
import { entryName, fit, lines, source } from "./words.js";

const SCHEMA = {
  product: fields.choice(...Object.keys(PRODUCTS)),
  instances: fields.choice(...SIZES.instances.map(String)),
  hidden: fields.choice(...SIZES.hidden.map(String)),
  turned: fields.flag(),
  row: fields.whole(1, 5),
  column: fields.whole(1, 5),
  only: fields.whole(0, 3),
};
const KINDS = { X: "value", H: "value", V: "weight", grad_Y_in: "gradient", grad_H_in: "gradient" };
const START = { product: "grad_V", instances: 2, hidden: 2, turned: true, i: 0, j: 0, n: null };
const most = Math.max(...SIZES.instances);

/** Keep what is picked inside of the matrices, and an instance alone only where the product is a sum over instances. */
function within(state) {
  const [rows, columns] = shape(passes(network(state.instances, state.hidden))[state.product]);
  state.i = Math.min(state.i, rows - 1);
  state.j = Math.min(state.j, columns - 1);
  if (state.product === "grad_H" || state.n >= state.instances) state.n = null;
}

/** The factors and the result: {element, draw(all, state)}. */
function equation(pick) {
  const made = new Map(); // a matrix for each role and kind, so that turning one moves its cells
  const row = el("div", { class: "matrices-row" });
  const get = (role, kind, picks) => {
    const key = `${role} ${kind}`;
    if (!made.has(key)) made.set(key, matrix({ kind, pick: picks }));
    return made.get(key);
  };
  function draw(all, { product, i, j, n, turned }) {
    const { left, right, turned: side } = PRODUCTS[product];
    const [a, b] = [get(`left ${left}`, KINDS[left]), get(`right ${right}`, KINDS[right])];
    const result = get(`result ${product}`, "gradient", (row_, column) => pick(row_, column, null));
    const litLeft = side === "left" ? (k, at) => at === i && (n === null || k === n) : (k) => k === i;
    const litRight = side === "left" ? (k, at) => at === j && (n === null || k === n) : (k) => k === j;
    a.draw({ title: left, values: all[left], turned: turned && side === "left", lit: litLeft });
    b.draw({ title: right, values: all[right], turned: turned && side === "right", lit: litRight });
    const chosen = n === null ? [i, j] : null;
    result.draw({ title: product, values: all[product], lit: (k, at) => n === null && k === i && at === j, chosen });
    const wanted = [a.element, sign("·"), b.element, sign("="), result.element];
    if (row.children[0] !== wanted[0] || row.children[4] !== wanted[4]) row.replaceChildren(...wanted);
  }
  return { element: row, draw };
}

const sign = (text) => el("span", { class: "matrices-sign", "aria-hidden": "true" }, text);

/** The outer products of all instances, and that they add up: {element, draw(all, state)}. */
function sums(pick) {
  const tables = Array.from({ length: most }, (_, n) => matrix({ kind: "gradient", pick: (i, j) => pick(i, j, n) }));
  const row = el("div", { class: "matrices-row" });
  const words = el("p", {});
  function draw(all, { product, i, j, n, instances }) {
    const summed = product !== "grad_H";
    words.textContent = summed ? `${instances > 1 ? "The same, instance by instance" : "With one instance it is one outer product"}: a column times a row${instances > 1 ? ", and then the sum" : ""}.` : "Here nothing is summed over the instances: each keeps its own row.";
    row.hidden = !summed;
    if (!summed) return;
    const shown = tables.slice(0, instances);
    shown.forEach(({ draw: drawOne }, k) => drawOne({ title: `instance ${k + 1}`, values: outer(all, product, k), lit: (a, b) => (n === null || n === k) && a === i && b === j, chosen: n === k ? [i, j] : null }));
    const wanted = shown.flatMap(({ element }, k) => (k ? [sign("+"), element] : [element]));
    if (row.children.length !== wanted.length) row.replaceChildren(...wanted);
  }
  return { element: el("div", {}, words, row), draw };
}

function choices(state, change) {
  const product = choice({ name: "Product", options: [["grad_V", "H.T @ grad_Y_in"], ["grad_H", "grad_Y_in @ V.T"], ["grad_W", "X.T @ grad_H_in"]], value: state.product, change: (value) => change({ product: value, turned: true, n: null }) });
  const count = (name, key) => choice({ name, options: SIZES[key].map((size) => [String(size), String(size)]), value: String(state[key]), change: (value) => change({ [key]: Number(value) }) });
  const instances = count("instances", "instances"), hidden = count("hidden units", "hidden");
  const set = () => {
    product.set(state.product);
    instances.set(String(state.instances));
    hidden.set(String(state.hidden));
  };
  return { element: el("div", { class: "kit-row" }, product.element, instances.element, hidden.element), set };
}

function read(values) {
  const state = { ...START };
  for (const key of ["product", "turned"]) if (key in values) state[key] = values[key];
  for (const key of ["instances", "hidden"]) if (key in values) state[key] = Number(values[key]);
  if ("row" in values) state.i = values.row - 1;
  if ("column" in values) state.j = values.column - 1;
  state.n = values.only ? values.only - 1 : null;
  within(state);
  return state;
}

export function mount(stage, { announce, address, still }) {
  const place = address(SCHEMA);
  const state = read(place.values);
  const shared = () => ({ product: state.product, instances: String(state.instances), hidden: String(state.hidden), turned: state.turned, row: state.i + 1, column: state.j + 1, only: state.n === null ? 0 : state.n + 1 });
  const change = (changes) => {
    Object.assign(state, changes);
    within(state);
    draw();
    place.save(shared());
  };
  const pick = (i, j, n) => {
    if (i === state.i && j === state.j && n === state.n) return;
    change({ i, j, n });
  };
  const top = choices(state, change);
  const main = equation(pick), parts = sums(pick);
  const shapes = el("p", { class: "matrices-fit", role: "status" });
  const turn = button("", () => change({ turned: !state.turned, n: null }));
  const from = el("p", {}), table = el("tbody", {});
  const problem = el("p", { class: "kit-problem", role: "status" }, place.problem);
  let spokenLast = "";

  function draw() {
    const all = passes(network(state.instances, state.hidden));
    const { left, right, turned: side } = PRODUCTS[state.product];
    main.draw(all, state);
    parts.draw(all, state);
    shapes.textContent = fit(all, state);
    turn.textContent = `Turn ${side === "left" ? left : right}${state.turned ? " back" : ""}`;
    from.textContent = source(state);
    table.replaceChildren(...lines(all, state));
    const said = `${entryName(state.product, state.i, state.j)}: ${spoken(all[state.product][state.i][state.j])}`;
    if (spokenLast && said !== spokenLast) announce(`${source(state)} ${said}`);
    spokenLast = said;
  }

  if (!still) stage.classList.add("matrices-moves");
  stage.append(
    problem,
    top.element,
    main.element,
    el("div", { class: "kit-row" }, turn, copyLink(() => place.link(shared()), announce)),
    shapes,
    el("div", { class: "matrices-below" }, el("div", {}, from, el("table", { class: "matrices-terms" }, table))),
    parts.element,
  );
  place.onChange(({ values, problem: damaged }) => {
    Object.assign(state, read(values));
    problem.textContent = damaged;
    top.set();
    draw();
  });
  draw();
}
