import { compute, paths, total, WEIGHTS } from "./model.js";
import { play } from "./tape.js";

/** What the model makes of a case of fixtures.py. */
export default function answer({ given }) {
  const values = compute(given);
  const nodes = play(given);
  return {
    values,
    paths: Object.fromEntries(WEIGHTS.map((weight) => [weight, paths(weight, values).map((path) => path.product)])),
    totals: WEIGHTS.map((weight) => total(paths(weight, values))),
    tape: Object.values(nodes).map(({ value, gradient }) => [value, gradient]),
  };
}
