"""Cases for the two losses of a saturated unit: places on the curves and races to the right answer, in float64."""

import json

import numpy as np


def sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))


def saturation(z, t):
    """Return output, slope, losses and the gradients that reach the sum; y - t as sigmoid(-z) with a sign, where that keeps more digits."""
    y = float(sigmoid(z))
    error = -float(sigmoid(-z)) if t else y
    slope = float(sigmoid(z) * sigmoid(-z))
    return {
        "y": y,
        "slope": slope,
        "entropyLoss": float(np.logaddexp(0, -z if t else z)),
        "entropyGradient": error,
        "squaredLoss": error**2,
        "squaredGradient": 2 * error * slope,
    }


def steps_until_right(z, t, alpha, loss, limit):
    name = "entropyGradient" if loss == "entropy" else "squaredGradient"
    for step in range(limit + 1):
        if z != 0 and (z > 0) == (t == 1):
            return step
        z -= alpha * saturation(z, t)[name]
    return None


def cases():
    """Return 200 places between -20 and 20, and 16 races of which some are not won."""
    rng = np.random.default_rng(7)
    found = []
    for number in range(200):
        z, t = float(rng.uniform(-20, 20)), number % 2
        found.append({"function": "saturation", "input": [z, t], "expected": saturation(z, t)})
    for number in range(16):
        race = [round(float(rng.uniform(-8, 8)), 2), number % 2, 0.5, ("entropy", "squared")[number // 2 % 2], 1000]
        found.append({"function": "stepsUntilRight", "input": race, "expected": steps_until_right(*race)})
    return found


if __name__ == "__main__":
    print(json.dumps(cases()))
