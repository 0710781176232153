"""The gradient that reaches the sum with either loss, where the instrument cannot run."""

import numpy as np
from backprop import figures


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def draw(preset):
    """Return the drawing for the target 1, and its description; there is one preset, ""."""
    if preset:
        raise KeyError(preset)
    z = np.linspace(-10, 10, 161)
    y = sigmoid(z)
    figure = figures.saturation(z, [(y - 1, "cross-entropy", "-"), (2 * (y - 1) * y * (1 - y), "squared error", "--")])
    alt = (
        "The gradient that reaches the sum, for target 1, from -10 to 10. With cross-entropy it is nearly -1 on the left and rises to 0 on "
        "the right. With the squared error it is nearly 0 on both sides, with a dip of about -0.3 in the middle."
    )
    return figure, alt
