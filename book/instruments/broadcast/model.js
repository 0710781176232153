// What NumPy makes of Y - t, by the shape of t, and what the loss becomes: the trap at the end of chapter 5.

import { sigmoid } from "../kit/exp.js";

const X = [[0, 0], [0, 1], [1, 0], [1, 1]];
const W = [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]];
const V = [0.7, 0.8, 0.9];

/** The targets of XOR. */
export const TARGETS = [0, 1, 1, 0];

/** The answers of the chapter's 2-3-1 network, one number for each instance. */
export const ANSWERS = X.map((x) => V.reduce((sum, v, j) => sum + v * sigmoid(x[0] * W[0][j] + x[1] * W[1][j]), 0));

/** The shape that two shapes are stretched to, by NumPy's rule: from the right, equal sizes or one of them 1; null where neither holds. */
export function broadcast(a, b) {
  const axes = Math.max(a.length, b.length);
  const size = (shape, axis) => shape[shape.length - axes + axis] ?? 1;
  const sizes = Array.from({ length: axes }, (_, axis) => [size(a, axis), size(b, axis)]);
  if (sizes.some(([m, n]) => m !== n && m !== 1 && n !== 1)) return null;
  return sizes.map(([m, n]) => (m === 1 ? n : m));
}

/** y minus t as a table: y is a column; t is a column like it, or a list that NumPy reads as a row. */
export function difference(y, t, asColumn) {
  return y.map((value, i) => (asColumn ? [value - t[i]] : t.map((target) => value - target)));
}

/** Half the sum of squares over the number of instances (the chapter's loss), and half their mean. */
export function losses(table) {
  const entries = table.flat();
  const sum = entries.reduce((total, e) => total + e * e, 0);
  return { loss: sum / (2 * table.length), mean: sum / entries.length / 2 };
}
