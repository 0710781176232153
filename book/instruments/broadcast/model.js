// What NumPy makes of Y - t, by the shape of t, and what the loss becomes: the trap at the end of chapter 5.

/** The answers of a network with one output to four instances, and their targets, as the chapter has them. */
export const ANSWERS = [0.9, 0.2, 0.8, 0.1];
export const TARGETS = [1, 0, 1, 0];

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

/** The sum of the squares in a table, and their mean. */
export function losses(table) {
  const entries = table.flat();
  const sum = entries.reduce((total, e) => total + e * e, 0);
  return { sum, mean: sum / entries.length };
}

/** The answers after so many steps of gradient descent on the mean of squares, as if each answer could be chosen freely. */
export function descend(y, t, asColumn, steps, rate = 0.5) {
  let now = y;
  for (let step = 0; step < steps; step++) {
    const table = difference(now, t, asColumn);
    const count = table.length * table[0].length;
    now = now.map((value, i) => value - (rate * 2 * table[i].reduce((sum, e) => sum + e, 0)) / count);
  }
  return now;
}
