// A difference quotient and its step: how it becomes the derivative, and why it does not when the step is too small.

import { exactSigmoid as sigmoid } from "../kit/exp.js";

/** Half a unit in the last digit of a float64 near 1. */
export const UNIT = 2 ** -53;

/** (w x - t)^2 with x = 4 and t = 8, the one weight of chapter 2. */
function oneWeight() {
  const error = (w) => w * 4 - 8;
  return {
    loss: (w) => error(w) * error(w),
    slope: (w) => 8 * error(w),
    second: () => 32,
    third: () => 0,
  };
}

/** The loss of the second instance along v21. Everything in front of it stands still: h1, h2 and output 2. */
function alongV21() {
  const h1 = sigmoid(-14);
  const h2 = sigmoid(23);
  const error2 = sigmoid(h1 * -2 + h2 * 2) - 1;
  const sum = (v21) => h1 * 1 + h2 * v21;
  // The sigmoid's derivatives at z: s' = s (1 - s), s'' = s' (1 - 2 s), s''' = s'' (1 - 2 s) - 2 s' s'.
  const slopes = (z) => {
    const s = sigmoid(z);
    const s1 = s * sigmoid(-z);
    const s2 = s1 * (1 - 2 * s);
    return [s, s1, s2, s2 * (1 - 2 * s) - 2 * s1 * s1];
  };
  return {
    loss: (v21) => {
      const y1 = sigmoid(sum(v21));
      return y1 * y1 + error2 * error2;
    },
    slope: (v21) => {
      const [s, s1] = slopes(sum(v21));
      return 2 * s * s1 * h2;
    },
    second: (v21) => {
      const [s, s1, s2] = slopes(sum(v21));
      return 2 * (s1 * s1 + s * s2) * h2 * h2;
    },
    third: (v21) => {
      const [s, s1, s2, s3] = slopes(sum(v21));
      return 2 * (3 * s1 * s2 + s * s3) * h2 * h2 * h2;
    },
  };
}

/** The two curves: their loss and its exact derivatives, the ranges that are drawn, and where the point starts. */
export const CURVES = {
  one: { ...oneWeight(), name: "w", min: 0, max: 4, bottom: -8, top: 64, start: 3 },
  v21: { ...alongV21(), name: "v21", min: -5, max: 6, bottom: -0.2, top: 1.2, start: 0.25 },
};

/** The exact first, second and third derivative. */
export function derivatives(name, at) {
  const { slope, second, third } = CURVES[name];
  return { slope: slope(at), second: second(at), third: third(at) };
}

/** Ten steps a decade. Written as decimals, they are the same float64 in every language. */
const TENTHS = ["1", "1.25", "1.6", "2", "2.5", "3.2", "4", "5", "6.3", "8"];
export const STEPS = Array.from({ length: 15 }, (_, decade) => TENTHS.map((digits) => Number(`${digits}e${decade - 15}`))).flat().concat(1);

/** Both quotients at `at` with step `h`, the three losses they are made of, and how far each is from the derivative. */
export function quotients(name, at, h) {
  const curve = CURVES[name];
  const here = curve.loss(at);
  const up = curve.loss(at + h);
  const down = curve.loss(at - h);
  const slope = curve.slope(at);
  const one = (up - here) / h;
  const two = (up - down) / (2 * h);
  return { here, up, down, slope, one, two, errorOne: Math.abs(one - slope), errorTwo: Math.abs(two - slope) };
}

/** The errors of both quotients over all steps: [{h, one, two}, ...], the U. */
export function errorsOverStep(name, at) {
  const { loss, slope } = CURVES[name];
  const here = loss(at), exact = slope(at); // once, not for every step
  return STEPS.map((h) => {
    const up = loss(at + h), down = loss(at - h);
    return { h, one: Math.abs((up - here) / h - exact), two: Math.abs((up - down) / (2 * h) - exact) };
  });
}

/** What theory expects of the two causes: the first term that the series has too much, and the losses' last digits over h. */
export function causes(name, at, h) {
  const curve = CURVES[name];
  const rounding = (UNIT * Math.abs(curve.loss(at))) / h;
  return {
    rounding,
    one: (h / 2) * Math.abs(curve.second(at)),
    two: ((h * h) / 6) * Math.abs(curve.third(at)),
  };
}

/** Which cause rules the error of a quotient (`kind` is "one" or "two"): "large", "small" or "neither" where they are alike. */
export function ruling(name, at, h, kind) {
  const expected = causes(name, at, h);
  if (expected[kind] > 3 * expected.rounding) return "large";
  return expected.rounding > 3 * expected[kind] ? "small" : "neither";
}

/** The step where both causes are weakest together; Infinity where the series has no error (a parabola, two-sided). */
export function bestStep(name, at, kind) {
  const curve = CURVES[name];
  const rounding = UNIT * Math.abs(curve.loss(at));
  if (kind === "one") return Math.sqrt((2 * rounding) / Math.abs(curve.second(at)));
  return Math.cbrt((3 * rounding) / Math.abs(curve.third(at)));
}

/** How many leading digits two losses have in common, at most 17. */
export function digitsInCommon(a, b) {
  if (a === b) return 17;
  const size = Math.max(Math.abs(a), Math.abs(b));
  return Math.max(0, Math.floor(-Math.log10(Math.abs(a - b) / size)));
}
