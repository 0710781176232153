"""The chapter's student on the way through the network and back, where the worksheet cannot run."""

import numpy as np
from backprop import figures


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def draw(preset):
    """Return the drawing of the training step before its update, and its description; there is one preset, ""."""
    if preset:
        raise KeyError(preset)
    x, t = np.array([-1.0, 1.0]), 1.0
    W, V = np.array([[0.15, -0.25, 0.05], [0.2, 0.1, -0.15]]), np.array([[0.2], [-0.35], [0.15]])
    h = sigmoid(x @ W)
    y = sigmoid(h @ V)
    delta = y - t
    grad_h = V @ delta
    grad_V, grad_W = np.outer(h, delta), np.outer(x, grad_h * h * (1 - h))
    loss = -float(np.log(y[0]))
    figure = figures.network(
        x,
        [W, V],
        values=[None, h, y],
        gradients=[None, grad_h, delta / (y * (1 - y))],
        weight_gradients=[grad_W, grad_V],
        loss=loss,
    )
    alt = (
        f"The network with its values and gradients: inputs -1 and 1, output {y[0]:.3f}, loss {loss:.4f}; "
        f"the gradients of the output weights are {grad_V[0, 0]:.3f}, {grad_V[1, 0]:.3f} and {grad_V[2, 0]:.3f}."
    )
    return figure, alt
