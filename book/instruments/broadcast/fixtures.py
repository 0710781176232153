"""Random answers and targets and what NumPy makes of their difference, as JSON, for the tests of model.js."""

import json

import numpy as np


def chapter():
    """Return the answers of the chapter's 2-3-1 network to the four instances of XOR, (4, 1), and their targets, (4,)."""
    X, t = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0.0, 1, 1, 0])
    W, V = np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]), np.array([[0.7], [0.8], [0.9]])
    return 1 / (1 + np.exp(-X @ W)) @ V, t


def case(Y, t):
    tables = {"right": Y - t.reshape(-1, 1), "wrong": Y - t}
    return {
        "y": Y[:, 0].tolist(),
        "t": t.tolist(),
        "tables": {name: E.tolist() for name, E in tables.items()},
        "losses": {name: float(np.sum(E**2)) / (2 * len(Y)) for name, E in tables.items()},
        "means": {name: float(np.mean(E**2)) / 2 for name, E in tables.items()},
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
    differences = [case(*chapter())] + [case(rng.uniform(size=(n, 1)), rng.integers(0, 2, size=n).astype(float)) for n in sizes]
    return {"differences": differences, "shapes": [shapes_case(rng) for _ in range(count)]}


if __name__ == "__main__":
    print(json.dumps(cases()))
