"""A column minus a row, stretched to a table, where the answers cannot be moved."""

from backprop import figures


def draw(preset):
    """Return the drawing and its description; raises KeyError for a preset, because there are none."""
    if preset:
        raise KeyError(preset)
    blocks = [("y", (4, 1), "value"), "−", ("t", (1, 4), "weight"), "=", ("y - t", (4, 4), "gradient")]
    alt = "A difference as blocks. y with shape (4, 1) minus t, which NumPy reads as a row of shape (1, 4), is a table of shape (4, 4)."
    return figures.products([blocks]), alt
