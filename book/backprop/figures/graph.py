"""A computation graph: boxes with values and gradients, arrows with local derivatives."""

import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

from .style import FORWARD, FORWARD_SOFT, GRADIENT, GRADIENT_SOFT, INK, MUTED, PAPER, WIDTH, number

LINE = 0.25  # inches: the height of one row in a box
LOOKS = ((FORWARD, FORWARD_SOFT), (GRADIENT, GRADIENT_SOFT))


def graph(places, edges, *, labels=None, values=None, gradients=None, marked=(), box=0.8, row=1.15, along=None):
    """Draw a computation graph: in each box its name, below it its value (blue), below that its gradient (orange).

    `places` maps a name to (column, row); columns go to the right, rows go down, fractions are fine.
    `edges` maps (from, to) to the local derivative written on the arrow; None leaves the arrow bare.
    `labels` maps a name to what stands in its box instead of the name in italics. `values` and `gradients` map names to
    numbers; a name that is missing gets no line. Arrows in `marked` are drawn thick, in the colour of gradients.
    `box` is the width of a box and `row` the distance of two rows, in inches; `along`, from 0 to 1, says where on its arrow
    a number stands; without it, in the middle, or nearer to the start where two arrows cross.
    """
    columns, rows = zip(*places.values(), strict=True)
    lines = 1 + (values is not None) + (gradients is not None)
    high, step = lines * LINE, (WIDTH - box - 0.06) / max(max(columns) - min(columns), 1)
    height = (max(rows) - min(rows)) * row + high + 0.06
    fig = plt.figure(figsize=(WIDTH, height))
    ax = fig.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(0, height))
    ax.set_axis_off()
    left = 0.03 + box / 2 if max(columns) > min(columns) else WIDTH / 2
    boxes = {}
    for name, (column, line) in places.items():
        center = left + (column - min(columns)) * step, height - 0.03 - high / 2 - (line - min(rows)) * row
        text = (labels or {}).get(name, f"${name}$")
        numbers = [None if given is None else given.get(name) for given in (values, gradients)]
        boxes[name] = _box(ax, center, (box, high), text, numbers)
    for (start, end), factor in edges.items():
        crossed = any(_cross(*(places[name] for name in (start, end, *other))) for other in edges)
        share = along if along is not None else 0.28 if crossed else 0.5
        _arrow(ax, boxes[start], boxes[end], factor, (start, end) in marked, share)
    return fig


def _box(ax, center, size, label, numbers):
    (x, y), (wide, high) = center, size
    left, top = x - wide / 2, y + high / 2
    shown = [(label, INK, PAPER)]
    shown += [(number(v), *look) for v, look in zip(numbers, LOOKS, strict=True) if v is not None]
    for line, (text, color, background) in enumerate(shown):
        below = top - LINE * (line + 1)
        ax.add_patch(Rectangle((left, below), wide, LINE, facecolor=background, edgecolor="none", zorder=3))
        ax.text(x, below + LINE / 2 - 0.01, text, ha="center", va="center", color=color, fontsize=11, zorder=5)
    high = len(shown) * LINE
    return ax.add_patch(Rectangle((left, top - high), wide, high, facecolor="none", edgecolor=INK, linewidth=1.3, zorder=4))


def _arrow(ax, start, end, factor, marked, along):
    middle = [(patch.get_x() + patch.get_width() / 2, patch.get_y() + patch.get_height() / 2) for patch in (start, end)]
    look = {"arrowstyle": "-|>", "color": GRADIENT if marked else MUTED, "linewidth": 2.2 if marked else 1.2}
    look |= {"patchA": start, "patchB": end, "shrinkA": 1, "shrinkB": 2, "mutation_scale": 11}
    ax.annotate("", xy=middle[1], xytext=middle[0], arrowprops=look, zorder=1)
    if factor is None:
        return
    leaves, arrives = _way_out(start, *middle), 1 - _way_out(end, *middle)
    share = leaves + along * (arrives - leaves)
    x, y = (a + share * (b - a) for a, b in zip(*middle, strict=True))
    upright = abs(middle[0][0] - middle[1][0]) < 0.1  # an upright arrow is short: the number stands beside it
    paper = {"boxstyle": "round,pad=0.1", "facecolor": PAPER, "edgecolor": "none"}
    text, align = factor if isinstance(factor, str) else "×" + number(factor), "left" if upright else "center"
    ax.text(x + 0.1 * upright, y, text, ha=align, va="center", color=INK, fontsize=11, zorder=6, bbox=paper)


def _way_out(box, start, end):
    """Return the share of the way from `start` to `end` that lies in the box at one of its ends."""
    across, down = abs(end[0] - start[0]), abs(end[1] - start[1])
    return 0.5 * min(box.get_width() / max(across, 1e-9), box.get_height() / max(down, 1e-9))


def _cross(a, b, c, d):
    """Say whether the lines from `a` to `b` and from `c` to `d`, four points, cross between their ends."""

    def side(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
