"""Every drawing of the book: one function each, one palette, data in, a matplotlib figure out."""

from .bars import change_requests
from .curves import error_over_step, loss_along_weight, loss_and_metric, losses_along, sigmoid_curve
from .entropy import entropy_curves, race, saturation
from .graph import graph
from .matrices import products
from .network import network
from .pictures import digit_pictures
from .plane import decision_regions, hidden_space
from .runs import loss_groups, loss_runs, solved_grid, sorted_runs
from .sizes import grading_hours
from .style import use_style
from .training import four_ways, gradient_bound, gradient_cost, gradient_sizes, loss_curves

__all__ = [
    "change_requests",
    "decision_regions",
    "digit_pictures",
    "entropy_curves",
    "error_over_step",
    "four_ways",
    "gradient_bound",
    "gradient_cost",
    "gradient_sizes",
    "grading_hours",
    "graph",
    "hidden_space",
    "loss_along_weight",
    "loss_and_metric",
    "loss_curves",
    "loss_groups",
    "loss_runs",
    "losses_along",
    "network",
    "products",
    "race",
    "saturation",
    "sigmoid_curve",
    "solved_grid",
    "sorted_runs",
    "use_style",
]
