"""What a value is, and what it is called in a message: numbers, arrays, lists and tables, also those in torch tensors."""

import copy
import sys

import numpy as np


def _is_number(value):
    return isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool | np.bool_)


def _is_plain(value):
    """Tell whether a value is one that can be compared, and so copied."""
    value = _plain(value)
    if type(value) in (list, tuple, dict):
        return all(map(_is_plain, value.values() if type(value) is dict else value))
    if type(value) is np.ndarray:
        return value.dtype.kind in "biuf"
    return value is None or isinstance(value, bool | np.bool_ | str) or _is_number(value)


def _plain(value):
    """Return a torch tensor as an array, anything else unchanged."""
    torch = sys.modules.get("torch")
    if torch is not None and type(value) is torch.Tensor:
        return value.detach().cpu().numpy()
    return value


def _flat(value):
    if type(value) is not np.ndarray:
        return [float(value)]
    numbers = np.ndarray.tolist(np.ndarray.reshape(value, -1))
    return numbers if value.dtype.char in "efd" else [float(number) for number in numbers]  # those are Python's floats already


def _numbers_in(value):
    """Return all numbers in a plain value, as floats."""
    value = _plain(value)
    if type(value) in (list, tuple, dict):
        return [number for item in (value.values() if type(value) is dict else value) for number in _numbers_in(item)]
    if _is_number(value) or (type(value) is np.ndarray and value.dtype.kind in "biuf"):
        return _flat(value)
    return []


def _is_whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def _is_array(value):
    return type(value) is np.ndarray and value.dtype.kind in "iuf"


def _is_numbers(value):
    return type(value) is list and len(value) > 1 and all(map(_is_number, value))


def _is_table(value):
    return _is_array(value) and value.ndim == 2


def _is_square(value):
    return _is_table(value) and value.shape[0] == value.shape[1] > 1


def _is_row(value):
    return type(value) is list and len(value) > 1


def _is_lists(value):
    return type(value) in (list, dict) and all(type(item) is list for item in (value.values() if type(value) is dict else value))


def _is_pairs(value):
    return type(value) is list and len(value) > 0 and all(type(item) is tuple and len(item) == 2 for item in value)


def _copy_of_plain(value):
    return copy.deepcopy(value) if _is_plain(value) else value


def _copy_at_once(value):
    """Do what `_copy_of_plain` does, in a tenth of its time."""
    kind = type(value)
    if kind is np.ndarray:
        return value.copy()
    if kind in (list, tuple):
        return kind(map(_copy_at_once, value))
    return value if kind in (int, float, str, bool) else _copy_of_plain(value)


def _shape(value):
    return "() (a single number)" if np.shape(value) == () else str(tuple(int(n) for n in np.shape(value)))


def _kind(value):
    if value is None:
        return "None (is the return missing?)"
    if isinstance(value, bool | np.bool_):
        return "a bool"
    if _is_number(value):
        return "a number"
    if isinstance(value, str):
        return "a string"
    if type(value) is np.ndarray:
        return f"an array of shape {_shape(value)}" + (f" and dtype {value.dtype.name}" if value.dtype.kind not in "biuf" else "")
    if type(value) in (list, tuple, dict):
        return f"a {type(value).__name__} of length {len(value)}"
    if callable(value):
        return "a function"
    return "an object of another type"


def _short(value):
    text = value if isinstance(value, str) else repr(value)
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:77] + "..."


def _precision(got):
    if (type(got) is np.ndarray and got.dtype.itemsize < 8 and got.dtype.kind == "f") or isinstance(got, np.float32 | np.float16):
        return f" (it is {got.dtype}, which keeps too few digits; use float64)"
    return ""


def _shape_in_words(value):
    return _kind(value) + (str([_shape_in_words(item) for item in value]) if type(value) in (list, tuple) else "")
