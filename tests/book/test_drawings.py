"""The drawings of graphs, curves and bars: readable on a phone, in the palette, and nothing written over a box."""

import itertools

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text

from book.backprop import figures
from book.backprop.figures import style
from book.backprop.figures.graph import _cross
from book.backprop.measured import measured

PALETTE = {value for name, value in vars(style).items() if name.isupper() and isinstance(value, str)}
Z = np.linspace(-4, 4, 21)
LAYER = {"h_1": (0, 0), "h_2": (0, 1), "y_1": (1, 0), "y_2": (1, 1), "L": (2, 0.5)}
LAYER_EDGES = {(h, y): -0.216 for h in ("h_1", "h_2") for y in ("y_1", "y_2")} | {("y_1", "L"): -0.536, ("y_2", "L"): 0.246}


def layer(**options):
    numbers = dict.fromkeys(LAYER, -0.1234)
    return figures.graph(LAYER, LAYER_EDGES, values=numbers, gradients=numbers, **options)


CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
CLASSES = np.array([[0.0], [1.0], [1.0], [0.0]])


def falls(points):
    return 1 - points.sum(axis=1, keepdims=True)


def three_hidden():
    W, V = np.full((2, 3), -0.15), np.full((3, 1), -0.35)
    values, gradients = [None, [0.512] * 3, [0.491]], [None, [-0.102] * 3, [-2.036]]
    return figures.network([-1.0, 1.0], [W, V], values=values, gradients=gradients, weight_gradients=[W, V], loss=0.7109)


DRAWINGS = {
    "graph of a layer": lambda: layer(row=1.6, box=0.75, marked={("h_1", "y_1")}),
    "graph of one box": lambda: figures.graph({"x": (0, 0)}, {}),
    "sigmoid": lambda: figures.sigmoid_curve(Z, np.tanh(Z), slope=1 - np.tanh(Z) ** 2, points={"here": (0.0, 0.0)}),
    "loss and metric": lambda: figures.loss_and_metric(Z, Z**2, np.sign(Z), at=1, name="w", metric_name="accuracy"),
    "losses along": lambda: figures.losses_along(["a", "b"], Z, [[Z, -Z], [Z**2, Z]], ["first", "second"]),
    "loss along a weight": lambda: figures.loss_along_weight(Z, Z**2, [(1.0, 1.0, 2.0, "slope 2"), (-1.0, 1.0, -2.0, "slope")]),
    "error over the step": lambda: figures.error_over_step(
        np.array([1e-3, 1e-2]), {"a": np.array([0, 1e-4])}, {"up": (1e-3, 1e-3, 1, "above"), "down": (1e-3, 1e-3, -1, "below")}
    ),
    "change requests": lambda: figures.change_requests(["w", "v", "u"], [0.2, -1e-5, 0.0]),
    "products": lambda: figures.products([[("A", (3, 2), "value"), "·", ("B", (2, 5), "weight"), "=", ("C", (3, 5), "gradient")]]),
    "loss curves": lambda: figures.loss_curves({"a": [1.0, 0.1], "b": [1.0, 0.2]}),
    "gradient sizes": lambda: figures.gradient_sizes({"above": {"a": [1.0, 0.1]}, "below": {"b": [1.0, 2.0]}}),
    "four ways": lambda: figures.four_ways(measured("four_ways")["results"]["rows"]),
    "gradient cost": lambda: figures.gradient_cost(measured("four_ways")["results"]["rows"]),
    "gradient bound": lambda: figures.gradient_bound(measured("gradient_cost")["results"]["rows"]),
    "grading hours": lambda: figures.grading_hours(measured("size")["results"]["curves"]),
    "network with three hidden units": lambda: three_hidden(),
    "decision regions": lambda: figures.decision_regions([falls] * 3, CORNERS, CLASSES, titles=["a", "b", "c"], span=(-2.0, 3.0)),
    "decision dots": lambda: figures.decision_regions([falls], CORNERS, CLASSES, titles=["20 by 20"], steps=20, dots=True),
    "hidden space": lambda: figures.hidden_space(np.tanh, np.array([[1.0], [-2.0]]), CORNERS, CLASSES),
    "loss runs": lambda: figures.loss_runs([np.full((200, 2), 0.1)] * 3, titles=["a", "b", "c"], marks=[(1 / 6, "1/6")]),
    "solved grid": lambda: figures.solved_grid(
        [[0, 20, 3], [1, 2, 20]], rows=[0.1, 1.0], columns=[1, 2, 3], row_label="learning rate", column_label="hidden units", total=20
    ),
    "cross-entropy": lambda: figures.entropy_curves(0.491, 0.711),
    "saturation": lambda: figures.saturation(Z, [(Z / 4, "cross-entropy", "-"), (-Z / 4, "squared error", "--")]),
    "race": lambda: figures.race([(np.tanh(Z), "cross-entropy", "-"), (-np.tanh(Z), "squared error", "--")]),
}


