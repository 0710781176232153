"""Many trainings at a glance: their losses over the epochs, and how many of them solve the task."""

import matplotlib.pyplot as plt
import numpy as np

from .style import FORWARD, INK, MUTED, WIDTH


def loss_runs(histories, *, titles, marks=(), bottom=1e-6, columns=2):
    """Draw loss over epochs on a logarithmic scale, one thin line a run, one panel a history.

    `histories` holds arrays (epochs, runs), `titles` one text a panel. `marks` are (loss, text) pairs: a dashed line
    with its name. Losses below `bottom` are drawn at the bottom.
    """
    columns = min(columns, len(histories))
    rows = -(-len(histories) // columns)
    size = (WIDTH, 2.9) if columns == 1 else (WIDTH, 2.2 * rows)
    fig, grid = plt.subplots(rows, columns, figsize=size, sharex=True, sharey=True, squeeze=False, layout="constrained")
    for spare in grid.flat[len(histories) :]:
        spare.remove()
    for ax, history, title in zip(grid.flat[: len(histories)], histories, titles, strict=True):
        every = max(1, len(history) // 50)
        epochs = np.arange(0, len(history), every)
        few = history.shape[1] == 1
        ax.plot(epochs, np.maximum(history[::every], bottom), color=FORWARD, linewidth=2 if few else 0.9, alpha=1 if few else 0.7)
        for loss, text in marks:
            ax.axhline(loss, color=MUTED, linewidth=1.2, linestyle="--", zorder=0)
            ax.text(len(history), loss * 1.15, text, ha="right", va="bottom", color=INK, fontsize=11)
        ax.set(title=title, yscale="log", ylim=(bottom * 0.7, 3), xlim=(0, len(history)))
        last = len(history) // 100 * 100
        ax.set_xticks([0, last // 2, last], ["0", f"{last // 2:,}", f"{last:,}"])
    for ax in grid[-1]:
        ax.set_xlabel("epoch")
    for ax in grid[:, 0]:
        ax.set_ylabel("loss $L$")
    return fig


def solved_grid(counts, *, rows, columns, row_label, column_label, total):
    """Draw a table of how many of `total` runs solved the task, shaded by the share.

    `counts` is an integer array (rows, columns); `rows` and `columns` are the texts beside and below it.
    """
    counts = np.asarray(counts)
    fig, ax = plt.subplots(figsize=(WIDTH, 0.42 * len(rows) + 0.75), layout="constrained")
    for r, c in np.ndindex(counts.shape):
        share = counts[r, c] / total
        ax.add_patch(plt.Rectangle((c - 0.48, r - 0.46), 0.96, 0.92, facecolor=FORWARD, alpha=0.05 + 0.35 * share, linewidth=0))
        ax.text(c, r, f"{counts[r, c]}", ha="center", va="center_baseline", color=INK)
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5), xlabel=column_label, ylabel=row_label)
    ax.set_xticks(range(len(columns)), columns)
    ax.set_yticks(range(len(rows)), rows)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    return fig
