/* The 2-2-2 network of chapters 3 and 4, one operation a step: forward to the loss, and back to every weight. */

export const WEIGHTS = ["w11", "w12", "w21", "w22", "v11", "v12", "v21", "v22"];
/** What a reader gives: inputs, targets, weights. */
export const GIVEN = ["x1", "x2", "t1", "t2", ...WEIGHTS];
const WORKED = [6, -3, -2, 5, 1, -2, 0.25, 2];
/** The two instances of the worked example, in the order of GIVEN. */
export const PRESETS = { first: [3, 1, 1, 0, ...WORKED], second: [-1, 4, 0, 1, ...WORKED] };

const step = (name, formula, like, says) => ({ name, formula, like, says, back: name.startsWith("grad_") });
const both = (make) => [1, 2].map(make);
const four = (make) => [11, 12, 21, 22].map((ij) => make(...String(ij)));

/** The steps in their order. `like` is the kind of operation; `says` is what it is for, in words. */
export const STEPS = [
  ...both((j) => step(`h${j}_in`, `h${j}_in = w1${j} * x1 + w2${j} * x2`, "sum", `Hidden unit ${j} adds up what comes in.`)),
  ...both((j) => step(`h${j}`, `h${j} = sigma(h${j}_in)`, "sigmoid", `The sigmoid turns the sum into a value between 0 and 1.`)),
  ...both((j) => step(`y${j}_in`, `y${j}_in = v1${j} * h1 + v2${j} * h2`, "sum", `Output ${j} adds up what the hidden units send.`)),
  ...both((j) => step(`y${j}`, `y${j} = sigma(y${j}_in)`, "sigmoid", `The answer of output ${j}.`)),
  ...both((j) => step(`e${j}`, `e${j} = y${j} - t${j}`, "error", `How far the answer is from its target.`)),
  step("L", "L = e1^2 + e2^2", "loss", "One number that says how wrong the network is."),
  ...both((j) => step(`grad_y${j}`, `grad_y${j} = 2 * e${j}`, "grad_y", `The walk back begins: the slope of a square is twice what was squared.`)),
  ...both((j) => step(`grad_y${j}_in`, `grad_y${j}_in = sigma'(y${j}_in) * grad_y${j}`, "grad_in", `Through the sigmoid: it passes on a share, its slope.`)),
  ...four((i, j) => step(`grad_v${i}${j}`, `grad_v${i}${j} = h${i} * grad_y${j}_in`, "grad_v", `What went in, times what came back.`)),
  ...both((i) => step(`grad_h${i}`, `grad_h${i} = v${i}1 * grad_y1_in + v${i}2 * grad_y2_in`, "grad_h", `Two paths meet in hidden unit ${i}: multiply along each, then add.`)),
  ...both((j) => step(`grad_h${j}_in`, `grad_h${j}_in = sigma'(h${j}_in) * grad_h${j}`, "grad_in", `Through the sigmoid again: times its slope.`)),
  ...four((i, j) => step(`grad_w${i}${j}`, `grad_w${i}${j} = x${i} * grad_h${j}_in`, "grad_w", `What went in, times what came back.`)),
];
export const LAST = STEPS.length;

/** The sigmoid. Nothing here subtracts two that are nearly equal, so that the last digit of Math.exp, which browsers differ in, does not matter. */
export const sigmoid = (z) => 1 / (1 + Math.exp(-z));

/** sigma'(z), from the value before the sigmoid; written so that it keeps its digits where the sigmoid is nearly 1. */
export const slope = (z) => sigmoid(z) * sigmoid(-z);

function factor(text, n) {
  const [, sigma, name, square] = /^(sigma'?)?\(?(\w+)\)?(\^2)?$/.exec(text);
  const x = n[name] ?? Number(name);
  return sigma ? (sigma === "sigma" ? sigmoid : slope)(x) : square ? x * x : x;
}

const product = (text, n) => text.split(" * ").reduce((value, each) => value * factor(each, n), 1);
const difference = (text, n) => text.split(" - ").map((each) => product(each, n)).reduce((a, b) => a - b);

/** Everything from what is given (12 numbers in the order of GIVEN): {name: number} for all names of GIVEN and STEPS. The formulas that are
    shown are the ones that are computed. */
export function compute(given) {
  const n = Object.fromEntries(GIVEN.map((name, k) => [name, given[k]]));
  for (const { name, formula } of STEPS) n[name] = formula.split(" = ")[1].split(" + ").reduce((sum, each) => sum + difference(each, n), 0);
  return n;
}

/** Every path from a weight to the loss: [{edges, factors: [[what, value], ...], product}, ...]. A factor is a local derivative, `what` names it
    as "from>to"; `edges` names the lines of the drawing that the path runs along. */
export function paths(weight, n) {
  const [layer, i, j] = weight;
  const end = (k) => [[`y${k}_in>y${k}`, slope(n[`y${k}_in`])], [`y${k}>L`, 2 * n[`e${k}`]]];
  const path = (edges, factors) => ({ edges, factors, product: factors.reduce((product, [, value]) => product * value, 1) });
  if (layer === "v") return [path([weight, `L${j}`], [[`${weight}>y${j}_in`, n[`h${i}`]], ...end(j)])];
  const start = [[`${weight}>h${j}_in`, n[`x${i}`]], [`h${j}_in>h${j}`, slope(n[`h${j}_in`])]];
  return [1, 2].map((k) => path([weight, `v${j}${k}`, `L${k}`], [...start, [`h${j}>y${k}_in`, n[`v${j}${k}`]], ...end(k)]));
}

/** The sum over all paths: the gradient of the weight. */
export const total = (found) => found.reduce((sum, path) => sum + path.product, 0);
