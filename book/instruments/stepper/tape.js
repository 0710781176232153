/* The same computation as chapter 4 records it: one entry an operation, each with its value and, after the way back, its gradient. */

import { GIVEN, sigmoid, slope } from "./model.js";

const RULES = {
  Constant: () => [NaN, []],
  Add: (a, b) => [a + b, [1, 1]],
  Multiply: (a, b) => [a * b, [b, a]],
  Negate: (a) => [-a, [-1]],
  Power: (a) => [a * a, [2 * a]],
  Sigmoid: (z) => [sigmoid(z), [slope(z)]],
};

/** The entries in the order in which chapter 4's tape takes them: {name, rule, inputs (names), step (whose name it belongs to)}. */
export const ENTRIES = [
  ...GIVEN.map((name) => ({ name, rule: "Constant", inputs: [], step: "" })),
  ...sums("h", "w", "x"),
  ...[1, 2].map((j) => ({ name: `h${j}`, rule: "Sigmoid", inputs: [`h${j}_in`], step: `h${j}` })),
  ...sums("y", "v", "h"),
  ...[1, 2].map((j) => ({ name: `y${j}`, rule: "Sigmoid", inputs: [`y${j}_in`], step: `y${j}` })),
  ...[1, 2].flatMap((j) => [
    { name: `−t${j}`, rule: "Negate", inputs: [`t${j}`], step: `e${j}` },
    { name: `e${j}`, rule: "Add", inputs: [`y${j}`, `−t${j}`], step: `e${j}` },
    { name: `e${j}²`, rule: "Power", inputs: [`e${j}`], step: "L" },
  ]),
  { name: "L", rule: "Add", inputs: ["e1²", "e2²"], step: "L" },
];

function sums(unit, weight, from) {
  return [1, 2].flatMap((j) => {
    const products = [1, 2].map((i) => ({ name: `${weight}${i}${j}·${from}${i}`, rule: "Multiply", inputs: [`${weight}${i}${j}`, `${from}${i}`] }));
    const sum = { name: `${unit}${j}_in`, rule: "Add", inputs: products.map((entry) => entry.name) };
    return [...products, sum].map((entry) => ({ ...entry, step: sum.name }));
  });
}

/** After which step an entry's gradient is complete; "" where it never is needed (the data). */
export function gradientStep({ name, step }) {
  if (/^[wv]\d\d$/.test(name)) return `grad_${name}`;
  if (/^(h|y)\d(_in)?$/.test(name)) return `grad_${name}`;
  if (/^[hy]\d_in$/.test(step)) return `grad_${step}`; // a product: its sum hands its gradient on
  if (/^(e|−t)/.test(name)) return `grad_y${name.match(/\d/)[0]}`;
  return name === "L" ? "grad_y1" : "";
}

/** Play the tape forwards and backwards: {name: {value, gradient, local}}. */
export function play(given) {
  const nodes = {};
  for (const { name, rule, inputs } of ENTRIES) {
    const [value, local] = RULES[rule](...inputs.map((input) => nodes[input].value));
    nodes[name] = { value: rule === "Constant" ? given[GIVEN.indexOf(name)] : value, local, gradient: 0 };
  }
  nodes.L.gradient = 1;
  for (const { name, inputs } of [...ENTRIES].reverse()) inputs.forEach((input, k) => (nodes[input].gradient += nodes[name].local[k] * nodes[name].gradient));
  return nodes;
}
