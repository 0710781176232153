// One unit that is more or less sure, and what the two losses send back to its sum.

export const LIMIT = 100_000; // steps of a race
export const ALPHA = 0.5; // as in the chapter

const sigmoid = (z) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));

/** Binary cross-entropy from the sum, which never overflows. */
const crossEntropy = (z, t) => Math.max(z, 0) - t * z + Math.log1p(Math.exp(-Math.abs(z)));

/** Output, slope, both losses and the gradients that reach the sum z, for the target t (the squared error is (y - t)^2, in full). */
export function saturation(z, t) {
  const y = sigmoid(z);
  const slope = y * sigmoid(-z);
  const error = t === 1 ? -sigmoid(-z) : y; // y - t, without losing the digits of an output near the target
  return { y, slope, entropyLoss: crossEntropy(z, t), entropyGradient: error, squaredLoss: error ** 2, squaredGradient: 2 * error * slope };
}

/** How many steps of gradient descent on the sum until the answer is the target; null where `limit` steps are not enough. */
export function stepsUntilRight(z, t, alpha, loss, limit = LIMIT) {
  const name = loss === "entropy" ? "entropyGradient" : "squaredGradient";
  for (let step = 0; step <= limit; step++) {
    if (z > 0 === (t === 1) && z !== 0) return step;
    z -= alpha * saturation(z, t)[name];
  }
  return null;
}
