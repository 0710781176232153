"""What happens over time, over depth and over size: losses, sizes of gradients, measured seconds."""

import matplotlib.pyplot as plt
import numpy as np

from .style import FORWARD, FOURTH, GRADIENT, INK, MUTED, THIRD, WIDTH

DASHES = ("-", (0, (5, 1.5)), (0, (1.5, 1.2)), (0, (6, 1.5, 1.5, 1.5)))
WAYS = {"tape": (INK, "s"), "loops": (FOURTH, "D"), "matrices": (THIRD, "o"), "PyTorch": (MUTED, "^")}


def loss_curves(curves, *, first=0, height=2.6):
    """Draw losses over epochs on a logarithmic scale: `curves` maps a label to the losses after `first`, one more, ... epochs."""
    fig, ax = plt.subplots(figsize=(WIDTH, height), layout="constrained")
    for dashes, (label, values) in zip(DASHES, curves.items(), strict=False):
        ax.plot(np.arange(first, first + len(values)), values, color=FORWARD, linestyle=dashes, label=label)
    ax.set(yscale="log", xlabel="epoch", ylabel="loss $L$")
    ax.grid(True, which="major")
    if len(curves) > 1:
        ax.legend(handlelength=3.2)
    return fig


def gradient_sizes(panels, *, legends=None, height=2.6):
    """Draw the size of the gradient in each layer, one panel below the other.

    `panels` maps a title to curves, which map a label to one size a layer, first layer first; `legends` says where the key of each panel
    stands, in matplotlib's words: it looks for free room among the points alone, and may put a key upon a line between them.
    """
    legends = legends or ["best"] * len(panels)
    fig, axes = plt.subplots(len(panels), 1, figsize=(WIDTH, height * len(panels)), sharex=True, layout="constrained", squeeze=False)
    for ax, (title, curves), legend in zip(axes[:, 0], panels.items(), legends, strict=True):
        for dashes, (label, sizes) in zip(DASHES, curves.items(), strict=False):
            layers = np.arange(1, len(sizes) + 1)
            ax.plot(layers, sizes, color=GRADIENT, linestyle=dashes, marker="o", markersize=3, label=label)
        ax.set(title=title, yscale="log", ylabel="gradient size")
        ax.grid(True, which="major")
        ax.legend(handlelength=2.6, loc=legend)
    ax.set(xlabel="layer", xticks=layers)
    return fig


def four_ways(rows, *, height=3.4):
    """Draw the median seconds for one gradient over the number of weights, both logarithmic, with the quartiles as a band.

    `rows` are the rows of bench/results/four_ways.json.
    """
    fig, ax = plt.subplots(figsize=(WIDTH, height), layout="constrained")
    for way, (color, marker) in WAYS.items():
        mine = [row for row in rows if row["way"] == way]
        weights = [row["weights"] for row in mine]
        low, middle, high = ([row["gradient_s"][name] * 1e3 for row in mine] for name in ("lower_quartile", "median", "upper_quartile"))
        ax.fill_between(weights, low, high, color=color, alpha=0.2, linewidth=0)
        ax.plot(weights, middle, color=color, marker=marker, markersize=4, label=way)
    ax.set(xscale="log", yscale="log", xlabel="number of weights", ylabel="milliseconds for one gradient")
    ax.grid(True, which="major")
    ax.legend(loc="upper left")
    return fig


def gradient_cost(rows, *, height=2.8):
    """Draw the seconds for loss and gradient, in units of the seconds for the loss alone, over the number of weights.

    `rows` are the rows of bench/results/four_ways.json; the dotted line is what nudging every weight twice would cost.
    """
    fig, ax = plt.subplots(figsize=(WIDTH, height), layout="constrained")
    for way, (color, marker) in WAYS.items():
        mine = [row for row in rows if row["way"] == way]
        ratio = [row["gradient_s"]["median"] / row["loss_s"]["median"] for row in mine]
        ax.plot([row["weights"] for row in mine], ratio, color=color, marker=marker, markersize=4, label=way)
    weights = np.unique([row["weights"] for row in rows])
    ax.plot(weights, 2.0 * weights, color=INK, linestyle=":", label="nudging")
    ax.set(xscale="log", yscale="log", ylim=(1, 1000), xlabel="number of weights", ylabel="forward passes")
    ax.grid(True, which="major")
    ax.legend(ncols=2)
    return fig


def gradient_bound(rows, *, bound=5, height=5.0):
    """Draw what a gradient costs in forward passes over the number of weights: on the way back and by nudging, below the theory's bound.

    `rows` are the rows of bench/results/gradient_cost.json; `bound` is the most that the way back can cost in operations, and the dotted
    line is what nudging costs, one forward pass more than there are weights.
    """
    fig, ax = plt.subplots(figsize=(WIDTH, height), layout="constrained")
    tape = [row for row in rows if row["operations"]]
    counted = [row["operations"]["gradient"] / row["operations"]["forward"] for row in tape]
    ax.axhline(bound, color=GRADIENT, linestyle=DASHES[1], label=f"bound: {bound}, in operations")
    ax.plot([row["weights"] for row in tape], counted, color=GRADIENT, marker="x", markersize=5, label="tape, operations counted")
    for way in ("tape", "matrices"):
        color, marker = WAYS[way]
        mine = [row for row in rows if row["way"] == way]
        for name, label, filled in (("gradient", f"{way}, way back, seconds", color), ("nudging", f"{way}, nudging, seconds", "none")):
            known = [row for row in mine if name in row["forward_passes"]]
            low, middle, high = ([row["forward_passes"][name][part] for row in known] for part in ("least", "median", "most"))
            weights = [row["weights"] for row in known]
            ax.fill_between(weights, low, high, color=color, alpha=0.2, linewidth=0)
            line = "-" if name == "gradient" else "none"
            ax.plot(weights, middle, color=color, marker=marker, markersize=4, markerfacecolor=filled, linestyle=line, label=label)
    weights = np.unique([row["weights"] for row in rows])
    ax.plot(weights, weights + 1.0, color=INK, linestyle=":", label="nudging, counted")
    ax.set(xscale="log", yscale="log", ylim=(1, 3e4), xlabel="number of weights", ylabel="forward passes")
    ax.grid(True, which="major")
    fig.legend(loc="outside lower left", handlelength=3.2)
    return fig