@pytest.fixture(autouse=True)
def book_style():
    with mpl.rc_context(style.STYLE):
        yield
    plt.close("all")


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS.keys())
def test_a_drawing_fits_a_phone_and_keeps_to_the_palette(draw):
    figure = draw()
    figure.canvas.draw()
    texts = [text for text in figure.findobj(Text) if text.get_text() and text.get_visible()]
    assert figure.get_figwidth() <= style.WIDTH
    around = 2 * style.STYLE["savefig.pad_inches"]
    on_a_phone = 358 / ((style.WIDTH + around) * 72)  # pixels a point: a phone of 390 pixels leaves 358 for a drawing
    assert min(text.get_fontsize() for text in texts) * on_a_phone >= 12
    assert {to_hex(text.get_color()) for text in texts} <= PALETTE
    frame = figure.bbox
    # Ticks beyond the ends of an axis have a label, too; it is not drawn.
    ticks = {label for axes in figure.axes for label in axes.get_xticklabels(which="both") + axes.get_yticklabels(which="both")}
    for text in set(texts) - ticks:
        box = text.get_window_extent()
        cut_off = max(frame.x0 - box.x0, box.x1 - frame.x1, frame.y0 - box.y0, box.y1 - frame.y1)
        assert cut_off <= 1, f"{text.get_text()!r} leaves the drawing by {cut_off:.0f} pixels"


def test_numbers_on_arrows_touch_no_box_and_no_other_number():
    figure = layer(row=1.6, box=0.75)
    figure.canvas.draw()
    (axes,) = figure.axes
    frames = [patch.get_window_extent() for patch in axes.patches if patch.get_linewidth() == 1.3]
    numbers = [text.get_window_extent() for text in axes.texts if text.get_text().startswith("×")]
    assert len(frames) == 5
    assert len(numbers) == 6
    assert not any(number.overlaps(frame) for number in numbers for frame in frames)
    assert not any(a.overlaps(b) for a, b in itertools.combinations(numbers, 2))


def test_the_weights_of_a_network_with_three_hidden_units_cover_neither_each_other_nor_a_unit():
    figure = three_hidden()
    figure.canvas.draw()
    (axes,) = figure.axes
    units = [patch.get_window_extent() for patch in axes.patches if patch.get_linewidth() == 1.3]
    labels = [text.get_window_extent() for text in axes.texts if text.get_text().startswith("\u22120.15")]
    assert (len(units), len(labels)) == (7, 12)  # with the loss; a weight and a gradient on each of six lines
    inked = [box.shrunk(1, 0.7) for box in labels]  # the box of a text is higher than its digits
    assert not any(a.overlaps(b) for a, b in itertools.combinations(inked, 2))
    assert not any(label.overlaps(unit) for unit in units for label in inked)


def test_the_weights_of_a_network_stand_apart_as_well():
    """The gap between two of them is a space at least: -0.25 and 0.05 are not one number."""
    figure = figures.network(None, [[[0.15, -0.25, 0.05], [0.2, 0.1, -0.15]], [[0.2], [-0.35], [0.15]]])
    figure.canvas.draw()
    labels = [text.get_window_extent() for text in figure.axes[0].texts if "." in text.get_text()]
    assert len(labels) == 9
    wider = [box.padded(1.5, -2) for box in labels]
    assert not any(a.overlaps(b) for a, b in itertools.combinations(wider, 2))


def test_a_race_shows_the_output_after_k_updates_at_k():
    (line,) = (line for line in figures.race([([0.0, 0.2, 0.6, 0.9], "quick", "-")]).axes[0].lines if line.get_label() == "quick")
    assert line.get_xydata().tolist() == [[1, 0.2], [2, 0.6], [3, 0.9]]


@pytest.mark.parametrize(
    ("ends", "crossing"),
    [
        (((0, 0), (1, 1), (0, 1), (1, 0)), True),
        (((0, 0), (1, 0), (0, 1), (1, 1)), False),
        (((0, 0), (1, 1), (0, 0), (1, 0)), False),
        (((0, 0), (1, 1), (2, 0), (3, -1)), False),
    ],
    ids=["a cross", "side by side", "from one box", "far away"],
)
def test_arrows_that_cross_are_told_from_those_that_do_not(ends, crossing):
    assert _cross(*ends) is crossing


def test_a_change_request_says_what_to_do_with_the_weight():
    texts = [text.get_text() for text in figures.change_requests(["w", "v", "u"], [0.2, -1e-5, 0.0]).axes[0].texts]
    assert texts == ["0.200: less", "−1.0e−5: more", "0: leave it"]


def test_a_mark_is_not_crossed_out_by_runs_that_are_stuck_near_it():
    history = np.tile([0.001, 0.125], (3, 1))  # XOR: 1/8 is where ReLU's runs stay, and the mark is at 1/6
    figure = figures.loss_groups([history], [np.array([True, False])], titles=["ReLU"], marks=[(1 / 6, "1/6")])
    figure.canvas.draw()
    (axes,) = figure.axes
    (mark,) = (text.get_window_extent() for text in axes.texts if text.get_text() == "1/6")
    for loss in (0.125, 1 / 6):
        assert not mark.y0 < axes.transData.transform((0, loss))[1] < mark.y1
