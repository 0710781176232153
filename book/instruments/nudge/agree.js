/* What the model makes of a case of fixtures.py, for the comparison with Python. */

import { derivatives, quotients } from "./model.js";

export default ({ curve, at, h }) => {
  const { second, third } = derivatives(curve, at);
  return { quotients: quotients(curve, at, h), second, third };
};
