"""Every drawing of the book: one function each, one palette, data in, a matplotlib figure out."""

from .graph import graph
from .network import network
from .style import use_style

__all__ = ["graph", "network", "use_style"]
