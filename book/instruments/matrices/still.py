"""The three products of the backward pass as blocks with their shapes, where no entry can be picked."""

from backprop import figures


def draw(preset):
    """Return the drawing and its description; raises KeyError for a preset, because there are none."""
    if preset:
        raise KeyError(preset)
    n, d, m, o = 3, 2, 5, 2  # instances, inputs, hidden units, outputs
    hidden = [("H.T", (m, n), "value"), "·", ("grad_Y_in", (n, o), "gradient"), "=", ("grad_V", (m, o), "gradient")]
    back = [("grad_Y_in", (n, o), "gradient"), "·", ("V.T", (o, m), "weight"), "=", ("grad_H", (n, m), "gradient")]
    inputs = [("X.T", (d, n), "value"), "·", ("grad_H_in", (n, m), "gradient"), "=", ("grad_W", (d, m), "gradient")]
    alt = (
        "The backward pass as blocks. H transposed, (5, 3), times grad_Y_in, (3, 2), is grad_V with shape (5, 2). Then grad_Y_in, (3, 2), "
        "times V transposed, (2, 5), is grad_H with shape (3, 5). Last, X transposed, (2, 3), times grad_H_in, (3, 5), is grad_W with "
        "shape (2, 5)."
    )
    return figures.products([hidden, back, inputs], cell=0.22), alt
