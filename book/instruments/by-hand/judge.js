// Is a typed number right, and if not, which mistake would give it? Only a mistake that alone fits is named.

import { lineOf } from "./model.js";

/** What each idea of model.js says to the reader. No two say the same. */
export const SENTENCES = {
  meanMinusHours: "You took the hours from the mean. Take the mean from the hours: fewer than usual is negative.",
  raw: "The hours went in as they are. Standardise first: take away the mean, divide by the deviation.",
  undivided: "This is the distance from the mean in hours. Divide it by the standard deviation.",
  uncentred: "The mean is still in it. Take it away before you divide.",
  squaredDeviation: "You divided by the square of the deviation, the variance. Divide by the deviation.",
  brackets: "You divided the mean alone. First the difference, then the division.",
  inputSign: "A sign got lost: put the numbers in with their signs, and add the two products.",
  swapped: "The two inputs are swapped: the first index of a weight says which input it belongs to.",
  onePath: "A term is missing: every line into this unit counts.",
  otherWeights: "These are the weights into another hidden unit. The second index says where a weight goes to.",
  activated: "That is already the sigmoid of the sum. This line asks for the sum itself.",
  oldWeights: "These are the old weights. Use the new ones.",
  notActivated: "That is the sum itself. What is sent on is its sigmoid.",
  sigmoidOfMinus: "This is the sigmoid of minus the sum. In the exponent stands minus the sum, once: 1 / (1 + exp(−sum)).",
  slopeForValue: "This is the slope of the sigmoid here. The forward pass needs its value.",
  twice: "The sigmoid went in twice.",
  oldValues: "This is the value from before the update. Take the sums that the new weights give.",
  sumsForValues: "You used the sums of the hidden units. What they send on is the sigmoid of the sum.",
  weightSign: "A weight lost its minus sign.",
  noWeights: "You added the hidden values without their weights.",
  mean: "This is the mean. A unit adds up, it does not divide.",
  lostMinus: "The minus in front is missing: the logarithm of a probability is negative, a loss is not.",
  otherTarget: "This fits the other target. Look whether the student passed.",
  squaredError: "This is the squared error. The loss here is cross-entropy: minus a logarithm.",
  halfSquaredError: "This is half the squared error. The loss here is cross-entropy: minus a logarithm.",
  difference: "This is the difference of output and target. The loss is minus the logarithm of the probability of what happened.",
  decimalLogarithm: "This is the logarithm to base 10. Take the natural one, ln.",
  binaryLogarithm: "This is the logarithm to base 2. Take the natural one, ln.",
  sumForValue: "You took the logarithm of the sum. It is the logarithm of the output, a probability.",
  targetMinusOutput: "The sign: it is output minus target.",
  otherLoss: "This is the delta of the squared error, with the slope still in it. With cross-entropy the slope cancels.",
  beforeSigmoid: "This is how the loss changes with the output. One factor is missing, the slope of the sigmoid.",
  squaredNoSlope: "The 2 belongs to the squared error. Here the delta has no factor 2.",
  sumForOutput: "You took the target from the sum. Take it from the output, after the sigmoid.",
  slopeForDelta: "This is the slope of the sigmoid alone.",
  sign: "The size is right, the sign is not.",
  sumForHidden: "You used the sum of the hidden unit. What went into the weight is what the unit sent: the sigmoid of the sum.",
  weightForValue: "This is the weight times what came back. A weight gets what went in, times what came back.",
  lostDelta: "What came back is missing: multiply by the delta of the output.",
  lostValue: "What went in is missing: multiply by the hidden value.",
  extraSlope: "A slope too many: between this weight and the sum of the output there is no sigmoid.",
  step: "That is already the step, with the learning rate in it. This line asks for the gradient.",
  gradientForWeight: "You multiplied by the gradient of the weight. The way back goes through the weight itself.",
  valueForWeight: "This is the gradient of the weight. The way back to the hidden unit goes through the weight, not through its value.",
  lostWeight: "The weight on the way, from the hidden unit to the output, is missing.",
  tooFar: "A slope too many: this line stops at the hidden value, before its sigmoid.",
  updatedWeight: "You used the new weight. All gradients are taken at the old weights; the update comes last.",
  lostSlope: "The slope of the sigmoid is missing.",
  sumInSlope: "In h (1 − h) stands the value after the sigmoid; you put in the sum.",
  slopeOfValue: "You took the slope at the value. It is the slope at the sum, which is h (1 − h).",
  slopeAlone: "This is the slope alone. Multiply it by what came back.",
  halfSlope: "The slope is h (1 − h); the second factor is missing.",
  slopeTwice: "The slope went in twice.",
  lostInput: "What went in is missing: multiply by the input.",
  weightForInput: "You multiplied by the weight. A weight gets what went in, times what came back.",
  uphill: "You added the step. Against the gradient means minus.",
  noRate: "The learning rate is missing: the step is a tenth of the gradient.",
  stepAlone: "This is the step. The new weight is the old one minus the step.",
  unchanged: "This is the old weight.",
  rateOnWeight: "The learning rate belongs to the gradient alone.",
};

