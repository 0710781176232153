"""The network from top to bottom: what each unit receives and sends on, and the gradients of both, at the ends of the lines they meet."""

import itertools

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle

from .style import FORWARD, FORWARD_SOFT, GRADIENT, GRADIENT_SOFT, INK, MUTED, PAPER, WIDTH, number

LINE, CELL = 0.25, 0.7  # inches: one row of a box, half of its width
SIZE = 11  # points: 12 pixels on a phone
CHARACTER = 0.6 * SIZE / 72  # inches, at most


def network(
    X,
    weights,
    *,
    ins=None,
    values=None,
    gradients_in=None,
    gradients=None,
    weight_gradients=None,
    targets=None,
    loss=None,
    names=("x", "h", "y"),
):
    """Draw a layered network from its inputs, above, to its outputs and its loss, below.

    A unit is a box: in its upper row what it receives, in its lower row what it sends on; in each row the value (blue) on the
    left and its gradient (orange) on the right. So the two factors of a weight's gradient stand at the two ends of its line.

    `X` holds the inputs of one instance, (inputs,), or is None where no instance is meant; `weights` one matrix a layer, (from, to).
    `ins`, `values`, `gradients_in` and `gradients` hold one array for every layer of units, inputs first; None leaves a layer empty.
    `weight_gradients` has the shapes of `weights`; `targets`, (outputs,), and `loss` stand below the last layer.
    """
    weights = [np.asarray(matrix, dtype=float) for matrix in weights]
    sizes = [len(weights[0])] + [matrix.shape[1] for matrix in weights]
    gap = 1.1 if weight_gradients is None else 1.5  # inches, from layer to layer
    below = [gap] * len(weights) + ([0.6] if loss is not None else [0.3] if targets is not None else [])
    rows = [_rows(k, ins, gradients_in, [X] if k == 0 else values, gradients) for k in range(len(sizes))]
    heights = [LINE * len(shown) for shown in rows] + [LINE * 2] * (loss is not None)
    fig = plt.figure(figsize=(WIDTH, sum(heights) + sum(below) + 0.08))
    ax = fig.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(0, sum(heights) + sum(below) + 0.08))
    ax.set_axis_off()
    tops = [sum(heights[k:]) + sum(below[k:]) + 0.04 for k in range(len(heights))]
    columns = [[WIDTH * (0.21 + 0.58 * unit) if size == 2 else WIDTH * (unit + 0.5) / size for unit in range(size)] for size in sizes]
    for k, shown in enumerate(rows):
        for unit, x in enumerate(columns[k]):
            _unit(ax, (x, tops[k]), f"${names[k]}_{unit + 1}$" if sizes[k] > 1 else f"${names[k]}$", [_entries(row, unit) for row in shown])
        if "name" in shown[1:] and sizes[k] == 2:  # between the two boxes there is room to say what their rows are
            for word, row in (("in", 0.5), ("out", 2.5)):
                ax.text(WIDTH / 2, tops[k] - LINE * row - 0.01, word, ha="center", va="center", color=MUTED, fontsize=SIZE)
    for k, matrix in enumerate(weights):
        ends = [((x, tops[k] - heights[k]), (to, tops[k + 1])) for x, to in itertools.product(columns[k], columns[k + 1])]
        texts = [_texts(w, g) for w, g in zip(matrix.flat, _flat(weight_gradients, k, matrix.size), strict=True)]
        _lines(ax, ends, texts)
    if loss is None and targets is not None:
        for unit, x in enumerate(columns[-1]):
            _target(ax, (x, 0.17), unit, targets)
    if loss is not None:
        _loss(ax, [(x, tops[-2] - heights[-2]) for x in columns[-1]], tops[-1], loss, targets, gradients is not None)
    return fig


def _rows(k, ins, gradients_in, values, gradients):
    """Return what stands in the boxes of layer `k`, row for row: the name, or the pair (values, gradients)."""
    above, under = (
        tuple(None if layers is None or k >= len(layers) else layers[k] for layers in pair)
        for pair in ((ins, gradients_in), (values, gradients))
    )
    return (
        ([above] if any(part is not None for part in above) else [])
        + ["name"]
        + ([under] if any(part is not None for part in under) else [])
    )


def _entries(row, unit):
    return row if isinstance(row, str) else tuple(None if layer is None else layer[unit] for layer in row)


