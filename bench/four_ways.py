"""Seconds for the loss and for its gradient, four ways, in networks of growing width.

The networks have as many inputs and outputs as hidden units, sigmoids and no biases, like the one of chapters 3 to 5, and see ten
instances at once. All four ways compute in float64, on one thread.
"""

import os

import bench
from bench._chapter import definitions

PACKAGES = ("numpy", "torch")
INSTANCES = 10
WIDTHS = {
    "tape": (2, 4, 8, 16, 32, 64),
    "loops": (2, 4, 8, 16, 32, 64, 128),
    "matrices": (2, 4, 8, 16, 32, 64, 128, 256, 512, 1024),
    "PyTorch": (2, 4, 8, 16, 32, 64, 128, 256, 512, 1024),
}


def problem(width):
    """Return X and T, (INSTANCES, width), and W and V, (width, width), of a network whose units are not saturated."""
    import numpy as np

    rng = np.random.default_rng(width)
    X, T = rng.normal(size=(INSTANCES, width)), rng.uniform(size=(INSTANCES, width))
    W, V = rng.normal(size=(2, width, width)) / np.sqrt(width)
    return X, T, W, V


def tape(X, T, W, V):
    """Return two functions, for the loss and for its gradients, that play the tape of chapter 4."""
    chapter = definitions("04-autodiff")
    record = chapter["Tape"]()
    constants = [[[chapter["Constant"](float(entry), record) for entry in row] for row in matrix] for matrix in (X, T, W, V)]
    losses = [chapter["network_on_tape"](x, t, *constants[2:]) for x, t in zip(*constants[:2], strict=True)]
    sum(losses[1:], start=losses[0])

    def loss():
        record.forward()
        return record.nodes[-1].value

    def gradients():
        record.forward()
        record.backward()
        return [[[node.gradient for node in row] for row in matrix] for matrix in constants[2:]]

    return loss, gradients


def loops(X, T, W, V):
    """Return two functions, for the loss and for its gradients, in plain Python: the formulas of chapter 3 for any size."""
    sigmoid = definitions("04-autodiff")["sigmoid"]
    X, T, W, V = (matrix.tolist() for matrix in (X, T, W, V))
    hidden, outputs = range(len(V)), range(len(V[0]))

    def forward(x):
        h_in = [sum(x_i * row[j] for x_i, row in zip(x, W, strict=True)) for j in hidden]
        h = [sigmoid(z) for z in h_in]
        y_in = [sum(h_j * row[k] for h_j, row in zip(h, V, strict=True)) for k in outputs]
        return h_in, h, y_in, [sigmoid(z) for z in y_in]

    def loss():
        return sum((y - t) ** 2 for x, targets in zip(X, T, strict=True) for y, t in zip(forward(x)[-1], targets, strict=True))

    def gradients():
        grad_W, grad_V = ([[0.0] * len(matrix[0]) for _ in matrix] for matrix in (W, V))
        for x, t in zip(X, T, strict=True):
            h_in, h, y_in, y = forward(x)
            grad_y_in = [2 * (y[k] - t[k]) * sigmoid(y_in[k]) * sigmoid(-y_in[k]) for k in outputs]
            for j in hidden:
                grad_h = 0.0
                for k in outputs:
                    grad_V[j][k] += h[j] * grad_y_in[k]
                    grad_h += V[j][k] * grad_y_in[k]
                grad_h_in = grad_h * sigmoid(h_in[j]) * sigmoid(-h_in[j])
                for i, x_i in enumerate(x):
                    grad_W[i][j] += x_i * grad_h_in
        return grad_W, grad_V

    return loss, gradients


def matrices(X, T, W, V):
    """Return two functions, for the loss and for its gradients, with the `NeuralNetwork` of chapter 5."""
    net = definitions("05-vectorization")["NeuralNetwork"](W, V)

    def loss():
        net.forward(X)
        return net.loss(T).sum()

    def gradients():
        net.forward(X)
        return net.backward(T)

    return loss, gradients


def pytorch(X, T, W, V):
    """Return two functions, for the loss and for its gradients, with PyTorch's tensors; the loss alone is not recorded."""
    import torch

    torch.set_num_threads(1)
    X, T = torch.tensor(X), torch.tensor(T)
    weights = [torch.tensor(matrix, requires_grad=True) for matrix in (W, V)]

    def forward():
        return ((torch.sigmoid(torch.sigmoid(X @ weights[0]) @ weights[1]) - T) ** 2).sum()

    def loss():
        with torch.no_grad():
            return forward().item()

    def gradients():
        return torch.autograd.grad(forward(), weights)

    return loss, gradients


WAYS = {"tape": tape, "loops": loops, "matrices": matrices, "PyTorch": pytorch}


def run(quick=False):
    """Return the seconds of each way at each width; raise AssertionError where the ways do not agree."""
    # numpy reads this when it is imported; other parts of the bench get it back as it was.
    before = os.environ.get("OPENBLAS_NUM_THREADS")
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    import numpy as np

    if before is None:
        del os.environ["OPENBLAS_NUM_THREADS"]
    else:
        os.environ["OPENBLAS_NUM_THREADS"] = before
    seconds = {"seconds": 0.02, "least_samples": 3} if quick else {}
    rows = []
    for width in sorted({width for widths in WIDTHS.values() for width in widths})[: 2 if quick else None]:
        X, T, W, V = problem(width)
        reference = None
        for name in (name for name in WAYS if width in WIDTHS[name]):
            loss, gradients = WAYS[name](X, T, W, V)
            computed = [np.asarray(grad) for grad in gradients()]
            reference = reference or computed
            for grad, expected in zip(computed, reference, strict=True):
                np.testing.assert_allclose(grad, expected, rtol=1e-8, atol=1e-12, err_msg=f"{name} disagrees at width {width}")
            row = {"way": name, "width": width, "weights": 2 * width**2}
            row |= {"loss_s": bench.time_call(loss, **seconds), "gradient_s": bench.time_call(gradients, **seconds)}
            rows.append(row)
            print(f"  {name:8} width {width:4}: gradient {row['gradient_s']['median'] * 1e3:10.4f} ms", flush=True)
    return {"instances": INSTANCES, "threads": 1, "rows": rows}
