"""The palette and the style of every drawing.

Forward values are blue, gradients are orange-brown, in every drawing; both can be told apart by the colour-blind, and
no drawing relies on colour alone. Text is at least 10 points at a width of 4.4 inches, so that a phone still shows it.
book/_ext/pages.py sets the drawings into the page, where these colours follow the light or dark theme.
"""

import matplotlib as mpl
from matplotlib_inline.backend_inline import set_matplotlib_formats

INK = "#1f2328"
MUTED = "#6a737d"
PAPER = "#fdfdfe"
FORWARD = "#0b62a4"
GRADIENT = "#b54708"
THIRD = "#1a7f5a"
FOURTH = "#9a28e8"
FORWARD_SOFT = "#dceaf6"
GRADIENT_SOFT = "#fce9dd"

WIDTH = 4.4  # inches: what a phone shows without shrinking the text below 9 pixels

STYLE = {
    "figure.figsize": (WIDTH, 3.2),
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "savefig.pad_inches": 0.02,  # the notebook cuts a drawing out with this much around it
    "font.size": 11,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "axes.titlesize": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": mpl.cycler(color=[FORWARD, GRADIENT, THIRD, FOURTH]),
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": MUTED,
    "grid.alpha": 0.25,
    "lines.linewidth": 2,
    "legend.frameon": False,
    "svg.fonttype": "none",  # text stays text: it can be searched, read aloud and scaled
    "svg.hashsalt": "one-gradient",  # the same drawing gives the same bytes
}


def use_style():
    """Let this notebook draw in the style of the book, as SVG."""
    mpl.rcParams.update(STYLE)
    set_matplotlib_formats("svg", metadata={"Date": None})


def number(value, digits=3):
    """Return `value` as short text: 0.732, 16, and -5.3e-8 where fewer than two digits would be left."""
    if value == int(value) and abs(value) < 1e4:
        text = str(int(value))
    elif abs(value) < 10 ** (1 - digits):
        mantissa, exponent = f"{value:.1e}".split("e")
        text = f"{mantissa}e{int(exponent)}"
    else:
        text = f"{value:.{digits}f}"
    return text.replace("-", "\u2212")