def _flat(weight_gradients, k, size):
    return [None] * size if weight_gradients is None or weight_gradients[k] is None else np.ravel(weight_gradients[k]).tolist()


def _texts(weight, gradient):
    return [(number(weight, 2 if abs(weight) >= 0.1 else 3), INK)] + ([] if gradient is None else [(number(gradient), GRADIENT)])


def _unit(ax, top, name, shown):
    """Draw one box below `top`, its middle above: a row of `shown` is "name" or (value, gradient)."""
    x, y = top
    two = any(row != "name" and row[1] is not None for row in shown)
    half = CELL if two else CELL / 2
    for place, row in enumerate(shown):
        height = y - LINE * (place + 0.5)
        if row == "name":
            ax.add_patch(Rectangle((x - half, height - LINE / 2), 2 * half, LINE, facecolor=PAPER, edgecolor="none", zorder=3))
            ax.text(x, height - 0.01, name, ha="center", va="center", color=INK, fontsize=SIZE, zorder=4)
            continue
        for side, (value, color, soft) in enumerate(zip(row, (FORWARD, GRADIENT), (FORWARD_SOFT, GRADIENT_SOFT), strict=True)):
            left = x - half + side * half if two else x - half
            wide = half if two else 2 * half
            if side == 1 and not two:
                continue
            background = soft if value is not None else PAPER
            ax.add_patch(Rectangle((left, height - LINE / 2), wide, LINE, facecolor=background, edgecolor="none", zorder=3))
            if value is not None:
                ax.text(left + wide / 2, height - 0.01, number(value), ha="center", va="center", color=color, fontsize=SIZE, zorder=4)
    high = LINE * len(shown)
    ax.add_patch(Rectangle((x - half, y - high), 2 * half, high, facecolor="none", edgecolor=INK, linewidth=1.3, zorder=5))


def _lines(ax, ends, texts):
    """Draw the lines of one layer, each with its weight and, below it, the gradient of its weight."""
    placed = []
    for (start, end), shown in zip(ends, texts, strict=True):
        ax.plot(*zip(start, end, strict=True), color=MUTED, linewidth=1.1, zorder=1)
        size = CHARACTER * max(len(text) for text, _ in shown), 0.19 * len(shown)
        x, y = _free_place(start, end, size, placed)
        placed.append((x, y, *size))
        for row, (text, color) in enumerate(shown):
            box = {"boxstyle": "square,pad=0.06", "facecolor": PAPER, "edgecolor": "none"}
            height = y + 0.19 * ((len(shown) - 1) / 2 - row)
            ax.text(x, height, text, ha="center", va="center", color=color, fontsize=SIZE, zorder=2, bbox=box)


def _free_place(start, end, size, placed):
    """Return where on its line a label covers no other, and stands apart from it: as near to a third of the way as it can."""
    places = [tuple(a + share * (b - a) for a, b in zip(start, end, strict=True)) for share in (0.32, 0.26, 0.4, 0.5, 0.6, 0.7, 0.76)]

    def covered(place):
        return sum(
            max(0.0, (size[0] + w) / 2 + CHARACTER / 2 - abs(place[0] - x)) * max(0.0, (size[1] + h) / 2 - abs(place[1] - y))
            for x, y, w, h in placed
        )

    return min(places, key=covered)  # the first of several that cover nothing


def _target(ax, place, unit, targets):
    name = f"t_{unit + 1}" if len(targets) > 1 else "t"
    box = {"boxstyle": "square,pad=0.06", "facecolor": PAPER, "edgecolor": "none"}
    text = f"${name}$ = {number(targets[unit])}"
    ax.text(*place, text, ha="center", va="center", color=INK, fontsize=SIZE, zorder=2, bbox=box)


def _loss(ax, starts, top, loss, targets, with_gradient):
    for unit, start in enumerate(starts):
        ax.plot(*zip(start, (WIDTH / 2, top), strict=True), color=MUTED, linewidth=1.1, zorder=1)
        if targets is not None:
            _target(ax, (start[0] + 0.3 * (WIDTH / 2 - start[0]), start[1] + 0.3 * (top - start[1])), unit, targets)
    _unit(ax, (WIDTH / 2, top), "$L$", ["name", (loss, 1 if with_gradient else None)])
