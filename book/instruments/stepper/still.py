"""The network with all its numbers, where the stepper cannot run."""

import numpy as np
from backprop import figures

W, V = np.array([[6.0, -3.0], [-2.0, 5.0]]), np.array([[1.0, -2.0], [0.25, 2.0]])
INSTANCES = {"first": ([3.0, 1.0], [1.0, 0.0]), "second": ([-1.0, 4.0], [0.0, 1.0])}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def draw(preset):
    """Return the drawing of one instance after the walk back, and its description."""
    x, t = (np.array(part) for part in INSTANCES[preset or "first"])
    h_in = x @ W
    h = sigmoid(h_in)
    y_in = h @ V
    y = sigmoid(y_in)
    loss = float(((y - t) ** 2).sum())
    grad_y = 2 * (y - t)
    grad_y_in = grad_y * sigmoid(y_in) * sigmoid(-y_in)
    grad_h = V @ grad_y_in
    grad_h_in = grad_h * sigmoid(h_in) * sigmoid(-h_in)
    figure = figures.network(
        x,
        [W, V],
        ins=[None, h_in, y_in],
        values=[None, h, y],
        gradients_in=[None, grad_h_in, grad_y_in],
        gradients=[None, grad_h, grad_y],
        targets=t,
        weight_gradients=[np.outer(x, grad_h_in), np.outer(h, grad_y_in)],
        loss=loss,
    )
    alt = (
        f"The network after the walk back of the {preset or 'first'} instance: outputs {y[0]:.3f} and {y[1]:.3f}, loss {loss:.4f}, "
        "and under each weight its gradient."
    )
    return figure, alt
