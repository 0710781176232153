"""Random networks and what Python makes of them, as JSON, for the tests of model.js.

The formulas are those of chapter 1, written with NumPy's matrix products, not those of model.js.
"""

import json
import random

import numpy as np

INSTANCES = [([3.0, 1.0], [1.0, 0.0]), ([-1.0, 4.0], [0.0, 1.0])]
START = [6.0, -3.0, -2.0, 5.0, 1.0, -2.0, 0.25, 2.0]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, weights):
    W, V = np.reshape(weights, (2, 2, 2))
    H_in = np.array(x) @ W
    H = sigmoid(H_in)
    Y_in = H @ V
    return H_in, H, Y_in, sigmoid(Y_in)


def loss(instance, weights):
    x, t = instance
    return float(np.sum((forward(x, weights)[-1] - t) ** 2))


def case(weights, k, value):
    moved = [*weights[:k], value, *weights[k + 1 :]]
    losses = [loss(instance, weights) for instance in INSTANCES]
    along = [loss(instance, moved) for instance in INSTANCES]
    return {
        "weights": weights,
        "forward": [[part.tolist() for part in forward(x, weights)] for x, _ in INSTANCES],
        "loss": {"first": losses[0], "second": losses[1], "both": sum(losses)},
        "k": k,
        "value": value,
        "moved": {"first": along[0], "second": along[1], "both": sum(along)},
    }


def cases(count=250, seed=11):
    """Return the course's own weights and `count` random ones; weights between -3 and 3 keep the outputs off 0 and 1."""
    rng = random.Random(seed)
    found = [case(START, 6, 3.0)]
    for _ in range(count):
        weights = [rng.uniform(-3, 3) for _ in range(8)]
        found.append(case(weights, rng.randrange(8), rng.uniform(-3, 3)))
    return found


if __name__ == "__main__":
    print(json.dumps(cases()))
