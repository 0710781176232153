/* Is a typed number right, and if not, which mistake would give it? A mistake is named only if it alone fits. */

import { sigmoid, slope, STEPS } from "./model.js";

export const SENTENCES = {
  sign: "The size is right, the sign is the other way round.",
  order: "The sign: it is the answer minus the target, in this order.",
  dropped: "One path is missing: add up both.",
  minus: "A sign got lost: the two terms are added.",
  crossed: "These are the weights of other lines: the first index says where a weight comes from, the second where it goes.",
  swapped: "The two inputs are swapped: the first index says where a weight comes from.",
  unweighted: "The weights are missing: multiply each number by the weight of its line.",
  activated: "That is already the sigmoid of the sum.",
  received: "You used what the hidden unit receives. What it sends on is the sigmoid of that.",
  notActivated: "That is the sum; take its sigmoid.",
  minusZ: "This is the sigmoid of minus the sum: look at the sign in the exponent.",
  slopeForValue: "This is the slope of the sigmoid. Forward, take its value.",
  sumForAnswer: "You took the target from the sum, not from the answer.",
  squared: "That is squared: one step too far.",
  notSquared: "The errors are squared before they are added.",
  mean: "That is half of it: the squares are added up, not averaged.",
  two: "A factor 2 is missing: the loss has e², and the slope of e² is 2e.",
  slope: "The slope of the sigmoid is missing: it passes on only that share.",
  valueForSlope: "You took the value of the sigmoid. Back, take its slope.",
  slopeOfValue: "You took the slope after the sigmoid. Take it at the sum before.",
  halfSlope: "The slope is σ(z) σ(−z). One of its two factors is missing.",
  slopeAlone: "This is the slope alone. Multiply it by what came back.",
  extraSlope: "A slope too many: between these two there is no sigmoid.",
  otherInput: "Another number went in: the first index says where a weight comes from.",
  otherBack: "Another number came back: the second index says where a weight goes.",
  weight: "You multiplied by the weight. Multiply what came back by what went in.",
  noInput: "What went in is missing: multiply by it.",
};

const other = (k) => 3 - k;

function sum(n, name) {
  const [unit, j] = [name[0], Number(name[1])];
  const [w, x] = unit === "h" ? ["w", "x"] : ["v", "h"];
  const a = n[`${w}1${j}`] * n[`${x}1`], b = n[`${w}2${j}`] * n[`${x}2`];
  return {
    sign: [-a - b],
    dropped: [a, b],
    minus: [a - b, b - a],
    crossed: [n[`${w}${j}1`] * n[`${x}1`] + n[`${w}${j}2`] * n[`${x}2`]],
    swapped: [n[`${w}1${j}`] * n[`${x}2`] + n[`${w}2${j}`] * n[`${x}1`]],
    unweighted: [n[`${x}1`] + n[`${x}2`]],
    activated: [sigmoid(a + b)],
    received: unit === "y" ? [n[`v1${j}`] * n.h1_in + n[`v2${j}`] * n.h2_in] : [],
  };
}

function gradIn(n, name) {
  const [, unit, j] = /grad_(.)(\d)/.exec(name);
  const z = n[`${unit}${j}_in`], g = n[`grad_${unit}${j}`], value = n[`${unit}${j}`];
  return {
    sign: [-slope(z) * g],
    slope: [g],
    two: [(slope(z) * g) / 2],
    valueForSlope: [value * g],
    slopeOfValue: [slope(value) * g],
    halfSlope: [(1 - value) * g],
    slopeAlone: [slope(z)],
    dropped: unit === "h" ? [1, 2].map((k) => slope(z) * n[`v${j}${k}`] * n[`grad_y${k}_in`]) : [],
  };
}

