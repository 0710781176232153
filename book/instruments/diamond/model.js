// One number that goes two ways: a = x^2, b = 3x, L = a b. Both paths, their sum, and what a nudge does along each.

/** How far x is nudged. */
export const NUDGE = 0.01;
export const RANGE = { min: -4, max: 4, step: 0.05 };
export const START = 2;

/** The values, from left to right. */
export function forward(x) {
  const a = x * x;
  const b = 3 * x;
  return { a, b, L: a * b };
}

/** The local derivatives on the four arrows. */
export function locals(x) {
  const { a, b } = forward(x);
  return { a_x: 2 * x, b_x: 3, L_a: b, L_b: a };
}

/** The product along each path and their sum, dL/dx. */
export function paths(x) {
  const { a_x, b_x, L_a, L_b } = locals(x);
  const throughA = L_a * a_x;
  const throughB = L_b * b_x;
  return { throughA, throughB, sum: throughA + throughB };
}

/** By how much L changes when x gets `step` more and the change goes through a alone, through b alone, or both ways. */
export function changes(x, step = NUDGE) {
  const now = forward(x);
  const then = forward(x + step);
  return { throughA: then.a * now.b - now.L, throughB: now.a * then.b - now.L, both: then.L - now.L };
}
