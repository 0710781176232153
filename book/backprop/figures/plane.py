"""The plane of the two inputs: decision regions, and where the hidden units take the plane."""

import matplotlib.pyplot as plt
import numpy as np

from .style import FORWARD, INK, MUTED, PAPER, THIRD, WIDTH


def decision_regions(predictors, X, T, *, titles, span=(0.0, 1.0), steps=91, level=0.5, dots=False, columns=2):
    """Draw where each predictor answers class 1 (blue) and class 0 (a paler green), with the instances as numbered points.

    `predictors` are functions from points (n, 2) to outputs (n, 1); class 1 is an output above `level`. `X` (N, 2) and
    `T` (N, 1) are the instances, `titles` one text a panel. Each axis runs over `span` in `steps` points; with
    `dots` every sampled point is drawn, as a disc for class 1 and as a small cross for class 0.
    """
    low, high = span
    room = 0.09 * (high - low)
    axis = np.linspace(low, high, steps)
    points = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    columns = min(columns, len(predictors))
    rows = -(-len(predictors) // columns)
    side = WIDTH / columns if columns > 1 else 0.6 * WIDTH
    fig, grid = plt.subplots(rows, columns, figsize=(WIDTH, rows * (side + 0.1)), squeeze=False, layout="constrained")
    if columns == 1:  # a drawing is cut to what is in it, and then shown at full width: keep a lone panel from filling a screen
        fig.add_artist(plt.Line2D([0, 1], [0.5, 0.5], alpha=0))
    for spare in grid.flat[len(predictors) :]:
        spare.remove()
    for ax, predict, title in zip(grid.flat[: len(predictors)], predictors, titles, strict=True):
        output = np.reshape(predict(points), (steps, steps))
        if dots:
            _samples(ax, points, output.ravel() > level)
        else:
            ax.contourf(axis, axis, output, levels=[-np.inf, level], colors=[THIRD], alpha=0.16)
            ax.contourf(axis, axis, output, levels=[level, np.inf], colors=[FORWARD], alpha=0.34)
            if output.min() < level < output.max():
                ax.contour(axis, axis, output, levels=[level], colors=[FORWARD], linewidths=1.6)
        _instances(ax, X, T)
        ends = [int(low), int(high)] if span == (0.0, 1.0) else range(int(low), int(high) + 1)
        ax.set(title=title, xticks=list(ends), yticks=list(ends), aspect="equal")
        ax.set(xlim=(low - room, high + room), ylim=(low - room, high + room), xlabel="$x_1$")
        ax.set_ylabel("$x_2$", rotation=0, labelpad=8)
    return fig


def _samples(ax, points, ones):
    ax.plot(*points[ones].T, "o", color=FORWARD, markersize=2.8, markeredgewidth=0)
    ax.plot(*points[~ones].T, "x", color=THIRD, markersize=2.8, markeredgewidth=0.9)


def _instances(ax, places, T, fontsize=11):
    for (x, y), target in zip(places, np.ravel(T), strict=True):
        edge = FORWARD if target > 0.5 else THIRD
        ax.plot(x, y, "o", color=PAPER, markeredgecolor=edge, markeredgewidth=1.6, markersize=14, clip_on=False, zorder=4)
        ax.text(x, y, f"{target:.0f}", ha="center", va="center_baseline", fontsize=fontsize, color=INK, zorder=5)


def hidden_space(hidden, V, X, T, *, level=0.5, lines=7):
    """Draw the unit square as a sheet of lines, in the plane of the inputs and in the space of the hidden units.

    `hidden` maps points (n, 2) to hidden values (n, hidden); `V` (hidden, 1) leads from there to a linear output.
    The second panel looks along the plane output = `level`: to the right is the output, upwards the direction within
    that plane in which the sheet is widest (a principal component).
    """
    fixed, moving = np.linspace(0, 1, lines), np.linspace(0, 1, 41)
    sheet = [np.column_stack([np.full(41, c), moving]) for c in fixed] + [np.column_stack([moving, np.full(41, c)]) for c in fixed]
    normal = V[:, 0] / np.linalg.norm(V)
    folded = np.concatenate([hidden(line) for line in sheet])
    within = folded - np.outer(folded @ normal, normal)
    centre = within.mean(axis=0)
    widest = np.linalg.svd(within - centre, full_matrices=False)[2][0]
    widest = widest * np.sign(widest[np.argmax(np.abs(widest))])  # a direction has two signs: choose one for good

    def seen(points):
        H = hidden(points)
        return np.column_stack([H @ V[:, 0], (H - centre) @ widest])

    fig, panels = plt.subplots(1, 2, figsize=(WIDTH, 0.62 * WIDTH), width_ratios=(1, 1.5), layout="constrained")
    for ax, view in zip(panels, (lambda points: points, seen), strict=True):
        for k, line in enumerate(sheet):
            edge = k % lines in (0, lines - 1)
            ax.plot(*view(line).T, color=INK if edge else MUTED, linewidth=1.3 if edge else 0.5, zorder=2)
        _instances(ax, view(X), T)
    for point, target, place in zip(X, T[:, 0], seen(X), strict=True):
        up = place[1] > seen(X[T[:, 0] == target])[:, 1].mean()  # of two points of a class, the upper one has its name above
        name = f"({point[0]:.0f}, {point[1]:.0f})"
        inside = not up and place[0] > level  # within the fold there is room
        offset = (-11 if inside else 11, 9 if up else -9)
        panels[1].annotate(name, place, offset, textcoords="offset points", ha="right" if inside else "left", va="center", fontsize=11)
    panels[0].set(title="inputs", xlabel="$x_1$", xticks=[0, 1], yticks=[0, 1], xlim=(-0.1, 1.1))
    panels[0].set_ylabel("$x_2$", rotation=0)
    panels[1].axvline(level, color=FORWARD, linewidth=2, zorder=1)
    panels[1].set(title="hidden space", xlabel="output $y$", xticks=[0, level, 1], yticks=[])
    panels[1].margins(0.12)
    return fig
