"""The network as circles and lines, with values, weights and gradients."""

import matplotlib.pyplot as plt

from .style import FORWARD, GRADIENT, INK, MUTED, PAPER, WIDTH, number


def network(X, weights, *, values=None, gradients=None, weight_gradients=None, loss=None, names=("x", "h", "y")):
    """Draw a layered network with its weights and, where given, forward values (blue) and gradients (orange).

    `X` holds the inputs of one instance, (inputs,); `weights` one matrix a layer, (from, to).
    `values` and `gradients` hold one array for every layer of units, inputs first; None leaves a layer empty.
    `weight_gradients` has the shapes of `weights`; `loss` is written behind the last layer.
    """
    sizes = [len(X)] + [matrix.shape[1] for matrix in weights]
    step, gap, radius = 3.0, 2.6, 0.56
    x_of = [step * k for k in range(len(sizes))]
    y_of = [[gap * ((size - 1) / 2 - unit) for unit in range(size)] for size in sizes]
    left, right = -radius - 0.1, x_of[-1] + radius + (1.15 if loss is not None else 0.1)
    bottom, top = min(map(min, y_of)) - radius - 0.1, max(map(max, y_of)) + radius + 0.1
    fig = plt.figure(figsize=(WIDTH, WIDTH * (top - bottom) / (right - left)))
    ax = fig.add_axes((0, 0, 1, 1), xlim=(left, right), ylim=(bottom, top))
    ax.set_axis_off()
    for k, matrix in enumerate(weights):
        for i in range(matrix.shape[0]):
            for j in range(matrix.shape[1]):
                start, end = (x_of[k], y_of[k][i]), (x_of[k + 1], y_of[k + 1][j])
                ax.plot(*zip(start, end, strict=True), color=MUTED, linewidth=1.1, zorder=1)
                _weight_label(ax, start, end, matrix[i, j], None if weight_gradients is None else weight_gradients[k][i, j])
    for k, size in enumerate(sizes):
        for unit in range(size):
            value = X[unit] if k == 0 else _entry(values, k, unit)
            _unit(ax, x_of[k], y_of[k][unit], radius, f"${names[k]}_{unit + 1}$", value, _entry(gradients, k, unit))
    if loss is not None:
        ax.text(x_of[-1] + radius + 0.12, 0.17, "$L$", va="center", color=INK)
        ax.text(x_of[-1] + radius + 0.12, -0.17, number(loss, 4), va="center", color=FORWARD)
    return fig


def _entry(layers, k, unit):
    return None if layers is None or layers[k] is None else layers[k][unit]


def _unit(ax, x, y, radius, name, value, gradient):
    ax.add_patch(plt.Circle((x, y), radius, facecolor=PAPER, edgecolor=INK, linewidth=1.3, zorder=3))
    lines = [(name, INK)] + [(number(v), color) for v, color in ((value, FORWARD), (gradient, GRADIENT)) if v is not None]
    for row, (text, color) in enumerate(lines):
        ax.text(x, y + 0.31 * ((len(lines) - 1) / 2 - row), text, ha="center", va="center", color=color, fontsize=10, zorder=4)


def _weight_label(ax, start, end, weight, gradient):
    # Lines that cross do so in the middle: a slanted line has its label a third of the way, a steep one behind the crossing.
    rise = abs(end[1] - start[1])
    along = 0.5 if rise == 0 else 0.34 if rise < 3.2 else 0.68
    x, y = (a + along * (b - a) for a, b in zip(start, end, strict=True))
    box = {"boxstyle": "round,pad=0.1", "facecolor": PAPER, "edgecolor": "none"}
    lines = [(number(weight, 2 if abs(weight) >= 0.1 else 3), INK)] + ([] if gradient is None else [(number(gradient), GRADIENT)])
    for row, (text, color) in enumerate(lines):
        y_row = y + 0.3 * ((len(lines) - 1) / 2 - row)
        ax.text(x, y_row, text, ha="center", va="center", color=color, fontsize=10, zorder=2, bbox=box)
