// The worksheet without its page: every line of one training step on the pass/fail network, and what can go wrong in it.
//
// A line has an id (the name in the code), what it is made of (`from`, ids of other lines), `value(v)`, which computes it from the values `v`
// of all lines and of the given numbers, a `formula`, and `ideas`: {name of a mistake: value(v) with that mistake, or several such values}.
// Where a mistake cannot be told from another one for this student, its value is NaN. The sentences are in judge.js.

export const GIVEN = {
  hours1: 6, hours2: 5, mean1: 8, mean2: 4, deviation1: 2, deviation2: 1, t: 1, alpha: 0.1,
  w11: 0.15, w12: -0.25, w13: 0.05, w21: 0.2, w22: 0.1, w23: -0.15, v11: 0.2, v21: -0.35, v31: 0.15,
};

const sigmoid = (z) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));
const slope = (z) => sigmoid(z) * sigmoid(-z);

const J = [1, 2, 3];
const line = (id, from, formula, value, ideas) => ({ id, from, formula, value, ideas });

function standardised(i) {
  const [hours, mean, deviation] = [`hours${i}`, `mean${i}`, `deviation${i}`];
  return line(`x${i}`, [hours, mean, deviation], `x${i} = (${hours} - ${mean}) / ${deviation}`, (v) => (v[hours] - v[mean]) / v[deviation], {
    meanMinusHours: (v) => (v[mean] - v[hours]) / v[deviation],
    raw: (v) => v[hours],
    undivided: (v) => v[hours] - v[mean],
    uncentred: (v) => (v[deviation] === 1 ? NaN : v[hours] / v[deviation]),
    squaredDeviation: (v) => (v[hours] - v[mean]) / v[deviation] ** 2,
    brackets: (v) => v[hours] - v[mean] / v[deviation],
  });
}

/** The sum into hidden unit j, with the weights `now` ("" or "new_"). */
function hiddenSum(j, now = "") {
  const [w1, w2] = [`${now}w1${j}`, `${now}w2${j}`];
  const ideas = {
    inputSign: (v) => [Math.abs(v.x1) * v[w1] + Math.abs(v.x2) * v[w2], v.x1 * v[w1] - v.x2 * v[w2], v.x1 * Math.abs(v[w1]) + v.x2 * Math.abs(v[w2])],
    raw: (v) => v.hours1 * v[w1] + v.hours2 * v[w2],
    swapped: (v) => v.x2 * v[w1] + v.x1 * v[w2],
    onePath: (v) => [v.x1 * v[w1], v.x2 * v[w2]],
    otherWeights: (v) => J.filter((k) => k !== j).map((k) => v.x1 * v[`${now}w1${k}`] + v.x2 * v[`${now}w2${k}`]),
    activated: (v) => sigmoid(v.x1 * v[w1] + v.x2 * v[w2]),
  };
  if (now) ideas.oldWeights = (v) => v[`h${j}_in`];
  return line(`${now}h${j}_in`, ["x1", "x2", w1, w2], `${now}h${j}_in = x1 * ${w1} + x2 * ${w2}`, (v) => v.x1 * v[w1] + v.x2 * v[w2], ideas);
}

/** A sigmoid of the line `sum`. */
function activated(id, sum, more = {}) {
  return line(id, [sum], `${id} = sigma(${sum})`, (v) => sigmoid(v[sum]), {
    notActivated: (v) => v[sum],
    sigmoidOfMinus: (v) => sigmoid(-v[sum]),
    slopeForValue: (v) => slope(v[sum]),
    twice: (v) => sigmoid(sigmoid(v[sum])),
    ...more,
  });
}

