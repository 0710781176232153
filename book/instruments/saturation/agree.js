// What the comparison with Python asks of the model: a case names a function and what goes into it.
import * as model from "./model.js";

export default ({ function: name, input }) => ({ expected: model[name](...input) });
