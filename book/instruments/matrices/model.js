// The backward pass of a network with one hidden layer as three matrix products, and where each entry of them comes from.
//
// Matrices are lists of rows, batch first, as in chapter 5: X (N, inputs), W (inputs, hidden), V (hidden, outputs).

import { sigmoid } from "../kit/exp.js";

/** The instances and weights of the chapters stand first; the third instance and the other hidden units are there to make the sizes differ. */
const ALL = {
  X: [[3, 1], [-1, 4], [2, -2]],
  T: [[1, 0], [0, 1], [1, 1]],
  W: [[6, -3, 1, 0.5, -1], [-2, 5, -1, 1, 0.5]],
  V: [[1, -2], [0.25, 2], [-1, 1], [0.5, -0.5], [2, 1]],
};
export const SIZES = { instances: [1, 2, 3], hidden: [2, 3, 5] };

/** X, T, W and V for so many instances and hidden units. */
export function network(instances, hidden) {
  return {
    X: ALL.X.slice(0, instances),
    T: ALL.T.slice(0, instances),
    W: ALL.W.map((row) => row.slice(0, hidden)),
    V: ALL.V.slice(0, hidden),
  };
}

export function transpose(A) {
  return A[0].map((_, j) => A.map((row) => row[j]));
}

export function multiply(A, B) {
  return A.map((row) => B[0].map((_, j) => row.reduce((sum, a, k) => sum + a * B[k][j], 0)));
}

export function shape(A) {
  return [A.length, A[0].length];
}

function each(f, ...matrices) {
  return matrices[0].map((row, i) => row.map((_, j) => f(...matrices.map((A) => A[i][j]))));
}

const slope = (z) => sigmoid(z) * sigmoid(-z);

/** Every matrix of the forward and the backward pass, by its name in the book; losses are summed over the batch. */
export function passes({ X, T, W, V }) {
  const H_in = multiply(X, W);
  const H = each(sigmoid, H_in);
  const Y_in = multiply(H, V);
  const Y = each(sigmoid, Y_in);
  const grad_Y_in = each((y, t, z) => 2 * (y - t) * slope(z), Y, T, Y_in);
  const grad_V = multiply(transpose(H), grad_Y_in);
  const grad_H = multiply(grad_Y_in, transpose(V));
  const grad_H_in = each((g, z) => g * slope(z), grad_H, H_in);
  const grad_W = multiply(transpose(X), grad_H_in);
  return { X, T, W, V, H_in, H, Y_in, Y, grad_Y_in, grad_V, grad_H, grad_H_in, grad_W };
}

/** The three products of the backward pass: result = left right, and which factor is turned. */
export const PRODUCTS = {
  grad_V: { left: "H", right: "grad_Y_in", turned: "left" },
  grad_H: { left: "grad_Y_in", right: "V", turned: "right" },
  grad_W: { left: "X", right: "grad_H_in", turned: "left" },
};

/** Both factors of a product as they are multiplied, the turned one turned. */
export function factors(all, name) {
  const { left, right, turned } = PRODUCTS[name];
  return turned === "left" ? [transpose(all[left]), all[right]] : [all[left], transpose(all[right])];
}

/** The products whose sum is entry (i, j) of a result: [{a, b, product}, ...], one for each number that the sum runs over. */
export function terms(all, name, i, j) {
  const [left, right] = factors(all, name);
  return left[i].map((a, k) => ({ a, b: right[k][j], product: a * right[k][j] }));
}

/** The outer product of one instance for grad_V or grad_W; over all instances they add up to the result. */
export function outer(all, name, n) {
  const { left, right } = PRODUCTS[name];
  return all[left][n].map((a) => all[right][n].map((b) => a * b));
}
