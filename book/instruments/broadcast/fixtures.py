"""Random answers and targets and what NumPy makes of their difference, as JSON, for the tests of model.js."""

import json

import numpy as np


def descended(Y, t, steps=20, rate=0.5):
    """Return the answers after gradient descent on np.mean((Y - t)**2); the gradient is summed back to the shape of Y."""
    for _ in range(steps):
        E = Y - t
        Y = Y - rate * (2 * E / E.size).sum(axis=1, keepdims=True)
    return Y[:, 0].tolist()


def case(Y, t):
    shapes = {"right": t.reshape(-1, 1), "wrong": t}
    tables = {name: Y - targets for name, targets in shapes.items()}
    return {
        "y": Y[:, 0].tolist(),
        "t": t.tolist(),
        "tables": {name: E.tolist() for name, E in tables.items()},
        "sums": {name: float(np.sum(E**2)) for name, E in tables.items()},
        "means": {name: float(np.mean(E**2)) for name, E in tables.items()},
        "descended": {name: descended(Y, targets) for name, targets in shapes.items()},
    }


def shapes_case(rng):
    a, b = (tuple(int(n) for n in rng.integers(1, 4, size=rng.integers(1, 4))) for _ in range(2))
    try:
        together = list((np.zeros(a) - np.zeros(b)).shape)
    except ValueError:
        together = None
    return {"a": a, "b": b, "together": together}


def cases(count=220, seed=15):
    """Return the chapter's case and `count` random ones, and as many pairs of shapes with what NumPy makes of them."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 8, size=count)
    differences = [case(np.array([[0.9], [0.2], [0.8], [0.1]]), np.array([1.0, 0, 1, 0]))]
    differences += [case(rng.uniform(size=(n, 1)), rng.integers(0, 2, size=n).astype(float)) for n in sizes]
    return differences + [shapes_case(rng) for _ in range(count)]


if __name__ == "__main__":
    print(json.dumps(cases()))
