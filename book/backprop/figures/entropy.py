"""Curves of binary cross-entropy, and of what a saturated unit still learns."""

import matplotlib.pyplot as plt
import numpy as np

from .style import FORWARD, GRADIENT, INK, MUTED, WIDTH


def entropy_curves(y, loss):
    """Draw binary cross-entropy over the output, one curve for each target; mark the point (`y`, `loss`) of target 1."""
    p = np.linspace(0.004, 0.996, 249)
    fig, ax = plt.subplots(figsize=(WIDTH, 2.8), layout="constrained")
    ax.plot(p, -np.log(p), color=FORWARD)
    ax.plot(p, -np.log(1 - p), color=FORWARD, linestyle="--")
    ax.plot(y, loss, "o", color=INK, markersize=7, zorder=3)
    ax.text(0.06, 3.6, r"target 1: $-\ln\,y$", color=FORWARD, fontsize=11)
    ax.text(0.94, 3.6, r"target 0: $-\ln(1-y)$", color=FORWARD, fontsize=11, ha="right")
    ax.annotate("our student", (y, loss), (y, 1.75), ha="center", color=INK, arrowprops={"arrowstyle": "-", "color": MUTED, "shrinkB": 5})
    ax.set(xlabel="output $y$", ylabel="loss $L$", xlim=(0, 1), ylim=(0, 5))
    return fig


def saturation(z, curves):
    """Draw the gradient that reaches the sum `z` for several losses; `curves` are (gradients, text, line style)."""
    fig, ax = plt.subplots(figsize=(WIDTH, 2.9), layout="constrained")
    for gradient, text, style in curves:
        ax.plot(z, gradient, style, color=GRADIENT, label=text)
    ax.axhline(0, color=MUTED, linewidth=0.8)
    ax.set(xlabel=r"$y_\mathrm{in}$", xlim=(z[0], z[-1]))
    ax.set_ylabel(r"gradient that reaches $y_\mathrm{in}$")
    ax.legend(loc="lower right")
    return fig


def race(curves, *, level=0.5):
    """Draw the output over the updates, on a logarithmic scale of updates; `curves` are (outputs, text, line style).

    Entry k of `outputs` is the output after k updates; the one before the first has no place on the scale.
    """
    fig, ax = plt.subplots(figsize=(WIDTH, 2.8), layout="constrained")
    for outputs, text, style in curves:
        ax.plot(np.arange(1, len(outputs)), outputs[1:], style, color=FORWARD, label=text)
    ax.axhline(level, color=MUTED, linewidth=1, linestyle=":")
    ax.set(xscale="log", xlabel="updates", ylabel="output $y$", ylim=(-0.02, 1.02))
    ax.set_xlim(1, max(len(outputs) for outputs, _, _ in curves) - 1)
    ax.legend(loc="center", bbox_to_anchor=(0.66, 0.3))  # between the two curves
    return fig
