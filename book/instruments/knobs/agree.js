/* What the model makes of a case of fixtures.py, for the comparison with Python. */

import { forward, INSTANCES, loss, lossOf, withWeight } from "./model.js";

export default ({ weights, k, value }) => {
  const moved = withWeight(weights, k, value);
  const losses = (w) => ({ first: loss(INSTANCES[0], w), second: loss(INSTANCES[1], w), both: lossOf("both", w) });
  const parts = INSTANCES.map(({ x }) => forward(x, weights));
  return { forward: parts.map(({ h_in, h, y_in, y }) => [h_in, h, y_in, y]), loss: losses(weights), moved: losses(moved) };
};
