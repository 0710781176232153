"""Curves over one number: the sigmoid, the loss along a weight, the error of a numerical gradient over its step."""

import matplotlib.pyplot as plt
import numpy as np

from .style import FORWARD, GRADIENT, INK, MUTED, PAPER, THIRD, WIDTH

HALO = {"boxstyle": "round,pad=0.1", "facecolor": PAPER, "edgecolor": "none"}


def sigmoid_curve(z, curve, *, slope=None, points=None):
    """Draw the sigmoid (blue) over `z` and, where given, its slope (orange, dashed).

    `z`, `curve` and `slope` have one shape; `points` maps a label to its (z, height).
    """
    fig, ax = plt.subplots(figsize=(WIDTH, 2.7), layout="constrained")
    ax.axvline(0, color=MUTED, linewidth=0.8, alpha=0.5)
    ax.plot(z, curve, color=FORWARD)
    ax.text(z[-1], curve[-1] - 0.05, r"$\sigma(z)$", ha="right", va="top", color=FORWARD)
    if slope is not None:
        ax.plot(z, slope, color=GRADIENT, linestyle="--")
        ax.text(1.2, slope.max() + 0.04, "its slope", color=GRADIENT)
    for label, (x, height) in (points or {}).items():
        ax.plot(x, height, "o", color=FORWARD, zorder=3)
        ax.annotate(label, (x, height), xytext=(-8, 5), textcoords="offset points", ha="right", color=INK)
    ax.set(xlabel="$z$", ylim=(-0.04, 1.08), yticks=(0, 0.25, 0.5, 0.75, 1))
    ax.grid(axis="y")
    return fig


def loss_and_metric(weights, loss, metric, *, at, name, metric_name):
    """Draw the loss (solid) and a metric (dashed) along one weight; a line marks where the weight is now.

    `weights`, `loss` and `metric` have one shape; `at` is the present value of the weight called `name`.
    """
    fig, ax = plt.subplots(figsize=(WIDTH, 2.9), layout="constrained")
    ax.axvline(at, color=MUTED, linewidth=1, linestyle=":")
    ax.text(at, 1.02, "now", transform=ax.get_xaxis_transform(), ha="center", color=MUTED)
    ax.plot(weights, metric, color=THIRD, linestyle="--")
    ax.plot(weights, loss, color=FORWARD)
    ax.text(weights[-1], metric[-1] + 0.04, metric_name, ha="right", va="bottom", color=THIRD, bbox=HALO)
    ax.text(weights[-1], loss[-1] + 0.04, "loss", ha="right", va="bottom", color=FORWARD, bbox=HALO)
    ax.set(xlabel=name, ylim=(0, None))
    return fig


def losses_along(names, offsets, losses, labels):
    """Draw one small panel for each weight: how the losses change when this weight alone is moved.

    `names` and `losses` have one entry for each weight, `losses` (weights, instances, points); `offsets` (points,) is
    what is added to the weight; `labels` names the instances.
    """
    rows = (len(names) + 1) // 2
    fig, axes = plt.subplots(rows, 2, figsize=(WIDTH, 1.15 * rows + 0.5), sharex=True, sharey=True, squeeze=False, layout="constrained")
    looks = [(FORWARD, "-"), (THIRD, "--")]
    for ax, name, of_weight in zip(axes.flat, names, losses, strict=True):
        ax.axvline(0, color=MUTED, linewidth=1, linestyle=":")
        for loss, (color, dashes) in zip(of_weight, looks, strict=True):
            ax.plot(offsets, loss, color=color, linestyle=dashes)
        ax.set_title(name, loc="left", pad=2)
    for ax in axes[-1]:
        ax.set_xlabel("added to the weight")
    lines = axes.flat[0].get_lines()[1:]
    fig.legend(lines, labels, loc="outside upper center", ncols=2)
    fig.supylabel("loss", fontsize=11)
    return fig


def loss_along_weight(weights, loss, tangents, *, name="w"):
    """Draw the loss along one weight (blue) with its tangents (orange, dashed).

    `weights` and `loss` have one shape; `tangents` holds one (weight, loss, slope, text) for each tangent.
    """
    fig, ax = plt.subplots(figsize=(WIDTH, 3.3), layout="constrained")
    ax.plot(weights, loss, color=FORWARD)
    for at, height, slope, text in tangents:
        # A tangent that is steep in the picture is drawn shorter, so that all have about one length.
        half = 0.62 / np.hypot(1, slope / 22)
        ends = np.array([at - half, at + half])
        ax.plot(ends, height + slope * (ends - at), color=GRADIENT, linestyle="--")
        ax.plot(at, height, "o", color=FORWARD, zorder=3)
        shift, align = ((10, 6), "left") if slope < 0 else ((-10, 6), "right")
        ax.annotate(text, (at, height), xytext=shift, textcoords="offset points", ha=align, color=GRADIENT)
    ax.set(xlabel=f"${name}$", ylabel=f"$L({name})$", ylim=(min(loss) - 0.04 * np.ptp(loss), None))
    return fig


def error_over_step(steps, errors, guides):
    """Draw the errors of numerical gradients over the step, both axes logarithmic.

    `errors` maps a label to errors of the shape of `steps`; `guides` maps a label to (step, error, exponent, place) and
    draws a short line through (step, error) along which the error is proportional to step**exponent; the label stands
    "above" the upper end of this line, or "below" its lower end.
    """
    fig, ax = plt.subplots(figsize=(WIDTH, 3.8), layout="constrained")
    for (label, error), color, mark in zip(errors.items(), (FORWARD, THIRD), ("o", "^"), strict=False):
        shown = error > 0  # an error of exactly zero has no place on a logarithmic axis
        ax.loglog(steps[shown], error[shown], mark, color=color, markersize=2.8, linestyle="none", label=label)
    for label, (step, error, exponent, place) in guides.items():
        ends = step * np.array([10**-1.6, 10**1.6])
        heights = error * (ends / step) ** exponent
        ax.loglog(ends, heights, color=INK, linewidth=1.2)
        end = heights.argmax() if place == "above" else heights.argmin()
        look = {"xytext": (0, 3), "va": "bottom", "ha": "center"} if place == "above" else {"xytext": (3, -1), "va": "top", "ha": "left"}
        ax.annotate(label, (ends[end], heights[end]), textcoords="offset points", color=INK, **look)
    ax.set(xlabel="step $h$", ylabel="error of the gradient")
    fig.legend(loc="outside upper center", ncols=2, handletextpad=0.1, columnspacing=1.2)
    return fig
