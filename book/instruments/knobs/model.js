// The 2-2-2 network of chapter 1: what it answers, how wrong that is, and what happens when one weight moves.

import { sigmoid } from "../kit/exp.js";

export const NAMES = ["w11", "w12", "w21", "w22", "v11", "v12", "v21", "v22"];
export const START = [6, -3, -2, 5, 1, -2, 0.25, 2];
export const INSTANCES = [
  { x: [3, 1], t: [1, 0] },
  { x: [-1, 4], t: [0, 1] },
];
/** Which of the instances a loss is summed over. */
export const CHOICES = { first: [0], second: [1], both: [0, 1] };
export const RANGE = { min: -10, max: 10, step: 0.05 };
/** How far a nudge goes, as in the chapter. */
export const NUDGE = 0.01;
/** A nudge that changes the loss by less than this does hardly anything. */
export const HARDLY = 1e-6;

/** The forward pass of one instance: sums (`h_in`, `y_in`) and values (`h`, `y`), two numbers each. */
export function forward(x, w) {
  const h_in = [x[0] * w[0] + x[1] * w[2], x[0] * w[1] + x[1] * w[3]];
  const h = h_in.map(sigmoid);
  const y_in = [h[0] * w[4] + h[1] * w[6], h[0] * w[5] + h[1] * w[7]];
  return { h_in, h, y_in, y: y_in.map(sigmoid) };
}

/** The sum of squared errors of one instance. */
export function loss({ x, t }, w) {
  const { y } = forward(x, w);
  const errors = y.map((value, j) => value - t[j]);
  return errors[0] * errors[0] + errors[1] * errors[1];
}

/** The loss summed over a choice of instances. */
export function lossOf(choice, w) {
  return CHOICES[choice].reduce((sum, n) => sum + loss(INSTANCES[n], w), 0);
}

export function withWeight(w, k, value) {
  return w.map((old, at) => (at === k ? value : old));
}

/** Points [value, loss] along weight k, at `steps` + 1 places over the range of the sliders. */
export function curve(choice, w, k, steps = 100) {
  const width = (RANGE.max - RANGE.min) / steps;
  return Array.from({ length: steps + 1 }, (_, n) => {
    const value = RANGE.min + n * width;
    return [value, lossOf(choice, withWeight(w, k, value))];
  });
}

/** How much the loss changes when weight k gets 0.01 more. */
export function nudge(choice, w, k) {
  return lossOf(choice, withWeight(w, k, w[k] + NUDGE)) - lossOf(choice, w);
}

/** What a nudge up does to the loss: "falls", "rises" or "hardly moves". */
export function direction(change) {
  if (Math.abs(change) < HARDLY) return "hardly moves";
  return change < 0 ? "falls" : "rises";
}

/** The weight as a line: its layer (0 or 1), the unit `from` and the unit `to` (0 or 1). */
export function ends(k) {
  return { layer: k < 4 ? 0 : 1, from: (k >> 1) & 1, to: k & 1 };
}

/** What stands behind weight k in the forward pass: the input or the hidden value that it is multiplied with. */
export function behind(n, w, k) {
  const { layer, from } = ends(k);
  return layer === 0 ? INSTANCES[n].x[from] : forward(INSTANCES[n].x, w).h[from];
}

/** The better of two sets of weights by the sum of both losses: {w, loss}. `best` may be null. */
export function better(best, w) {
  const now = lossOf("both", w);
  return best === null || now < best.loss ? { w: [...w], loss: now } : best;
}
