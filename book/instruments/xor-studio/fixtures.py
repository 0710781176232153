"""Cases for the XOR studio: trainings of random networks in NumPy, in float64.

Every training is short, because a long one is chaotic in its last digits: two exponentials that differ in the last bit end up in
different weights. The chapter's own trainings, over 1,000 epochs, settle instead; they come in addition.
"""

import itertools
import json

import numpy as np

XOR = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]
SHORT = 20  # epochs


def sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)


ACTIVATIONS = {
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * sigmoid(-z)),
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0) * 1.0),
    "none": (lambda z: z, np.ones_like),
}
STARTS = {
    "positive": lambda uniform, k: uniform,
    "centred": lambda uniform, k: -1 + 2 * uniform,
    "zero": lambda uniform, k: 0 * uniform,
    "large": lambda uniform, k: uniform if k else 20 + 20 * uniform,
}


def losses_and_outputs(z, T, loss):
    """Return the mean loss of the output sums `z` (N, 1) and the outputs Y."""
    if loss == "squared":
        return np.mean((z - T) ** 2) / 2, z
    return np.mean(np.logaddexp(0, z) - T * z), sigmoid(z)


def gradients(X, T, weights, biases, settings):
    """Return loss, outputs, the gradients of weights and biases (as in the chapter's backward_layers), and how much of a sum cancelled."""
    f, slope = ACTIVATIONS[settings["activation"]]
    values, sums = [X], []
    for W, b in zip(weights, biases, strict=True):
        sums.append(values[-1] @ W + b)
        values.append(f(sums[-1]))
    loss, Y = losses_and_outputs(sums[-1], T, settings["loss"])
    grad, of_weights, of_biases, cancelled = (Y - T) / len(T), [], [], 1.0
    for k in reversed(range(len(weights))):
        of_weights.insert(0, values[k].T @ grad)
        of_biases.insert(0, grad.sum(axis=0) * settings["bias"])
        terms, left = np.abs(values[k]).T @ np.abs(grad), np.abs(of_weights[0])
        cancelled = max(cancelled, *np.divide(terms, left, out=np.ones_like(left), where=left > 0).ravel())
        if k:
            grad = grad @ weights[k].T * slope(sums[k - 1])
    return loss, Y, of_weights, of_biases, cancelled


def flat(weights, biases):
    return np.concatenate([A.ravel() for pair in zip(weights, biases, strict=True) for A in pair])


def trained(settings, epochs):
    """Train as xor-studio/model.js does; return what its `trained` returns, behind the largest cancellation in the last gradients."""
    rng = np.random.default_rng(settings["seed"])
    sizes = [2] + settings["layers"] * [settings["hidden"]] + [1]
    weights = [STARTS[settings["start"]](rng.random(shape), k) for k, shape in enumerate(itertools.pairwise(sizes))]
    biases = [np.zeros(outputs) for outputs in sizes[1:]]
    points = np.array(settings["points"], dtype=float)
    X, T = points[:, :2], points[:, 2:]
    start = flat(weights, biases)
    for _ in range(epochs):
        _, _, of_weights, of_biases, _ = gradients(X, T, weights, biases, settings)
        weights = [A - settings["rate"] * grad for A, grad in zip(weights, of_weights, strict=True)]
        biases = [A - settings["rate"] * grad for A, grad in zip(biases, of_biases, strict=True)]
    loss, Y, of_weights, of_biases, cancelled = gradients(X, T, weights, biases, settings)
    return cancelled, {
        "start": start.tolist(),
        "loss": float(loss),
        "right": int(np.sum((Y > 0.5) == (T > 0.5))),
        "outputs": Y.ravel().tolist(),
        "gradients": flat(of_weights, of_biases).tolist(),
        "parameters": flat(weights, biases).tolist(),
    }


def random_settings(rng):
    points = [[*np.round(rng.uniform(-1, 2, 2), 2).tolist(), int(rng.integers(2))] for _ in range(rng.integers(2, 9))]
    return {
        "activation": str(rng.choice(list(ACTIVATIONS))),
        "bias": bool(rng.integers(2)),
        "hidden": int(rng.integers(1, 9)),
        "layers": int(rng.integers(1, 4)),
        "rate": float(np.round(10 ** rng.uniform(-2, -0.5), 3)),
        "seed": int(rng.integers(10**9)),
        "loss": str(rng.choice(["squared", "entropy"])),
        "start": str(rng.choice(list(STARTS), p=[0.5, 0.4, 0.05, 0.05])),
        "points": points if rng.random() < 0.5 else XOR,
    }


def cases():
    """Return 200 short trainings of random networks, and the chapter's own.

    Left out are those that explode, which is chaos, and those with a gradient whose terms cancel to less than a ten-thousandth of them:
    there the order of adding decides the digits.
    """
    rng = np.random.default_rng(6)
    found = []
    while len(found) < 200:
        settings, epochs = random_settings(rng), int(rng.integers(SHORT + 1))
        with np.errstate(all="ignore"):
            cancelled, expected = trained(settings, epochs)
        if expected["loss"] < 10 and cancelled < 1e4:
            found.append({"function": "trained", "input": [settings, epochs], "expected": expected})
    chapter = {
        "activation": "sigmoid",
        "bias": False,
        "hidden": 3,
        "layers": 1,
        "rate": 0.1,
        "loss": "squared",
        "start": "positive",
        "points": XOR,
    }
    for settings in ({**chapter, "seed": seed} for seed in range(3)):
        found += [{"function": "trained", "input": [settings, epochs], "expected": trained(settings, epochs)[1]} for epochs in (0, 1000)]
    return found


if __name__ == "__main__":
    print(json.dumps(cases()))
