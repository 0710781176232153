"""Every drawing of the book: one function each, one palette, data in, a matplotlib figure out."""

from .bars import change_requests
from .curves import error_over_step, loss_along_weight, loss_and_metric, losses_along, sigmoid_curve
from .graph import graph
from .matrices import products
from .network import network
from .style import use_style
from .training import four_ways, gradient_cost, gradient_sizes, loss_curves

__all__ = [
    "change_requests",
    "error_over_step",
    "four_ways",
    "gradient_cost",
    "gradient_sizes",
    "graph",
    "loss_along_weight",
    "loss_and_metric",
    "loss_curves",
    "losses_along",
    "network",
    "products",
    "sigmoid_curve",
    "use_style",
]
