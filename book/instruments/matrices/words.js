/* What the matrices say: the products behind an entry, line by line, and whether the shapes fit. */

import { el, show } from "../kit/index.js";
import { PRODUCTS, shape, terms } from "./model.js";

/** The name of an entry as the book writes it: grad_w12, grad_v31; entries of grad_H belong to an instance. */
export function entryName(product, i, j) {
  if (product === "grad_H") return `grad_h${j + 1} of instance ${i + 1}`;
  return `${product.toLowerCase()}${i + 1}${j + 1}`;
}

const enclosed = (value) => (value < 0 ? `(${show(value)})` : show(value));

/** The products as lines of a table; `only` keeps one instance's. */
export function lines(all, { product, i, j, n }) {
  const parts = terms(all, product, i, j);
  const word = product === "grad_H" ? "through output" : "instance";
  const kept = parts.map((part, k) => [k, part]).filter(([k]) => n === null || k === n);
  const rows = kept.map(([k, { a, b, product: value }]) => el("tr", {}, el("th", { scope: "row" }, `${word} ${k + 1}`), el("td", {}, `${show(a)} · ${enclosed(b)}`), el("td", {}, "="), el("td", { class: "gradient" }, show(value))));
  const sum = parts.reduce((total, part) => total + part.product, 0);
  const name = el("th", { scope: "row" }, el("code", {}, entryName(product, i, j)));
  const last = n === null ? el("tr", {}, name, el("td", {}, parts.length > 1 ? "the sum" : ""), el("td", {}, "="), el("td", { class: "gradient" }, show(sum))) : null;
  return [...rows, ...(last ? [last] : [])];
}

/** Where the entry comes from, in a sentence. */
export function source({ product, i, j, n, turned }) {
  const { left, right, turned: side } = PRODUCTS[product];
  if (n !== null) return `Instance ${n + 1} alone: row ${n + 1} of ${left}, turned into a column, times row ${n + 1} of ${right}. Each number of the one meets each of the other once: the outer product.`;
  const from = side === "left" && turned ? `row ${i + 1} of ${left}.T` : side === "left" ? `column ${i + 1} of ${left}` : `row ${i + 1} of ${left}`;
  const to = side === "right" && !turned ? `row ${j + 1} of ${right}` : `column ${j + 1} of ${right}${side === "right" ? ".T" : ""}`;
  return `${from[0].toUpperCase()}${from.slice(1)} meets ${to}, number by number.`;
}

/** Whether the shapes fit as the factors stand now. */
export function fit(all, { product, turned }) {
  const { left, right, turned: side } = PRODUCTS[product];
  const flip = (pair, on) => (on ? [pair[1], pair[0]] : pair);
  const a = flip(shape(all[left]), turned && side === "left"), b = flip(shape(all[right]), turned && side === "right");
  const wanted = shape(all[product]);
  const text = (pair) => `(${pair.join(", ")})`;
  const both = `${text(a)} times ${text(b)}`;
  if (turned) return `${both}: the inner numbers agree, and the outer ones are ${text(wanted)}, the shape of ${product.slice(5)}.`;
  if (a[1] !== b[0]) return `${both}: the inner numbers, ${a[1]} and ${b[0]}, differ, so NumPy refuses. Turn ${side === "left" ? left : right}.`;
  const same = a[0] === wanted[0] && b[1] === wanted[1];
  return `${both} would go through ${same ? "and even has the right shape" : `and give ${text([a[0], b[1]])}`}, by accident: the numbers would be wrong. Test with three different sizes.`;
}
