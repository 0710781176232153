"""How many digits of a gradient are right, each way: the largest error in random networks, against arithmetic with fifty digits.

The networks are those of `python -m bench four_ways`, several of each width. The reference is the chain rule of chapter 3 in mpmath.
An error is relative to the largest entry of its gradient.
"""

import itertools

from bench import four_ways
from bench._chapter import definitions

PACKAGES = ("numpy", "torch", "mpmath")
WIDTHS, NETWORKS, DIGITS, STEP = (2, 4, 8), 20, 50, 6e-6


def problems(widths, networks):
    """Return {(width, seed): (X, T, W, V)}: as many networks of each width, with sums between about -3 and 3."""
    import numpy as np

    drawn = {}
    for width, seed in itertools.product(widths, range(networks)):
        rng = np.random.default_rng((width, seed))
        X, T = rng.normal(size=(four_ways.INSTANCES, width)), rng.uniform(size=(four_ways.INSTANCES, width))
        W, V = rng.normal(size=(2, width, width)) / np.sqrt(width)
        drawn[width, seed] = X, T, W, V
    return drawn


def exact(X, T, W, V):
    """Return the gradients of W and V, one after the other, rounded only at the end: the formulas of chapter 3 in fifty digits."""
    import mpmath
    import numpy as np

    with mpmath.workdps(DIGITS):
        X, T, W, V = (mpmath.matrix(matrix.tolist()) for matrix in (X, T, W, V))
        sigmoid = lambda z: 1 / (1 + mpmath.exp(-z))  # noqa: E731
        H = (X * W).apply(sigmoid)
        Y = (H * V).apply(sigmoid)
        slope = lambda A: A.apply(lambda a: a * (1 - a))  # noqa: E731
        times = lambda A, B: mpmath.matrix([[A[i, j] * B[i, j] for j in range(A.cols)] for i in range(A.rows)])  # noqa: E731
        grad_Y_in = times(2 * (Y - T), slope(Y))
        grad_H_in = times(grad_Y_in * V.T, slope(H))
        return np.array([float(entry) for grad in (X.T * grad_H_in, H.T * grad_Y_in) for entry in grad])


def pytorch_float32(X, T, W, V):
    """Return what four_ways.pytorch returns, in the precision that PyTorch has unless it is told otherwise."""
    import numpy as np

    return four_ways.pytorch(*(matrix.astype(np.float32) for matrix in (X, T, W, V)))


def nudging(X, T, W, V):
    """Return the loss and the gradients by central differences, each weight up and down, with the network of chapter 5."""
    import numpy as np

    net = definitions("05-vectorization")["NeuralNetwork"](W, V)

    def loss():
        net.forward(X)
        return net.loss(T).sum()

    def slope(matrix, place):
        kept, losses = matrix[place], []
        for shift in (STEP, -STEP):
            matrix[place] = kept + shift
            losses.append(loss())
        matrix[place] = kept
        return (losses[0] - losses[1]) / (2 * STEP)

    def gradients():
        return [np.array([slope(matrix, place) for place in np.ndindex(matrix.shape)]) for matrix in (net.W, net.V)]

    return loss, gradients


WAYS = {**four_ways.WAYS, "PyTorch in float32": pytorch_float32, "nudging": nudging}


def run(quick=False):
    """Return the largest and the middle error of each way."""
    import statistics

    import numpy as np

    drawn = problems(WIDTHS[: 1 if quick else None], 2 if quick else NETWORKS)
    errors = {way: [] for way in WAYS}
    for problem in drawn.values():
        expected = exact(*problem)
        for way, make in WAYS.items():
            found = np.concatenate([np.asarray(grad, dtype=float).ravel() for grad in make(*problem)[1]()])
            errors[way].append(float(np.max(np.abs(found - expected)) / np.max(np.abs(expected))))
    rows = [
        {"way": way, "largest": float(f"{max(values):.2g}"), "median": float(f"{statistics.median(values):.2g}")}
        for way, values in errors.items()
    ]
    for row in rows:
        print(f"  {row['way']}: wrong by at most {row['largest']:.0e} of the largest entry", flush=True)
    return {"networks": len(drawn), "widths": list(WIDTHS), "digits": DIGITS, "rows": rows}
