/* What the model makes of a case of fixtures.py, for the comparison with Python. */

import { broadcast, descend, difference, losses } from "./model.js";

export default ({ y, t, a, b }) => {
  if (a) return { together: broadcast(a, b) };
  const right = difference(y, t, true), wrong = difference(y, t, false);
  return {
    tables: { right, wrong },
    sums: { right: losses(right).sum, wrong: losses(wrong).sum },
    means: { right: losses(right).mean, wrong: losses(wrong).mean },
    descended: { right: descend(y, t, true, 20), wrong: descend(y, t, false, 20) },
  };
};
