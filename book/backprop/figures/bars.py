"""Numbers with a sign as bars to the left and to the right of zero."""

import matplotlib.pyplot as plt

from .style import GRADIENT, INK, MUTED, WIDTH, number


def change_requests(names, gradients, *, digits=3):
    """Draw a gradient as a list of change requests: a bar for each entry, and beside it what to do with the weight.

    `names` and `gradients` have one entry for each weight; the bars show the gradients in their own units.
    """
    fig, ax = plt.subplots(figsize=(WIDTH, 0.36 * len(names) + 0.75), layout="constrained")
    rows = range(len(names))
    ax.barh(rows, gradients, color=GRADIENT, height=0.55)
    ax.axvline(0, color=MUTED, linewidth=1)
    widest = max(map(abs, gradients))
    for row, gradient in zip(rows, gradients, strict=True):
        request = "leave it" if gradient == 0 else "less" if gradient > 0 else "more"
        start, align = (max(gradient, 0) + 0.05 * widest, "left") if gradient >= 0 else (min(gradient, 0) - 0.05 * widest, "right")
        ax.text(start, row, f"{number(gradient, digits)}: {request}", va="center", ha=align, color=INK)
    ax.set(yticks=rows, yticklabels=names, xlabel="gradient", xlim=(-2.0 * widest, 2.0 * widest))
    ax.invert_yaxis()
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    return fig
