"""The drawings of shapes, of losses and gradients, and of measured seconds show the numbers they are given."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from book.backprop import figures
from book.backprop.figures.style import STYLE, WIDTH
from book.backprop.measured import measured

EQUATION = [("A", (3, 2), "value"), "·", ("B", (2, 5), "weight"), "=", ("C", (3, 5), "gradient")]


@pytest.fixture(autouse=True)
def style():
    with mpl.rc_context(STYLE):
        yield
    plt.close("all")


def test_products_shows_each_matrix_with_its_cells_its_name_and_its_shape():
    fig = figures.products([EQUATION])
    assert [text.get_text() for text in fig.axes[0].texts] == ["A", "(3, 2)", "·", "B", "(2, 5)", "=", "C", "(3, 5)"]
    assert len(fig.axes[0].patches) == 3 * 2 + 2 * 5 + 3 * 5 + 3  # the cells, and a frame each
    boxes = [patch.get_bbox() for patch in fig.axes[0].patches]
    assert min(box.x0 for box in boxes) >= 0
    assert max(box.x1 for box in boxes) <= WIDTH


def test_products_refuses_a_line_that_a_phone_cannot_show():
    with pytest.raises(ValueError, match="inches wide, more than"):
        figures.products([[("A", (2, 30), "value")]])


def test_loss_curves_has_a_legend_only_where_there_is_a_choice():
    assert figures.loss_curves({"one": [3.0, 2.0]}).axes[0].get_legend() is None
    fig = figures.loss_curves({"one": [3.0, 2.0], "two": [3.0, 1.0]})
    assert [line.get_ydata().tolist() for line in fig.axes[0].lines] == [[3.0, 2.0], [3.0, 1.0]]
    assert len({str(line.get_linestyle()) + str(line._dash_pattern) for line in fig.axes[0].lines}) == 2  # not by colour alone


def test_losses_that_were_kept_after_each_epoch_begin_at_one():
    (line,) = figures.loss_curves({"one": [3.0, 2.0]}, first=1).axes[0].lines
    assert line.get_xydata().tolist() == [[1, 3.0], [2, 2.0]]


def test_gradient_sizes_counts_layers_from_one():
    fig = figures.gradient_sizes({"above": {"a": [1.0, 0.1, 0.01]}, "below": {"b": [1.0, 2.0, 3.0]}})
    assert [ax.get_title() for ax in fig.axes] == ["above", "below"]
    assert fig.axes[0].lines[0].get_xdata().tolist() == [1, 2, 3]


def test_the_measured_drawings_show_the_stored_run():
    rows = measured("four_ways")["results"]["rows"]
    tape = [row for row in rows if row["way"] == "tape"]
    lines = {line.get_label(): line for line in figures.four_ways(rows).axes[0].lines}
    assert set(lines) == {"tape", "loops", "matrices", "PyTorch"}
    assert lines["tape"].get_ydata().tolist() == [row["gradient_s"]["median"] * 1e3 for row in tape]
    lines = {line.get_label(): line for line in figures.gradient_cost(rows).axes[0].lines}
    assert lines["tape"].get_ydata().tolist() == [row["gradient_s"]["median"] / row["loss_s"]["median"] for row in tape]
    assert lines["nudging"].get_ydata()[0] == 2 * rows[0]["weights"]
