"""Random networks and what NumPy makes of their backward pass, as JSON, for the tests of model.js."""

import json

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def case(X, T, W, V, i, j):
    H_in = X @ W
    H = sigmoid(H_in)
    Y_in = H @ V
    Y = sigmoid(Y_in)
    grad_Y_in = 2 * (Y - T) * sigmoid(Y_in) * sigmoid(-Y_in)
    grad_H = grad_Y_in @ V.T
    grad_H_in = grad_H * sigmoid(H_in) * sigmoid(-H_in)
    matrices = {"H_in": H_in, "H": H, "Y_in": Y_in, "Y": Y, "grad_Y_in": grad_Y_in, "grad_H": grad_H, "grad_H_in": grad_H_in}
    gradients = {"grad_V": np.einsum("nm,no->mo", H, grad_Y_in), "grad_W": np.einsum("nd,nm->dm", X, grad_H_in)}
    given = {"X": X, "T": T, "W": W, "V": V}
    return {
        "given": {name: A.tolist() for name, A in given.items()},
        "passes": {name: A.tolist() for name, A in (matrices | gradients).items()},
        "entry": [i, j],
        "terms": (X[:, i] * grad_H_in[:, j]).tolist(),
        "outer": [np.outer(h, g).tolist() for h, g in zip(H, grad_Y_in, strict=True)],
    }


def cases(count=220, seed=14):
    """Return the network of the chapters and `count` random ones of random sizes."""
    rng = np.random.default_rng(seed)
    X, T = np.array([[3.0, 1.0], [-1.0, 4.0]]), np.eye(2)
    W, V = np.array([[6.0, -3.0], [-2.0, 5.0]]), np.array([[1.0, -2.0], [0.25, 2.0]])
    found = [case(X, T, W, V, 0, 1)]
    for _ in range(count):
        n, d, m, o = rng.integers(1, 5, size=4)
        X, T = rng.normal(size=(n, d)), rng.uniform(size=(n, o))
        W, V = rng.normal(size=(d, m)), rng.normal(size=(m, o))
        found.append(case(X, T, W, V, int(rng.integers(d)), int(rng.integers(m))))
    return found


if __name__ == "__main__":
    print(json.dumps(cases()))
