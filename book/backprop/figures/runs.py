"""Many trainings at a glance: their losses over the epochs, and how many of them solve the task."""

import matplotlib.pyplot as plt
import numpy as np

from .style import FORWARD, INK, MUTED, PAPER, WIDTH


def loss_runs(histories, *, titles, marks=(), every=1, bottom=1e-6, columns=2):
    """Draw loss over epochs on a logarithmic scale, one thin line a run, one panel a history.

    `histories` holds arrays (points, runs), `titles` one text a panel; `every` says how many epochs lie between two points.
    `marks` are (loss, text) pairs: a dashed line with its name. Losses below `bottom` are drawn at the bottom.
    """
    columns = min(columns, len(histories))
    rows = -(-len(histories) // columns)
    size = (WIDTH, 2.9) if columns == 1 else (WIDTH, 2.2 * rows)
    fig, grid = plt.subplots(rows, columns, figsize=size, sharex=True, sharey=True, squeeze=False, layout="constrained")
    for spare in grid.flat[len(histories) :]:
        spare.remove()
    for ax, history, title in zip(grid.flat[: len(histories)], histories, titles, strict=True):
        thinned = history[:: max(1, len(history) // 100)]
        epochs = np.linspace(0, every * (len(history) - 1), len(history))[:: max(1, len(history) // 100)]
        few = history.shape[1] == 1
        ax.plot(epochs, np.maximum(thinned, bottom), color=FORWARD, linewidth=2 if few else 0.9, alpha=1 if few else 0.7)
        for loss, text in marks:
            ax.axhline(loss, color=MUTED, linewidth=1.2, linestyle="--", zorder=0)
            ax.text(epochs[-1], loss * 1.15, text, ha="right", va="bottom", color=INK, fontsize=11)
        ax.set(title=title, yscale="log", ylim=(bottom * 0.7, 3), xlim=(0, epochs[-1]))
        last = int(epochs[-1]) // 100 * 100
        ax.set_xticks([0, last // 2, last], ["0", f"{last // 2:,}", f"{last:,}"])
    for ax in grid[-1]:
        ax.set_xlabel("epoch")
    for ax in grid[:, 0]:
        ax.set_ylabel("loss $L$")
    return fig


def loss_groups(histories, groups, *, titles, names=("solved", "not solved"), marks=(), every=1, bottom=1e-6, columns=2):
    """Draw many losses over epochs as two bands a panel, one for the runs that made it and one for the others.

    `histories` holds arrays (points, runs), `groups` one boolean array (runs,) each, `titles` one text a panel; `names` are what the
    two groups are called, and each band says how many runs it has. A band holds the middle eight tenths of its runs, the line
    in it is their median. `marks` are (loss, text) pairs, `every` how many epochs lie between two points. Losses below `bottom`
    are drawn at the bottom.
    """
    columns = min(columns, len(histories))
    rows = -(-len(histories) // columns)
    size = (WIDTH, 2.9) if columns == 1 else (WIDTH, 2.3 * rows)
    fig, grid = plt.subplots(rows, columns, figsize=size, sharex=True, sharey=True, squeeze=False, layout="constrained")
    for spare in grid.flat[len(histories) :]:
        spare.remove()
    for ax, history, made_it, title in zip(grid.flat, histories, groups, titles, strict=False):
        epochs = every * np.arange(len(history))
        for runs, color, dashes, name in ((made_it, FORWARD, "-", names[0]), (~made_it, INK, "--", names[1])):
            if not runs.any():
                continue
            low, middle, high = np.maximum(np.quantile(history[:, runs], [0.1, 0.5, 0.9], axis=1), bottom)
            ax.fill_between(epochs, low, high, color=color, alpha=0.22, linewidth=0)
            ax.plot(epochs, middle, color=color, linestyle=dashes)
            below = 8 * bottom < low[-1] < 0.1  # a band that falls has its free room below its end
            end, above = (low[-1], False) if below else (middle[-1], middle[-1] < 0.5)
            _name_band(ax, epochs[-1], end, f"{runs.sum()} {name}", color, above=above)
        for loss, text in marks:
            ax.axhline(loss, color=MUTED, linewidth=1.2, linestyle=":", zorder=0)
            ax.text(epochs[-1], loss * 0.6, text, ha="right", va="top", color=INK, fontsize=11)
        ax.set(title=title, yscale="log", ylim=(bottom * 0.7, 3), xlim=(0, epochs[-1]))
        ax.set_xticks([0, epochs[-1] // 2, epochs[-1]], ["0", f"{epochs[-1] // 2:,}", f"{epochs[-1]:,}"])
    for ax in grid[-1]:
        ax.set_xlabel("epoch")
    for ax in grid[:, 0]:
        ax.set_ylabel("loss $L$")
    return fig


def _name_band(ax, x, y, text, color, *, above):
    """Write the name of a band above or below its end."""
    ax.annotate(
        text,
        (x, y),
        (-2, 5 if above else -5),
        textcoords="offset points",
        ha="right",
        va="bottom" if above else "top",
        color=color,
        fontsize=11,
        bbox={"boxstyle": "square,pad=0.05", "facecolor": PAPER, "edgecolor": "none", "alpha": 0.7},
    )


def sorted_runs(groups, *, ylabel):
    """Draw what each of many runs needed, sorted from the least to the most, on a logarithmic scale; `groups` maps a label to (runs,)."""
    fig, ax = plt.subplots(figsize=(WIDTH, 2.8), layout="constrained")
    for (label, needed), dashes in zip(groups.items(), ("-", "--", ":"), strict=False):
        ax.plot(np.arange(1, len(needed) + 1), np.sort(needed), color=FORWARD, linestyle=dashes, label=label)
    ax.set(yscale="log", xlabel="runs, from the quickest to the slowest", ylabel=ylabel)
    ax.grid(True, which="major")
    ax.legend(handlelength=3.2)
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