function outputSum(now = "") {
  const [h, v_, sums] = [J.map((j) => `${now}h${j}`), J.map((j) => `${now}v${j}1`), J.map((j) => `${now}h${j}_in`)];
  const total = (v, left, right = v_, over = [0, 1, 2]) => over.reduce((sum, k) => sum + v[left[k]] * v[right[k]], 0);
  const formula = `${now}y_in = ${J.map((_, k) => `${h[k]} * ${v_[k]}`).join(" + ")}`;
  const ideas = {
    sumsForValues: (v) => total(v, sums),
    onePath: (v) => [total(v, h, v_, [1, 2]), total(v, h, v_, [0, 2]), total(v, h, v_, [0, 1])],
    weightSign: (v) => h.reduce((sum, name, k) => sum + v[name] * Math.abs(v[v_[k]]), 0),
    noWeights: (v) => h.reduce((sum, name) => sum + v[name], 0),
    mean: (v) => total(v, h) / 3,
    activated: (v) => sigmoid(total(v, h)),
  };
  if (now) {
    ideas.oldWeights = (v) => total(v, h, J.map((j) => `v${j}1`));
    ideas.oldValues = (v) => total(v, J.map((j) => `h${j}`));
  }
  return line(`${now}y_in`, [...h, ...v_], formula, (v) => total(v, h), ideas);
}

/** The loss from the output; at an output that is nearly 0 or 1, from its sum. */
function lossLine(now = "") {
  const [y, y_in] = [`${now}y`, `${now}y_in`];
  const right = (v) => (v.t === 1 ? v[y] : 1 - v[y]);
  return line(`${now}L`, [y], `${now}L = -(t * ln(${y}) + (1 - t) * ln(1 - ${y}))`, (v) => -Math.log(right(v)), {
    lostMinus: (v) => Math.log(right(v)),
    otherTarget: (v) => -Math.log(1 - right(v)),
    squaredError: (v) => (v[y] - v.t) ** 2,
    halfSquaredError: (v) => (v[y] - v.t) ** 2 / 2,
    difference: (v) => Math.abs(v[y] - v.t),
    decimalLogarithm: (v) => -Math.log10(right(v)),
    binaryLogarithm: (v) => -Math.log2(right(v)),
    sumForValue: (v) => -Math.log(v.t === 1 ? v[y_in] : 1 - v[y_in]),
  });
}

const delta = line("grad_y_in", ["y"], "grad_y_in = y - t", (v) => v.y - v.t, {
  targetMinusOutput: (v) => v.t - v.y,
  otherLoss: (v) => [2 * (v.y - v.t) * v.y * (1 - v.y), (v.y - v.t) * v.y * (1 - v.y)],
  beforeSigmoid: (v) => (v.y - v.t) / (v.y * (1 - v.y)),
  squaredNoSlope: (v) => 2 * (v.y - v.t),
  sumForOutput: (v) => v.y_in - v.t,
  slopeForDelta: (v) => v.y * (1 - v.y),
  otherTarget: (v) => v.y - (1 - v.t),
});

const gradV = (j) =>
  line(`grad_v${j}1`, [`h${j}`, "grad_y_in"], `grad_v${j}1 = h${j} * grad_y_in`, (v) => v[`h${j}`] * v.grad_y_in, {
    sign: (v) => -v[`h${j}`] * v.grad_y_in,
    sumForHidden: (v) => v[`h${j}_in`] * v.grad_y_in,
    weightForValue: (v) => v[`v${j}1`] * v.grad_y_in,
    lostDelta: (v) => v[`h${j}`],
    lostValue: (v) => v.grad_y_in,
    extraSlope: (v) => [slope(v.y_in), slope(v[`h${j}_in`])].map((extra) => v[`h${j}`] * v.grad_y_in * extra),
    step: (v) => v.alpha * v[`h${j}`] * v.grad_y_in,
  });

const gradH = (j) =>
  line(`grad_h${j}`, ["grad_y_in", `v${j}1`], `grad_h${j} = grad_y_in * v${j}1`, (v) => v.grad_y_in * v[`v${j}1`], {
    sign: (v) => -v.grad_y_in * v[`v${j}1`],
    gradientForWeight: (v) => v.grad_y_in * v[`grad_v${j}1`],
    valueForWeight: (v) => v.grad_y_in * v[`h${j}`],
    lostDelta: (v) => v[`v${j}1`],
    lostWeight: (v) => v.grad_y_in,
    tooFar: (v) => [slope(v.y_in), slope(v[`h${j}_in`])].map((extra) => v.grad_y_in * v[`v${j}1`] * extra),
    updatedWeight: (v) => v.grad_y_in * (v[`v${j}1`] - v.alpha * v[`grad_v${j}1`]),
  });

