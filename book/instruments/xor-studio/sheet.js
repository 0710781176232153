// What the (last) hidden layer makes of the unit square, seen from the side: to the right goes the output's sum, upwards the direction in which
// the folded square is widest among those that leave the output alone. The boundary is then an upright line.

import { createBatch, forward } from "./network.js";

export const LINES = 7; // of the sheet, each way
export const DOTS = 21; // on each line

/** The points of the sheet's lines, (2 * LINES * DOTS, 2), line after line: first the upright ones, then the level ones. */
export function sheetPoints() {
  const points = [];
  for (const upright of [true, false]) {
    for (let line = 0; line < LINES; line++) {
      for (let dot = 0; dot < DOTS; dot++) {
        const [fixed, moving] = [line / (LINES - 1), dot / (DOTS - 1)];
        points.push(...(upright ? [fixed, moving] : [moving, fixed]));
      }
    }
  }
  return Float64Array.from(points);
}

function dot(a, b, from = 0) {
  let sum = 0;
  for (let k = 0; k < b.length; k++) sum += a[from + k] * b[k];
  return sum;
}
const unit = (a) => {
  const length = Math.sqrt(dot(a, a));
  return length > 0 ? a.map((value) => value / length) : a.map(() => 0);
};
const without = (a, direction) => {
  const along = dot(a, direction);
  return a.map((value, k) => value - along * direction[k]);
};

/** The covariance of rows (count, units), as a list of rows. */
function covariance(rows, units) {
  const count = rows.length / units;
  const centre = new Float64Array(units);
  rows.forEach((value, at) => (centre[at % units] += value / count));
  const spread = Array.from({ length: units }, () => new Float64Array(units));
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < units; i++) {
      const off = rows[n * units + i] - centre[i];
      for (let j = 0; j <= i; j++) spread[i][j] += off * (rows[n * units + j] - centre[j]);
    }
  }
  for (let i = 0; i < units; i++) for (let j = 0; j < i; j++) spread[j][i] = spread[i][j];
  return { centre, spread };
}

/** The widest direction within the plane across `normal`, by power iteration; it begins at `before`, so that a film does not flip. */
function widest(spread, normal, before) {
  let direction = unit(without(before, normal));
  for (let k = 0; k < 60; k++) {
    const next = unit(without(spread.map((row) => dot(row, direction)), normal));
    if (!next.some((value) => value)) break;
    direction = next;
  }
  return direction;
}

/** A view of the hidden space that keeps its direction from picture to picture. */
export class HiddenSpace {
  constructor(network, inputs) {
    this.network = network;
    this.sheet = createBatch(network, sheetPoints());
    this.points = createBatch(network, inputs);
    this.direction = Array.from({ length: network.sizes.at(-2) }, (_, k) => (k % 2 ? -1 : 1) * (1 + k / 10));
  }

  /** [[right, up], ...] for the sheet's points and for the instances, by the network's weights of now. */
  look() {
    const { network } = this;
    const units = network.sizes.at(-2);
    forward(network, this.sheet);
    forward(network, this.points);
    const normal = unit(Array.from(network.layers.at(-1).weights));
    const { centre, spread } = covariance(this.sheet.values.at(-2), units);
    this.direction = widest(spread, normal, this.direction);
    const level = dot(centre, this.direction);
    const seen = ({ values, sums, count }) =>
      Array.from({ length: count }, (_, n) => [sums.at(-1)[n], dot(values.at(-2), this.direction, n * units) - level]);
    return { sheet: seen(this.sheet), points: seen(this.points) };
  }
}
