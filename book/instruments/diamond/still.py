"""The diamond at x = 2 with its values, its gradients and its local derivatives, where x cannot be moved."""

from backprop import figures


def draw(preset):
    """Return the drawing and its description; raises KeyError for a preset, because there are none."""
    if preset:
        raise KeyError(preset)
    x = 2.0
    a, b = x**2, 3 * x
    places = {"x": (0, 0.5), "a": (1, 0), "b": (1, 1), "L": (2, 0.5)}
    edges = {("x", "a"): 2 * x, ("x", "b"): 3.0, ("a", "L"): b, ("b", "L"): a}
    values = {"x": x, "a": a, "b": b, "L": a * b}
    gradients = {"L": 1.0, "a": b, "b": a, "x": b * 2 * x + a * 3}
    alt = (
        "A graph in the shape of a diamond. From x = 2 one arrow with the local derivative 4 goes to a = 4 and one with 3 to b = 6; from "
        "both, arrows with 6 and 4 go to L = 24. Backward, the gradients are 6 at a, 4 at b, and 36 at x, which is 24 through a and 12 "
        "through b."
    )
    labels = {"a": "$a = x^2$", "b": "$b = 3x$", "L": "$L = a b$"}
    return figures.graph(places, edges, labels=labels, values=values, gradients=gradients, box=0.95), alt