function gradHIn(j) {
  const [h, sum, grad] = [`h${j}`, `h${j}_in`, `grad_h${j}`];
  return line(`grad_h${j}_in`, [grad, h], `grad_h${j}_in = grad_h${j} * h${j} * (1 - h${j})`, (v) => v[grad] * v[h] * (1 - v[h]), {
    sign: (v) => -v[grad] * v[h] * (1 - v[h]),
    lostSlope: (v) => v[grad],
    sumInSlope: (v) => v[grad] * v[sum] * (1 - v[sum]),
    slopeOfValue: (v) => v[grad] * slope(v[h]),
    slopeAlone: (v) => v[h] * (1 - v[h]),
    lostWeight: (v) => v.grad_y_in * v[h] * (1 - v[h]),
    halfSlope: (v) => v[grad] * v[h],
    slopeTwice: (v) => v[grad] * (v[h] * (1 - v[h])) ** 2,
  });
}

function gradW(i, j) {
  const [x, grad] = [`x${i}`, `grad_h${j}_in`];
  return line(`grad_w${i}${j}`, [x, grad], `grad_w${i}${j} = x${i} * grad_h${j}_in`, (v) => v[x] * v[grad], {
    sign: (v) => -v[x] * v[grad],
    lostSlope: (v) => v[x] * v[`grad_h${j}`],
    raw: (v) => v[`hours${i}`] * v[grad],
    lostInput: (v) => (Math.abs(v[x]) === 1 ? NaN : v[grad]),
    lostWeight: (v) => v[x] * v.grad_y_in * slope(v[`h${j}_in`]),
    weightForInput: (v) => v[`w${i}${j}`] * v[grad],
    step: (v) => v.alpha * v[x] * v[grad],
    slopeTwice: (v) => v[x] * v[grad] * slope(v[`h${j}_in`]),
  });
}

const update = (w) =>
  line(`new_${w}`, [w, `grad_${w}`], `new_${w} = ${w} - alpha * grad_${w}`, (v) => v[w] - v.alpha * v[`grad_${w}`], {
    uphill: (v) => v[w] + v.alpha * v[`grad_${w}`],
    noRate: (v) => v[w] - v[`grad_${w}`],
    stepAlone: (v) => [-v.alpha * v[`grad_${w}`], v.alpha * v[`grad_${w}`]],
    unchanged: (v) => v[w],
    rateOnWeight: (v) => v.alpha * (v[w] - v[`grad_${w}`]),
  });

const inner = [1, 2].flatMap((i) => J.map((j) => `${i}${j}`));

/** The worksheet's parts, in order; `like` are rows that repeat each other (one by hand is enough). */
export const PARTS = [
  { id: "standardise", title: "Standardise", rows: [[1, 2].map(standardised)] },
  { id: "forward", title: "Forward", rows: [J.map((j) => hiddenSum(j)), J.map((j) => activated(`h${j}`, `h${j}_in`)), [outputSum()], [activated("y", "y_in")]] },
  { id: "loss", title: "Loss", rows: [[lossLine()]] },
  { id: "output", title: "Back to V", rows: [[delta], J.map(gradV)] },
  { id: "hidden", title: "Back to W", rows: [J.map(gradH), J.map(gradHIn), inner.map(([i, j]) => gradW(Number(i), Number(j)))] },
  { id: "update", title: "Update", rows: [J.map((j) => update(`v${j}1`)), inner.map((ij) => update(`w${ij}`))] },
  {
    id: "again", title: "Forward again",
    rows: [J.map((j) => hiddenSum(j, "new_")), J.map((j) => activated(`new_h${j}`, `new_h${j}_in`, { oldValues: (v) => v[`h${j}`] })),
      [outputSum("new_")], [activated("new_y", "new_y_in", { oldValues: (v) => v.y })], [lossLine("new_")]],
  },
];

export const LINES = PARTS.flatMap((part) => part.rows.flat());
export const lineOf = Object.fromEntries(LINES.map((each) => [each.id, each]));

/** All lines' values, in full, for a student ({hours1, hours2, t}) or any other given numbers. */
export function worksheet(given = {}) {
  const v = { ...GIVEN, ...given };
  for (const each of LINES) v[each.id] = each.value(v);
  return v;
}
