"""The losses of both instances along each of the eight weights, where the knobs cannot be turned."""

import numpy as np
from backprop import figures

NAMES = ["w11", "w12", "w21", "w22", "v11", "v12", "v21", "v22"]
WEIGHTS = np.array([6.0, -3.0, -2.0, 5.0, 1.0, -2.0, 0.25, 2.0])
INSTANCES = [([3.0, 1.0], [1.0, 0.0]), ([-1.0, 4.0], [0.0, 1.0])]


def loss(instance, weights):
    x, t = instance
    W, V = weights.reshape(2, 2, 2)
    y = 1 / (1 + np.exp(-(1 / (1 + np.exp(-(x @ W)))) @ V))
    return float(((y - t) ** 2).sum())


def draw(preset):
    """Return the drawing and its description; raises KeyError for a preset, because there are none."""
    if preset:
        raise KeyError(preset)
    offsets = np.linspace(-4, 4, 161)
    steps = np.eye(8)
    losses = [[[loss(instance, WEIGHTS + d * step) for d in offsets] for instance in INSTANCES] for step in steps]
    alt = (
        "Eight small panels, one for each weight, with the loss of both instances while this weight moves by up to 4 to either side. "
        "Along v11 and v12 only the loss of the first instance moves, along v21 and v22 almost only that of the second. "
        "Along the first layer's weights, both are flat around the present value."
    )
    return figures.losses_along(NAMES, offsets, losses, ["first instance", "second instance"]), alt
