"""How two values differ, in a few words that a hidden test may show."""

import contextlib
import math

import numpy as np

from grading.checking.comparing.values import _flat, _is_number, _is_plain, _is_whole, _kind, _plain, _precision, _shape, _short


def _differ_at_once(a, b, rtol, atol):
    """Tell whether two values differ in kind, shape or first number; False where that takes a closer look."""
    if type(a) is np.ndarray and type(b) is np.ndarray:
        if a.shape != b.shape:
            return True
        if not a.size or a.dtype.char not in "dlfi" or b.dtype.char not in "dlfi":
            return False
        a, b = a.item(0), b.item(0)
    elif type(a) is tuple and type(b) is tuple:
        return len(a) != len(b) or any(_differ_at_once(x, y, rtol, atol) for x, y in zip(a, b, strict=True))
    elif type(a) not in (int, float) or type(b) not in (int, float):
        return False
    return a != b and not abs(a - b) <= atol + rtol * abs(b) and not (a != a and b != b)


def _difference(got, expected, hidden, rtol, atol):
    """Return in a few words how `got` differs from `expected`, or None when it does not."""
    got, expected = _plain(got), _plain(expected)
    if isinstance(expected, bool | np.bool_ | str) or expected is None:
        if isinstance(got, np.bool_ | bool) and isinstance(expected, np.bool_ | bool):
            got, expected = bool(got), bool(expected)
        if type(got) is type(expected) and got == expected:
            return None
        if type(got) is type(expected):
            return "is not right" if hidden else f"is {_short(got)}, expected {_short(expected)}"
        return f"returns {_kind(got)}, expected {'None' if expected is None else _kind(expected)}"
    if isinstance(expected, dict):
        return _difference_of_dicts(got, expected, hidden, rtol, atol)
    if isinstance(expected, list | tuple):
        return _difference_of_sequences(got, expected, hidden, rtol, atol)
    if not isinstance(expected, np.ndarray) and not _is_number(expected):
        raise TypeError(f"checks.py cannot compare with {_kind(expected)}")
    return _difference_of_numbers(got, expected, hidden, rtol, atol)


def _difference_of_dicts(got, expected, hidden, rtol, atol):
    if type(got) is not dict:
        return f"returns {_kind(got)}, expected a dict with the keys {_short(sorted(expected, key=str))}"
    for key in expected:
        if key not in got:
            return f"has no key {_short(key)}"
        if problem := _difference(got[key], expected[key], hidden, rtol, atol):
            return f"at key {_short(key)}: {problem}"
    if len(got) != len(expected):
        return "has a key too many"
    return None


def _difference_of_sequences(got, expected, hidden, rtol, atol):
    if type(got) is np.ndarray and got.dtype.kind in "biuf" and got.ndim > 0 and len(got) == len(expected):
        got = list(got)  # an array of results is as good as a list of them
    if type(got) not in (list, tuple):
        return f"returns {_kind(got)}, expected {_kind(expected)}"
    if len(got) != len(expected):
        return f"returns {_kind(got)}, expected {_kind(expected)}"
    for position, (a, b) in enumerate(zip(got, expected, strict=True)):
        if problem := _difference(a, b, hidden, rtol, atol):
            if type(expected) is tuple:
                return f"in result number {position + 1}: {problem}"
            return f"entry [{position}] {problem}" if problem.startswith(("is ", "has ")) else f"in entry [{position}]: {problem}"
    return None


def _difference_of_numbers(got, expected, hidden, rtol, atol):
    if type(got) in (list, tuple) and type(expected) is np.ndarray and expected.ndim > 0 and len(got) == len(expected):
        with contextlib.suppress(RecursionError):  # a list that holds itself
            got = _array_of(got)  # a list of rows is as good as a table of them
    if not _is_number(got) and type(got) is not np.ndarray:
        return f"returns {_kind(got)}, expected {_kind(expected)}"
    if type(got) is np.ndarray and got.dtype.kind not in "biuf":
        return f"returns {_kind(got)}, expected {_kind(expected)}"
    if np.shape(got) != np.shape(expected):
        return f"has shape {_shape(got)}, expected {_shape(expected)}"
    # Plain Python numbers from here on: nothing that was patched in NumPy can make a wrong value look right.
    values, targets = _flat(got), _flat(expected)
    if values == targets:
        return None
    for position, (value, target) in enumerate(zip(values, targets, strict=True)):
        right = value == target or abs(value - target) <= atol + rtol * abs(target) < math.inf
        if not right and not (math.isnan(target) and math.isnan(value)):
            # A whole number is a count or a position: by which share it is off says nothing.
            how = _how_wrong(value, target, hidden)
            how = how.partition(", by")[0] if hidden and _is_whole(expected) else how
            return f"{_entry(expected, position)}{how}{_precision(got)}"
    return None


def _array_of(rows):
    """Return nested lists of numbers as an array; as they are where they are not that."""
    if not rows or not _is_plain(rows) or not all(type(_plain(row)) in (list, tuple, np.ndarray) or _is_number(row) for row in rows):
        return rows
    rows = [_array_of(row) if type(row) in (list, tuple) else _plain(row) for row in rows]
    if any(type(row) in (list, tuple) for row in rows) or len({np.shape(row) for row in rows}) > 1:
        return rows
    return np.array(rows)


def _how_wrong(value, target, hidden):
    if math.isnan(value):
        return "is not a number (nan)"
    if not hidden:
        return f"is {value:.10g}, expected {target:.10g}"
    # A hidden test tells how far off, in steps too coarse to work back to the expected value.
    if math.isinf(value):
        return "is infinite"
    if target == 0 or value == 0:
        return "is not 0, but should be" if target == 0 else "is 0, but should not be"
    if abs(value + target) <= 1e-6 * abs(target):
        return "has the wrong sign"
    if value * target < 0:
        return "has the wrong sign and the wrong size"
    ratio = abs(value / target)
    direction = "large" if ratio > 1 else "small"
    for limit, words in ((1.01, "1 %"), (1.1, "10 %"), (2, "a factor of 2"), (10, "a factor of 10")):
        if 1 / limit <= ratio <= limit:
            return f"is too {direction}, by less than {words}"
    return f"is too {direction}, by more than a factor of 10"


def _entry(expected, position):
    shape = np.shape(expected)
    if not shape:
        return ""
    return f"entry {[int(i) for i in np.unravel_index(position, shape)]} "
