"""Both losses over the sum, where the instrument cannot run."""

import matplotlib.pyplot as plt
import numpy as np
from backprop.figures.style import GRADIENT, MUTED, WIDTH


def draw(preset):
    """Return the drawing for the target 1, and its description; there is one preset, ""."""
    if preset:
        raise KeyError(preset)
    z = np.linspace(-10, 10, 161)
    entropy, squared = np.logaddexp(0, -z), (1 / (1 + np.exp(-z)) - 1) ** 2
    figure, ax = plt.subplots(figsize=(WIDTH, 0.5 * WIDTH), layout="constrained")
    ax.plot(z, entropy, color=GRADIENT)
    ax.plot(z, squared, "--", color=GRADIENT)
    ax.annotate("cross-entropy", (-6.5, 6.5), (4, 6), textcoords="offset points")
    ax.annotate("squared error", (-9.8, 1), (0, 6), textcoords="offset points")
    ax.axhline(0, color=MUTED, linewidth=0.5)
    ax.set(xlabel="sum $z$", ylabel="loss for the target 1")
    alt = (
        "Both losses over the sum from -10 to 10, for the target 1. Cross-entropy falls along a nearly straight line from 10 to 0.69 at 0 "
        "and on to 0. The squared error stays at nearly 1 up to -4 and then falls to 0."
    )
    return figure, alt
