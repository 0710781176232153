"""Matrices as blocks of cells, so that their shapes can be seen."""

import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

from .style import FORWARD, FORWARD_SOFT, GRADIENT, GRADIENT_SOFT, INK, MUTED, PAPER, WIDTH

LOOKS = {"value": (FORWARD, FORWARD_SOFT), "gradient": (GRADIENT, GRADIENT_SOFT), "weight": (INK, PAPER)}


def products(equations, *, cell=0.23, gap=0.5):
    """Draw matrix products as blocks of cells: one line an equation, the name above each block and its shape below it.

    `equations` holds one list a line, of matrices and signs: a matrix is (name, (rows, columns), kind), where the kind is
    "value" (blue), "gradient" (orange) or "weight" (plain); a sign is a string such as "·" or "=".
    `cell` and `gap`, the space between two blocks, are in inches. Raises ValueError for an equation that is too wide.
    """
    heights = [max(item[1][0] for item in line if not isinstance(item, str)) * cell + 0.62 for line in equations]
    fig = plt.figure(figsize=(WIDTH, sum(heights)))
    ax = fig.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(0, sum(heights)))
    ax.set_axis_off()
    top = sum(heights)
    for line, height in zip(equations, heights, strict=True):
        wide = sum(_width(item, cell, gap) for item in line)
        if wide > WIDTH:
            raise ValueError(f"this line is {wide:.1f} inches wide, more than {WIDTH}; make the cells or the gap smaller")
        x, middle = (WIDTH - wide) / 2, top - height / 2
        for item in line:
            x += _width(item, cell, gap) / 2
            if isinstance(item, str):
                ax.text(x, middle, item, ha="center", va="center", color=INK, fontsize=15)
            else:
                _block(ax, x, middle, item, cell)
            x += _width(item, cell, gap) / 2
        top -= height
    return fig


def _width(item, cell, gap):
    if isinstance(item, str):
        return gap
    return max(item[1][1] * cell, 0.42)  # a shape such as (2, 1) needs this much below a narrow block


def _block(ax, x, y, matrix, cell):
    name, (rows, columns), kind = matrix
    edge, face = LOOKS[kind]
    left, bottom = x - columns * cell / 2, y - rows * cell / 2
    for row in range(rows):
        for column in range(columns):
            corner = (left + column * cell, bottom + row * cell)
            ax.add_patch(Rectangle(corner, cell, cell, facecolor=face, edgecolor=MUTED, linewidth=0.6))
    ax.add_patch(Rectangle((left, bottom), columns * cell, rows * cell, facecolor="none", edgecolor=edge, linewidth=1.4))
    ax.text(x, bottom + rows * cell + 0.05, name, ha="center", va="bottom", color=edge, fontsize=11)
    ax.text(x, bottom - 0.05, f"({rows}, {columns})", ha="center", va="top", color=INK, fontsize=11)