/** A weight's gradient: what went in (`x`), times what came back (`unit`). */
function gradWeight(n, name) {
  const [, layer, i, j] = /grad_(.)(\d)(\d)/.exec(name);
  const [x, unit] = layer === "w" ? ["x", "h"] : ["h", "y"];
  const into = n[x + i], back = n[`grad_${unit}${j}_in`];
  return {
    sign: [-into * back],
    slope: [into * n[`grad_${unit}${j}`]],
    two: [(into * back) / 2],
    otherInput: [n[x + other(i)] * back],
    otherBack: [into * n[`grad_${unit}${other(j)}_in`]],
    weight: [n[`${layer}${i}${j}`] * back],
    noInput: [back],
    received: layer === "v" ? [n[`h${i}_in`] * back] : [],
    extraSlope: layer === "v" ? [slope(n[`h${i}_in`]) * into * back] : [],
    dropped: layer === "w" ? [1, 2].map((k) => into * slope(n[`h${j}_in`]) * n[`v${j}${k}`] * n[`grad_y${k}_in`]) : [],
  };
}

function gradH(n, name) {
  const i = name[6];
  const a = n[`v${i}1`] * n.grad_y1_in, b = n[`v${i}2`] * n.grad_y2_in;
  return {
    sign: [-a - b],
    dropped: [a, b],
    minus: [a - b, b - a],
    crossed: [n[`v1${i}`] * n.grad_y1_in + n[`v2${i}`] * n.grad_y2_in],
    unweighted: [n.grad_y1_in + n.grad_y2_in],
    slope: [n[`v${i}1`] * n.grad_y1 + n[`v${i}2`] * n.grad_y2],
    two: [(a + b) / 2],
    extraSlope: [slope(n[`h${i}_in`]) * (a + b)],
  };
}

const LIKE = {
  sum,
  sigmoid: (n, name) => ({ notActivated: [n[`${name}_in`]], minusZ: [sigmoid(-n[`${name}_in`])], slopeForValue: [slope(n[`${name}_in`])] }),
  error(n, name) {
    const y = n[`y${name[1]}`], t = n[`t${name[1]}`];
    return { order: [t - y], sumForAnswer: [n[`y${name[1]}_in`] - t], squared: [(y - t) ** 2] };
  },
  loss: (n) => ({
    dropped: [n.e1 ** 2, n.e2 ** 2],
    notSquared: [n.e1 + n.e2, Math.abs(n.e1) + Math.abs(n.e2)],
    mean: [n.L / 2],
  }),
  grad_y(n, name) {
    const e = n[`e${name[6]}`];
    return { sign: [-2 * e], two: [e], squared: [e * e, 2 * e * e] };
  },
  grad_in: gradIn,
  grad_v: gradWeight,
  grad_w: gradWeight,
  grad_h: gradH,
};

/** The numbers that each mistake would give at a step: {idea: [number, ...]}. */
export const ideas = (name, n) => LIKE[STEPS.find((step) => step.name === name).like](n, name);

/** How many digits of a typed number count, and half a unit of its last place. */
export function precision(typed) {
  const [, whole = "", decimals = "", power = "0"] = /^[-+]?(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?$/i.exec(typed.trim().replaceAll(/[−–]/g, "-").replace(",", ".")) || [];
  return { digits: (whole + decimals).replace(/^0+/, "").length, half: 0.5 * 10 ** (Number(power) - decimals.length) };
}

/** Judge a typed number (its text and its value) at a step: {right, idea, text}. Right is what rounds to what was typed, or is off by one percent,
    which rounded numbers on the way may do; `idea` names the only mistake that fits. */
export function judge(name, typed, value, n) {
  const { digits, half } = precision(typed);
  const rounding = half * (1 + 1e-9);
  const near = (wanted, slack = digits > 1 ? rounding : 0) => Math.abs(value - wanted) <= Math.max(0.01 * Math.abs(wanted), slack);
  if (near(n[name])) return { right: true, text: "Right." };
  const fits = Object.entries(ideas(name, n)).filter(([, numbers]) => numbers.some((wanted) => near(wanted)));
  if (fits.length === 1) return { right: false, idea: fits[0][0], text: SENTENCES[fits[0][0]] };
  if (fits.length === 0 && near(n[name], rounding)) return { right: false, text: "Close. Give at least two digits." };
  if (fits.length > 1) return { right: false, text: "Not this. More than one mistake gives it; go through the formula once more." };
  return { right: false, text: "Not this. Go through the formula once more, sign by sign." };
}
