"""Where the nudge cannot run: the parabola with two tangents (preset "tangent"), or the errors of both quotients over the step."""

import numpy as np
from backprop import figures

HIDDEN = [1 / (1 + np.exp(14.0)), 1 / (1 + np.exp(-23.0))]  # the second instance


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def loss_along_v21(v21):
    h1, h2 = HIDDEN
    return sigmoid(h1 + v21 * h2) ** 2 + (sigmoid(-2 * h1 + 2 * h2) - 1) ** 2


def tangents():
    w = np.linspace(0, 4, 161)
    lines = [(3.0, 16.0, 32.0, "slope 32"), (1.5, 4.0, -16.0, "slope −16")]
    alt = (
        "The loss along the weight w is a parabola with its lowest point at w = 2. At w = 3 the loss is 16 and the tangent rises with "
        "slope 32. At w = 1.5 the loss is 4 and the tangent falls with slope -16."
    )
    return figures.loss_along_weight(w, (4 * w - 8) ** 2, lines), alt


def errors_over_step():
    at = 0.25
    z = HIDDEN[0] + at * HIDDEN[1]
    slope = 2 * sigmoid(z) * sigmoid(z) * sigmoid(-z) * HIDDEN[1]
    h = np.logspace(-15, 0, 150, endpoint=False)
    errors = {
        "one-sided": abs((loss_along_v21(at + h) - loss_along_v21(at)) / h - slope),
        "two-sided": abs((loss_along_v21(at + h) - loss_along_v21(at - h)) / (2 * h) - slope),
    }
    guides = {"slope 1": (1e-4, 1e-4, 1, "above"), "slope 2": (1e-2, 1e-7, 2, "below"), "slope −1": (1e-11, 1e-3, -1, "above")}
    alt = (
        "The error of both quotients over the step h, on logarithmic axes, has the shape of a U. From the right, the one-sided error falls "
        "with slope 1 and the two-sided one with slope 2. Left of the lowest point both rise again, scattered around a line with slope -1."
    )
    return figures.error_over_step(h, errors, guides), alt


def draw(preset):
    """Return the drawing and its description; raises KeyError for a preset that there is not."""
    return {"": errors_over_step, "tangent": tangents}[preset]()
