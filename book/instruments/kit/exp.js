// The exponential, and one that is rounded correctly, for where a difference of two losses should have the same last digits here as in Python.
//
// Math.exp may be off by one unit in the last place, in every browser in another way. Where two nearly equal losses are
// subtracted, that unit is all that is left. Here the work is done with pairs of float64 whose sum has about 32 digits.

const SPLIT = 2 ** 27 + 1;
const LN2 = [0.6931471805599453, 2.3190468138462996e-17, 5.707708438416212e-34];
const HALVINGS = 4;
const TERMS = 15; // (0.35 / 2 ** 4) ** 15 / 15! is below the last digit of a pair

/** a + b as an exact pair [sum, what rounding took away] (Knuth). */
function twoSum(a, b) {
  const sum = a + b;
  const part = sum - a;
  return [sum, a - (sum - part) + (b - part)];
}

/** a * b as an exact pair (Dekker, Veltkamp). */
function twoProduct(a, b) {
  const product = a * b;
  const a1 = SPLIT * a - (SPLIT * a - a);
  const b1 = SPLIT * b - (SPLIT * b - b);
  const a2 = a - a1;
  const b2 = b - b1;
  return [product, a2 * b2 - (product - a1 * b1 - a2 * b1 - a1 * b2)];
}

function add([a, a2], [b, b2]) {
  const [sum, rest] = twoSum(a, b);
  return twoSum(sum, rest + a2 + b2);
}

function multiply([a, a2], [b, b2]) {
  const [product, rest] = twoProduct(a, b);
  return twoSum(product, rest + a * b2 + a2 * b);
}

function divide(pair, n) {
  const quotient = pair[0] / n;
  const [product, rest] = twoProduct(quotient, n);
  return twoSum(quotient, (pair[0] - product - rest + pair[1]) / n);
}

/** e to the power z, the float64 that is nearest to the true value. */
export function exactExp(z) {
  if (Number.isNaN(z)) return NaN;
  if (z > 709 || z < -700) return Math.exp(z); // at the ends of float64 nothing is subtracted any more
  const k = Math.round(z / LN2[0]);
  let rest = [z, 0];
  for (const part of LN2) rest = add(rest, twoProduct(-k, part));
  rest = rest.map((part) => part / 2 ** HALVINGS); // exact; it is made up for by squaring at the end
  let sum = [1, 0];
  for (let n = TERMS; n > 0; n--) sum = add([1, 0], divide(multiply(rest, sum), n)); // 1 + r/1 (1 + r/2 (1 + ...))
  for (let n = 0; n < HALVINGS; n++) sum = multiply(sum, sum);
  return sum[0] * 2 ** k;
}

/** 1 / (1 + e^-z), as the chapters write it. */
export const sigmoid = (z) => 1 / (1 + Math.exp(-z));

/** The same with the exponential that is rounded correctly. */
export const exactSigmoid = (z) => 1 / (1 + exactExp(-z));
