/* What the model makes of a case of fixtures.py, for the comparison with Python. */

import { changes, forward, paths } from "./model.js";

export default ({ x }) => ({ forward: forward(x), paths: paths(x), changes: changes(x) });
