"""What can go wrong in any result."""

import numpy as np

from grading.checking.comparing.values import _is_array, _is_number, _is_whole


def _rows(args):
    """Return how many rows the first table among the arguments has, the number of instances."""
    return next(len(argument) for argument in args if type(argument) is np.ndarray and argument.ndim > 1)


def _columns(args):
    """Return how many columns the second table among the arguments has, or the first if there is one alone: the number of outputs."""
    tables = [argument for argument in args if type(argument) is np.ndarray and argument.ndim > 1]
    return tables[:2][-1].shape[1]


# What can go wrong in any result, and how it changes the right one; `args` are the arguments of the check.
_ANYWHERE = {
    "the sign is turned round": lambda value, args: -1.0 * value,
    "a factor 2 is missing": lambda value, args: value / 2,
    "there is a factor 2 too much": lambda value, args: 2.0 * value,
    "a factor 4 is missing": lambda value, args: value / 4,
    "there is a factor 4 too much": lambda value, args: 4.0 * value,
    "it is divided by the number of rows once too often": lambda value, args: value / _several(_rows(args)),
    "the division by the number of rows is missing": lambda value, args: value * _several(_rows(args)),
    "rows and columns are swapped": lambda value, args: _table(value).T,
}
# The same, but never as one of two mistakes: so many would explain anything.
_ANYWHERE_ALONE = {
    "the sizes are right, but the signs are lost": lambda value, args: abs(_numbers(value)),
    "the right result is squared once more": lambda value, args: _numbers(value) ** 2,
    "the root of the right result is taken": lambda value, args: _numbers(value) ** 0.5,
    "it is upside down: 1 divided by the right result": lambda value, args: 1 / _numbers(value),
    "it is 1 minus the right result": lambda value, args: 1 - _numbers(value),
    "it is a hundred times too large, as if in percent": lambda value, args: 100 * _numbers(value),
    "it is one too many": lambda value, args: _whole(value) + 1,
    "it is one too few": lambda value, args: _whole(value) - 1,
    "the numbers are rounded to whole ones": lambda value, args: np.round(_numbers(value)),
    "the fractions are cut off": lambda value, args: _not_nothing(np.trunc(_numbers(value))),
    "it is divided by the number of columns": lambda value, args: value / _several(_columns(args)),
    "it is divided by the number of columns where the number of rows belongs": lambda value, args: (
        value * _rows(args) / _several(_columns(args))
    ),
    "it is divided by the number of all its entries": lambda value, args: value / _several(np.size(value)),
    "it is added up to one number": lambda value, args: float(np.sum(_array(value))),
    "it is averaged to one number": lambda value, args: float(np.mean(_array(value))),
    "the rows are added up": lambda value, args: _table(value).sum(axis=0),
    "the columns are added up": lambda value, args: _table(value).sum(axis=1),
    "the table comes flat; it has rows and columns": lambda value, args: _table(value).ravel(),
    "it has a row around it that is not asked for, so that it has two dimensions": lambda value, args: _vector(value)[None],
    "it is a column, of two dimensions; it has one": lambda value, args: _vector(value)[:, None],
    "the first entry alone is there": lambda value, args: _several_of(value)[:1],
    "the last entry alone is there": lambda value, args: _several_of(value)[-1:],
    "the first entry is missing": lambda value, args: _several_of(value)[1:],
    "the last entry is missing": lambda value, args: _several_of(value)[:-1],
    "it is the wrong way round: the last comes first": lambda value, args: _several_of(value)[::-1],
    "it is sorted; everything has a place of its own": lambda value, args: (
        sorted(_several_of(value)) if type(value) is list else np.sort(value)
    ),
}
# What an argument can do to the right result once too often: to which kind, in which words, and how.
_WITH_AN_ARGUMENT = (
    (lambda value: _is_number(value), "It is multiplied by {} once too often.", lambda result, value: result * value),
    (lambda value: _is_number(value), "It is divided by {} once too often.", lambda result, value: result / value),
    (lambda value: _is_number(value), "{} is added at the end.", lambda result, value: result + value),
    (lambda value: _is_number(value), "{} is subtracted at the end.", lambda result, value: result - value),
    (lambda value: _is_array(value), "It is multiplied by {} once too often.", lambda result, value: _alike(result, value) * value),
    (lambda value: _is_array(value), "It is divided by {} once too often.", lambda result, value: _alike(result, value) / value),
    (lambda value: _is_array(value), "{} is added at the end.", lambda result, value: _alike(result, value) + value),
    (lambda value: _is_array(value), "{} is subtracted at the end.", lambda result, value: _alike(result, value) - value),
)


def _not_nothing(value):
    if not np.any(value):
        raise ValueError("zeros can have any reason")
    return value


def _several(number):
    if number < 2:
        raise ValueError("one row: a mean is a sum")
    return number


def _table(value):
    if np.ndim(value) != 2:
        raise ValueError("no table")
    return value


def _array(value):
    if type(value) is not np.ndarray or value.size < 2:
        raise ValueError("no array of several numbers")
    return value


def _vector(value):
    if _array(value).ndim != 1:
        raise ValueError("not one row of numbers")
    return value


def _several_of(value):
    if type(value) not in (list, np.ndarray) or np.ndim(value) > 2 or len(value) < 2:
        raise ValueError("not a row of several")
    return value


def _numbers(value):
    if not _is_number(value) and (type(value) is not np.ndarray or value.dtype.kind not in "iuf"):
        raise ValueError("no number")
    return value


def _whole(value):
    if not _is_whole(value):
        raise ValueError("not a whole number")
    return value


def _alike(result, value):
    if np.shape(result) != np.shape(value):
        raise ValueError("of another shape")
    return result
