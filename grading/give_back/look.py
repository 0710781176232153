"""The colours and the style of all pages and drawings here; the tests tie the colours to those of the book.

Two hues tell apart what matters, for the colour-blind too, and no drawing relies on colour alone.
"""

LIGHT = {
    "ink": "#1f2328",
    "muted": "#6a737d",
    "paper": "#fdfdfe",
    "forward": "#0b62a4",
    "gradient": "#b54708",
    "third": "#1a7f5a",
    "fourth": "#9a28e8",
    "forward-soft": "#dceaf6",
    "gradient-soft": "#fce9dd",
}
DARK = {
    "ink": "#e6e9ee",
    "muted": "#9aa4b0",
    "paper": "#14181e",
    "forward": "#6cb6f2",
    "gradient": "#ff9d5c",
    "third": "#5fd0a0",
    "fourth": "#b860ff",
    "forward-soft": "#16344f",
    "gradient-soft": "#4d2a14",
}
INK, MUTED, FORWARD, GRADIENT = (LIGHT[name] for name in ("ink", "muted", "forward", "gradient"))
FORWARD_SOFT, GRADIENT_SOFT = LIGHT["forward-soft"], LIGHT["gradient-soft"]
WIDTH = 4.4  # inches: what a phone shows without shrinking the text below 9 pixels

STYLE = {
    "figure.figsize": (WIDTH, 3.2),
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "font.size": 10.5,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "axes.titlesize": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": MUTED,
    "grid.alpha": 0.25,
    "lines.linewidth": 2,
    "legend.frameon": False,
    "svg.fonttype": "none",  # text stays text: it can be searched, read aloud and scaled
    "svg.hashsalt": "grading",  # the same drawing gives the same bytes
}


def palette():
    """Return the colours: `light` and `dark` as CSS, `names` from each light value to its name."""
    light, dark = ("".join(f"\n  --{name}: {value};" for name, value in colours.items()) + "\n" for colours in (LIGHT, DARK))
    return {"light": light, "dark": dark, "names": {value: name for name, value in LIGHT.items()}}
