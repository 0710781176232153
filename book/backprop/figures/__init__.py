"""Every drawing of the book: one function each, one palette, data in, a matplotlib figure out."""

from .network import network
from .style import use_style

__all__ = ["network", "use_style"]