const SHOWN = 5e-5; // what the page shows is rounded to four decimals

/** The place of the last digit of a typed number, and how many digits matter: "0.0250" -> {unit: 1e-4, digits: 3}. */
export function precision(typed) {
  const [, whole, decimals = "", power = "0"] = /^[-+−]?(\d*)(?:[.,](\d*))?(?:e([-+−]?\d+))?$/i.exec(typed.trim()) || [null, "", "", "0"];
  const digits = (whole + decimals).replace(/^0+/, "").length;
  return { unit: 10 ** (Number(power.replace("−", "-")) - decimals.length), digits };
}

/** The values `v` with some of them changed, without a copy of the others. */
const changed = (v, changes) => Object.assign(Object.create(v), changes);

/** How far a value moves when what it is made of moves by `moved(id)`. */
function slack(value, from, v, moved) {
  return from.reduce((sum, id) => {
    const by = lineOf[id] ? moved(id) : 0; // what is given is exact
    return by ? sum + Math.max(...[by, -by].map((d) => Math.abs(value(changed(v, { [id]: v[id] + d })) - value(v)) || 0)) : sum;
  }, 0);
}

/** The kinds that count as right. */
export const isRight = (verdict) => ["right", "cut", "rounded"].includes(verdict.kind);

const threeDigits = (value) => (value === 0 ? 0 : 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2));

/**
 * Judge a typed number. `v` are all values in full, `own` is {id: {value, right}} of what the reader typed elsewhere.
 * Returns {kind, text, idea}: kind is "right", "cut" or "rounded" (right too, but for digits that were cut off, or carried on from rounded
 * numbers), "digits" (right so far, but too few), "follows" (right for what the reader typed before, which is wrong), "mistake" (named by `idea`) or "wrong".
 */
export function judge(id, typed, number, v, own = {}) {
  const { from, value, ideas } = lineOf[id];
  const { unit, digits } = precision(typed);
  const half = unit * 0.500001;
  const mine = (key) => own[key]?.right;
  const carried = (key) => (mine(key) ? Math.abs(own[key].value - v[key]) : SHOWN);
  const substituted = (filter) => changed(v, Object.fromEntries(from.filter((key) => own[key] && filter(own[key])).map((key) => [key, own[key].value])));
  const near = (f, moved, vs = v) => [f(vs)].flat().some((wanted, k) => Math.abs(number - wanted) <= half + slack((w) => [f(w)].flat()[k], from, vs, moved));
  const none = () => 0;
  const mineInIt = substituted((one) => one.right);
  if (same(number, v[id])) return { kind: "right", text: "Right." };
  if (near(value, carried) || near(value, none, mineInIt)) {
    return digits >= 3 ? { kind: "right", text: "Right." } : { kind: "digits", text: "Right so far; give three digits or more." };
  }
  if (from.some((key) => own[key] && !own[key].right) && near(value, none, substituted(() => true))) {
    return { kind: "follows", text: "Right for the numbers that you typed before, but one of those is wrong." };
  }
  const exactly = Object.keys(ideas).filter((name) => [ideas[name](v)].flat().some((wanted) => same(number, wanted)));
  const fitting = exactly.length ? exactly : Object.keys(ideas).filter((name) => near(ideas[name], carried) || near(ideas[name], none, mineInIt));
  const short = v[id] - number; // what a pocket calculator's display leaves out
  if (!exactly.length && digits >= 3 && short * Math.sign(v[id]) > 0 && Math.abs(short) < unit) {
    return { kind: "cut", text: "Right, but for the last digit: you cut the number off. Round it." };
  }
  if (fitting.length === 1) return { kind: "mistake", idea: fitting[0], text: SENTENCES[fitting[0]] };
  if (!fitting.length && digits >= 3 && near(value, (key) => Math.max(threeDigits(v[key]), carried(key)))) {
    return { kind: "rounded", text: "Right, as far as rounded numbers carry: you rounded on the way, and it shows." };
  }
  return { kind: "wrong", text: "Not yet. Put the numbers into the formula once more, sign by sign." };
}

const same = (a, b) => Math.abs(a - b) <= 1e-9 * Math.abs(b) || (b === 0 && a === 0);
