// Where a field of numbers on a square grid is above a level: the parts of its cells, without DOM.

/** One cell as a polygon of what is above, and the crossings on its edges. `corners` go round: [[x, y, value], ...]. */
export function cellAbove(corners, level) {
  const polygon = [];
  const crossings = [];
  corners.forEach(([x, y, value], k) => {
    const [x2, y2, value2] = corners[(k + 1) % 4];
    if (value > level) polygon.push([x, y]);
    if (value > level === value2 > level) return;
    const part = (level - value) / (value2 - value);
    const crossing = [x + part * (x2 - x), y + part * (y2 - y)];
    polygon.push(crossing);
    crossings.push(crossing);
  });
  return { polygon, crossings };
}

/**
 * All of a grid of steps x steps values (row after row) that is above `level`, in units of cells: `areas` are polygons (whole runs of a row
 * as one), `edges` are pairs of points.
 */
export function above(values, steps, level) {
  const areas = [];
  const edges = [];
  for (let row = 0; row + 1 < steps; row++) {
    let from = -1; // where a run of cells that are wholly above has begun
    const close = (to) => {
      if (from >= 0) areas.push([[from, row], [to, row], [to, row + 1], [from, row + 1]]);
      from = -1;
    };
    for (let column = 0; column + 1 < steps; column++) {
      const at = row * steps + column;
      const [a, b, c, d] = [values[at], values[at + 1], values[at + steps + 1], values[at + steps]];
      const count = (a > level) + (b > level) + (c > level) + (d > level);
      if (count === 4) {
        if (from < 0) from = column;
        continue;
      }
      close(column);
      if (count === 0) continue;
      const { polygon, crossings } = cellAbove([[column, row, a], [column + 1, row, b], [column + 1, row + 1, c], [column, row + 1, d]], level);
      areas.push(polygon);
      for (let k = 0; k + 1 < crossings.length; k += 2) edges.push([crossings[k], crossings[k + 1]]);
    }
    close(steps - 1);
  }
  return { areas, edges };
}
