"""The chapter's student after the training step, where the worksheet cannot run."""

import numpy as np
from backprop import figures


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def draw(preset):
    """Return the drawing of the network with its new weights and values, and its description; there is one preset, ""."""
    if preset:
        raise KeyError(preset)
    x, alpha = np.array([-1.0, 1.0]), 0.1
    W, V = np.array([[0.15, -0.25, 0.05], [0.2, 0.1, -0.15]]), np.array([[0.2], [-0.35], [0.15]])
    h = sigmoid(x @ W)
    delta = sigmoid(h @ V) - 1
    W, V = W - alpha * np.outer(x, V @ delta * h * (1 - h)), V - alpha * np.outer(h, delta)
    h = sigmoid(x @ W)
    y = sigmoid(h @ V)
    figure = figures.network(x, [W.round(2), V.round(2)], values=[None, h, y])
    alt = (
        f"The network with its new weights: the inputs -1 and 1 lead to the hidden values {h[0]:.3f}, {h[1]:.3f} and {h[2]:.3f}, "
        f"and these to the output {y[0]:.3f}, which is pass."
    )
    return figure, alt
