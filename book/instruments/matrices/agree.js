/* What the model makes of a case of fixtures.py, for the comparison with Python. */

import { outer, passes, terms } from "./model.js";

export default ({ given, entry }) => {
  const { H_in, H, Y_in, Y, grad_Y_in, grad_H, grad_H_in, grad_V, grad_W } = passes(given);
  const all = { ...given, H, grad_Y_in, grad_H_in };
  return {
    passes: { H_in, H, Y_in, Y, grad_Y_in, grad_H, grad_H_in, grad_V, grad_W },
    terms: terms(all, "grad_W", ...entry).map(({ product }) => product),
    outer: given.X.map((_, n) => outer(all, "grad_V", n)),
  };
};
