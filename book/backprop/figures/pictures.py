"""Small pictures that a network is asked about."""

import matplotlib.pyplot as plt
from matplotlib.colors import LinearSegmentedColormap

from .style import FORWARD, FORWARD_SOFT, WIDTH


def digit_pictures(pictures, classes, *, columns=5):
    """Draw pictures, (number, height, width) from 0 for paper upwards, each under the class that it belongs to."""
    rows = -(-len(pictures) // columns)
    fig, grid = plt.subplots(rows, columns, figsize=(WIDTH, 1.15 * rows * WIDTH / columns), squeeze=False, layout="constrained")
    ink = LinearSegmentedColormap.from_list("ink", [FORWARD_SOFT, FORWARD])
    for ax, picture, number in zip(grid.flat, pictures, classes, strict=True):
        ax.pcolormesh(picture[::-1], cmap=ink)
        ax.set(title=f"{number}", aspect="equal", xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
    return fig
