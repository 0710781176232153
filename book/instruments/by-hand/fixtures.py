"""Cases for the worksheet: one training step in NumPy, in float64, for random students and weights."""

import json

import numpy as np


def sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))


def named(name, A, ending="", kind=""):
    """Name the entries of the matrix `A` as the chapter does: a row of units has one index, a weight has two."""
    if name in "wv":
        return {f"{kind}{name}{i + 1}{j + 1}": float(value) for (i, j), value in np.ndenumerate(A)}
    units = A.ravel().tolist()
    return {f"{kind}{name}{j + 1 if len(units) > 1 else ''}{ending}": value for j, value in enumerate(units)}


def forward(X, T, W, V, kind=""):
    H_in = X @ W
    H = sigmoid(H_in)
    Y_in = H @ V
    Y = sigmoid(Y_in)
    L = -float(np.sum(T * np.log(Y) + (1 - T) * np.log(1 - Y)))
    lines = {**named("h", H_in, "_in", kind), **named("h", H, "", kind), **named("y", Y_in, "_in", kind), **named("y", Y, "", kind)}
    return H_in, H, Y, {**lines, f"{kind}L": L}


def worksheet(hours, mean, deviation, t, alpha, W, V):
    """Return every number of the chapter's training step, given numbers included, by name."""
    X = (hours - mean) / deviation
    T = np.array([[float(t)]])
    H_in, H, Y, lines = forward(X, T, W, V)
    grad_Y_in = Y - T
    grad_H = grad_Y_in @ V.T
    grad_H_in = grad_H * sigmoid(H_in) * sigmoid(-H_in)
    grad_V, grad_W = H.T @ grad_Y_in, X.T @ grad_H_in
    new_W, new_V = W - alpha * grad_W, V - alpha * grad_V
    given = {
        **named("hours", hours),
        **named("mean", mean),
        **named("deviation", deviation),
        "t": t,
        "alpha": alpha,
        **named("w", W),
        **named("v", V),
    }
    back = {**named("y", grad_Y_in, "_in", "grad_"), **named("h", grad_H, "", "grad_"), **named("h", grad_H_in, "_in", "grad_")}
    weights = {
        **named("w", grad_W, kind="grad_"),
        **named("v", grad_V, kind="grad_"),
        **named("w", new_W, kind="new_"),
        **named("v", new_V, kind="new_"),
    }
    return {**given, **named("x", X), **lines, **back, **weights, **forward(X, T, new_W, new_V, "new_")[-1]}


def random_worksheet(rng, number):
    hours, mean = rng.uniform(0, 12, (1, 2)).round(2), np.array([[8.0, 4.0]])
    deviation = np.array([[2.0, 1.0]]) if number % 2 else rng.uniform(0.5, 3, (1, 2)).round(2)
    W, V = rng.normal(0, 0.5, (2, 3)).round(2), rng.normal(0, 0.8, (3, 1)).round(2)
    values = worksheet(hours, mean, deviation, int(rng.integers(2)), round(float(rng.uniform(0.05, 1)), 2), W, V)
    given = [
        name
        for name in values
        if name[:-1] in ("hours", "mean", "deviation") or name in ("t", "alpha") or (name[0] in "wv" and name[1:].isdigit())
    ]
    return {"function": "worksheet", "input": [{name: values[name] for name in given}], "expected": values}


def cases():
    """Return the chapter's student and 200 others, with other weights, too."""
    rng = np.random.default_rng(7)
    W, V = np.array([[0.15, -0.25, 0.05], [0.2, 0.1, -0.15]]), np.array([[0.2], [-0.35], [0.15]])
    student = worksheet(np.array([[6.0, 5.0]]), np.array([[8.0, 4.0]]), np.array([[2.0, 1.0]]), 1, 0.1, W, V)
    return [{"function": "worksheet", "input": [{}], "expected": student}] + [random_worksheet(rng, number) for number in range(200)]


if __name__ == "__main__":
    print(json.dumps(cases()))
