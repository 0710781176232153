"""Numbers in messages: arrays and tensors as their bytes, and what of a message may become one."""

import binascii
import functools
import math
import sys

import numpy as np

from grading.run.inside.messages.channel import ProtocolError


def tensor_type():
    """Return the class of torch's tensors, None where torch is not imported."""
    return getattr(sys.modules.get("torch"), "Tensor", None)


def array_content(value):
    """Return what a message holds of an array."""
    return [value.dtype.str, list(value.shape), as_text(value.tobytes())]


def read_array(dtype, shape, data):
    """Return a new array, of a dtype that holds numbers and nothing else."""
    if type(dtype) is not str:
        raise ProtocolError("a dtype is not one of numbers")
    dtype = _dtype_of_numbers(dtype)
    if len(checked_list(shape)) > 16 or not all(type(size) is int and 0 <= size < 1 << 40 for size in shape):
        raise ProtocolError("a shape is not a shape")
    data = from_text(data)
    if math.prod(shape) * dtype.itemsize != len(data):
        raise ProtocolError("a shape does not fit its data")
    return np.frombuffer(data, dtype).reshape(shape).copy()


@functools.lru_cache(maxsize=64)
def _dtype_of_numbers(name):
    """Return the dtype of this name; raise ProtocolError when it is none that holds numbers and nothing else."""
    if len(name) > 4 or name[:1] not in ("<", ">", "|") or name[1:2] not in tuple("biufc"):
        raise ProtocolError("a dtype is not one of numbers")
    try:
        return np.dtype(name)
    except TypeError as error:
        raise ProtocolError("a dtype is not one of numbers") from error


def copy_into(old, new):
    """Give an array the numbers of another one, of the same shape and dtype."""
    if old.dtype != new.dtype or old.shape != new.shape:
        raise ProtocolError("an array changed its shape or dtype")
    if old.flags.writeable:
        old[...] = new


def as_text(data):
    """Return bytes as base64."""
    return binascii.b2a_base64(data, newline=False).decode()


def checked_list(content, length=None):
    """Return what has to be a list, of that length if one is given."""
    if type(content) is not list or (length is not None and len(content) != length):
        raise ProtocolError("a list is missing")
    return content


def from_text(content):
    """Return the bytes that `as_text` wrote."""
    if type(content) is not str:
        raise ProtocolError("base64 is missing")
    try:
        return binascii.a2b_base64(content, strict_mode=True)
    except ValueError as error:
        raise ProtocolError("base64 is damaged") from error
