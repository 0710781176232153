"""Every drawing of the book: one function each, one palette, data in, a matplotlib figure out."""

from .bars import change_requests
from .curves import error_over_step, loss_along_weight, loss_and_metric, losses_along, sigmoid_curve
from .graph import graph
from .network import network
from .style import use_style

__all__ = [
    "change_requests",
    "error_over_step",
    "graph",
    "loss_along_weight",
    "loss_and_metric",
    "losses_along",
    "network",
    "sigmoid_curve",
    "use_style",
]
