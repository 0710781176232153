"""Compare what your function returns with what it should return, and say what is wrong.

This file travels with every assignment. It holds no answers: it only compares what it is given.
It is made: in the course, `python -m grading.checking` joins it from the parts in grading/checking/. Change those.
It is one file, long as it is, because nbgrader copies it beside each notebook, and a folder that is copied from there has to work
wherever it lies.
"""

import ast
import contextlib
import copy
import functools
import getpass
import hashlib
import inspect
import io
import itertools
import json
import linecache
import math
import signal
import sys
import threading
import time
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

# -- checking/comparing/failures.py ------------------------------------------------------------------------------------
# A check that did not pass, and the four lines that a student reads of it.

MAX_LINES = 4


class CheckFailed(AssertionError):
    """A check that did not pass; its text is the message a student reads."""

    answer = None  # of a hidden check: (what was compared, atol), so that a grader can tell whose numbers they are

    # Notebooks show this instead of a traceback: the message is what helps, not the frames below it.
    def _render_traceback_(self):
        return [str(self)]


def _fail(name, problem, mistake, read, hidden, answer=None):
    where = " (in a hidden test)" if hidden else ""
    lines = [f"{name}{where}: {problem}."]
    if mistake:
        lines += mistake.splitlines()
    if read:
        lines.append(f"Read again: {read}.")
    failure = CheckFailed("\n".join(lines[:MAX_LINES]))
    failure.answer = answer
    raise failure from None


def _with_line(failure, line):
    """Return the failure with one more line after its first, if there is one to add."""
    lines = str(failure).splitlines()
    return CheckFailed("\n".join([*lines[:1], line, *lines[1:]][:MAX_LINES])) if line else failure


# -- checking/comparing/values.py --------------------------------------------------------------------------------------
# What a value is, and what it is called in a message: numbers, arrays, lists and tables, also those in torch tensors.


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


# -- checking/explaining/mistakes.py -----------------------------------------------------------------------------------
# What the test cell that runs has said about its task: the mistakes that students make, the model, what it calls arguments and results.


def known_mistakes(ideas, model=None, probes=(), results=()):
    """Name these mistakes in the checks that follow, until the next call of `known_mistakes`.

    `ideas` maps a sentence to a function that makes the mistake it describes, or to a dict of keyword arguments with
    which `model`, a function that gives the right result, makes it. Each gets the arguments of the check; when it
    raises, it says nothing. Mistakes can be combined, two at a time, and made in one of several `results` (their names).
    `probes` are further lists of arguments for which the answer is asked after a check has failed, to tell ideas apart:
    a sentence is shown only if its idea, and no other, agrees with all that the answer does. An answer sees the probes,
    so they must not be the inputs of hidden checks.
    Test cells call this inside a hidden region.
    """
    _KNOWN.__init__(
        {sentence: _changed(model, idea) if isinstance(idea, dict) else idea for sentence, idea in ideas.items()},
        {sentence: idea for sentence, idea in ideas.items() if isinstance(idea, dict)},
        model,
        list(probes),
        tuple(results),
    )


def some_arrays(seed, *shapes):
    """Return a list of arrays of random numbers with these shapes, always the same for one seed: `probes` for `known_mistakes`."""
    numbers = np.random.default_rng(seed)
    return [numbers.normal(size=shape) for shape in shapes]


def _changed(model, changes):
    return lambda *args, **kwargs: model(*args, **{**kwargs, **changes})


@dataclass
class _Known:
    """What the test cell that runs knows about the mistakes of its task."""

    ideas: dict = field(default_factory=dict)  # sentence: function
    changes: dict = field(default_factory=dict)  # sentence: keyword arguments of the model
    model: object = None
    probes: list = field(default_factory=list)
    results: tuple = ()
    passed: list = field(default_factory=list)  # the checks so far


_KNOWN = _Known()


def _names_of_arguments(number):
    """Return what the model calls its arguments, which is what the task calls them."""
    try:
        names = list(inspect.signature(_KNOWN.model).parameters)[:number]
    except (TypeError, ValueError):
        names = []
    return names if len(names) == number else [f"Argument number {place}" for place in range(1, number + 1)]


# -- checking/comparing/calling.py -------------------------------------------------------------------------------------
# Calling a student's function: quietly, in time, and with an exception turned into words.


def call(function, *args, name="", read="", hidden=False, **kwargs):
    """Return `function(*args, **kwargs)`, silently, and turn an exception of it into CheckFailed."""
    return _called(function, args, kwargs, name, read, hidden)[0]


def _called(function, args, kwargs, name, read, hidden):
    """Return what `call` returns, and what NumPy has to say about it: the texts of its warnings."""
    name = name or _name_of(function)
    try:
        with quiet(), warnings.catch_warnings(record=True) as caught, np.errstate(over="warn", divide="warn", invalid="warn"):
            warnings.simplefilter("default")  # each place once, so that a long training does not pile them up
            result = function(*args, **kwargs)
        return result, [str(warning.message) for warning in caught if warning.category is RuntimeWarning]
    except KeyboardInterrupt:  # a time limit: the grader's business
        raise
    except BaseException as error:
        problem, sentence = _exception_in_words(error, hidden), _what_to_do_about(error)
    _fail(name, problem, sentence, read, hidden)


@contextlib.contextmanager
def quiet():
    """Swallow prints and warnings: nbgrader gives 0 points for any output on stderr in a test cell."""
    with (
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
        contextlib.redirect_stdout(_Nowhere()),
        contextlib.redirect_stderr(_Nowhere()),
    ):
        warnings.simplefilter("ignore")
        yield


class _Nowhere(io.TextIOBase):
    """A stream that forgets what is written to it, however much that is."""

    def write(self, text):
        return len(text)


def _exception_in_words(error, hidden):
    kind = type(error).__name__ if type(error).__module__ == "builtins" else "an exception"
    if isinstance(error, NotImplementedError):
        return "is not written yet"
    if isinstance(error, RecursionError):
        return "calls itself without end (RecursionError)"
    if isinstance(error, SystemExit):
        return "ends the program; remove exit() or quit()"
    # What an exception says can quote the arguments: a hidden test shows its kind alone.
    text = "" if hidden else f": {_short(str(error))}"
    return f"raises {kind}{text}"


def _what_to_do_about(error):
    """Return a sentence about an exception whose own words do not help a beginner; None for any other."""
    text = ""
    with contextlib.suppress(Exception):  # a student's own exception can say anything, and raise another one at that
        text = str(error)
    return next((sentence for part, sentence in _WHAT_TO_DO.items() if part in text), None)


# A part of what an exception of NumPy, PyTorch or Python says: what is wrong, and what to do.
_WHAT_TO_DO = {
    "could not be broadcast": "Two arrays do not fit together, entry by entry: look at their shapes.",
    "mismatch in its core dimension": "The shapes in a product do not fit: the first has as many columns as the second has rows.",
    "not aligned": "The shapes in a product do not fit: the first has as many columns as the second has rows.",
    "shapes cannot be multiplied": "The shapes in a product do not fit: the first has as many columns as the second has rows.",
    "Cannot cast ufunc": "An array of whole numbers cannot take fractions in place: make an array of floats first.",
    "truth value of an array": "A whole array stands where one yes or no belongs: compare entry by entry, as np.where does.",
    "can be converted to Python scalar": "A function for one number gets an array: NumPy's, such as np.exp, take every entry.",
    "can require gradients": "Whole numbers have no gradients in PyTorch: make every tensor with dtype=torch.float64.",
    "same dtype": "Numbers of two types meet: make every tensor with dtype=torch.float64.",
    "expected scalar type": "Numbers of two types meet: make every tensor with dtype=torch.float64.",
    "does not have a grad_fn": (
        "backward() finds no tape: the loss comes from no tensor with requires_grad=True. A step changes such a tensor in place (-=)."
    ),
    "a leaf Variable that requires grad": "A tensor with requires_grad=True is changed outside of `with torch.no_grad():`.",
    "backward through the graph a second time": "backward() goes over one tape twice: compute the loss anew before each call.",
    "call numpy() on Tensor that requires grad": "A tensor that is still recorded becomes no array: detach() it first.",
}


def _name_of(function):
    name = getattr(function, "__name__", "")
    return name if isinstance(name, str) and name.isidentifier() else "your function"


class _TooLong(BaseException):
    """The time for a comparison is up."""


@contextlib.contextmanager
def _at_most(seconds):
    """Stop what runs inside after some seconds, where the machine can; a time limit that is set already goes on afterwards."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_):
        raise _TooLong

    left, again = signal.getitimer(signal.ITIMER_REAL)
    started = time.monotonic()
    # Where a limit is set, its own alarm is brought forward: the grader's judge keeps a second of it for itself.
    handler = None if left else signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, min(left, seconds + 1) if left else seconds, again)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - started), 0.001) if left else 0, again)
        if not left:
            signal.signal(signal.SIGALRM, handler)


# -- checking/comparing/differences.py ---------------------------------------------------------------------------------
# How two values differ, in a few words that a hidden test may show.


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


# -- checking/explaining/results.py ------------------------------------------------------------------------------------
# What can go wrong in any result.


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


# -- checking/explaining/sentences.py ----------------------------------------------------------------------------------
# Sentences about an argument, a part of a formula or one of several results, and how they name it.


class _About(str):
    """A sentence about one argument: `words` with a place for `what`, its name."""

    def __new__(cls, words, what):
        made = super().__new__(cls, words.format(what))
        made.words, made.what = words, what
        return made

    def in_place(self, place):
        return _About(_in_place(place, self.words), self.what)


class _Part(_About):
    """A sentence about one part of the model's formula."""


def _places(expected):
    """Return the places of the results where there are several arrays or numbers, and [] where there is one result."""
    if type(expected) not in (list, tuple) or len(expected) < 2:
        return []
    arrays = all(type(_plain(item)) is np.ndarray for item in expected)
    # A list of numbers is one result.
    numbers = type(expected) is tuple and all(_is_number(item) or type(_plain(item)) is np.ndarray for item in expected)
    return range(len(expected)) if arrays or numbers else []


def _result_name(place):
    return _KNOWN.results[place] if place < len(_KNOWN.results) else f"result number {place + 1}"


def _in_place(place, sentence):
    return f"In {_result_name(place)} alone: {sentence}"


def _sentence(words):
    return f"{words[:1].upper()}{words[1:]}."


# -- checking/own_numbers.py -------------------------------------------------------------------------------------------
# Numbers of one's own: whose they are, which, and whether an answer about them was typed.

NUMBERS = "numbers.json"  # beside the notebook, where each student has numbers of their own
_WHO = {"login": ""}


def i_am(login=""):
    """Say whose numbers `my_numbers` is to give: those of this login, or, with none, of whoever is logged in on this machine.

    Raises CheckFailed when the class has numbers of its own and none under this login.
    """
    known, here = _read_numbers(), _logged_in()
    if known is None:
        print("Everybody has the same numbers here, so no login is needed.")
    elif "student" in known:
        if login.strip() and login_key(login) != login_key(known["student"]):
            raise CheckFailed(f"{login!r} is not {known['student']!r}, whose numbers these are: type your own login.")
        print(f"These are the numbers of {known['student']}.")
    else:
        login = login.strip() or (here if login_key(here) in known["students"] else "")
        if not login:
            raise CheckFailed("Type the login under which you hand in between the quotation marks, and run this cell again.")
        if login_key(login) not in known["students"]:
            raise CheckFailed(f"The class has no login {login!r}: look at its spelling, or ask your instructor to add you.")
        _WHO["login"] = login
        print(f"From here on you see the numbers of {login}.")
        if login_key(here) in known["students"] and login_key(here) != login_key(login):
            print(f"This machine knows you as {here}: only your own numbers count for you.")


def my_numbers(task, common):
    """Return the numbers of a task, a dict: one's own where the class has them (see `i_am`), else `common`."""
    known = _read_numbers()
    if known is None:
        return common
    if "student" not in known:
        key = login_key(_WHO["login"] or _logged_in())
        if key not in known["students"]:
            raise CheckFailed("Whose numbers? Type your login in the cell with i_am(...), and run that cell first.")
        known = {"numbers": known["students"][key]}
    if task not in known["numbers"]:
        raise CheckFailed(f"{NUMBERS} has no numbers for {task}: tell your instructor.")
    return known["numbers"][task]


def check_typed(function, *names, read=""):
    """Look whether `function()` returns one finite number for each of `names`, whatever they are."""
    name = _name_of(function)
    got = _plain(call(function, name=name, read=read))
    values = list(got) if type(got) in (list, tuple) or (type(got) is np.ndarray and got.ndim == 1) else [got]
    if len(values) != len(names):
        _fail(name, f"returns {_kind(got)}{_precision(got)}, expected {len(names)} numbers: {', '.join(names)}", None, read, False)
    for value, what in zip(values, names, strict=True):
        if not _is_number(value):
            _fail(name, f"{what} is {_kind(value)}, expected a number", None, read, False)
        if not math.isfinite(value) or _precision(value):
            _fail(name, f"{what} is {_short(value)}{_precision(value) or ', not a number (nan or infinite)'}", None, read, False)


def login_key(login):
    """Return what stands for a login in the table of a class: nobody reads the class list there."""
    return hashlib.sha256(f"numbers of {login.strip().casefold()}".encode()).hexdigest()[:24]


def _read_numbers():
    """Return what the file of the class's numbers holds; None where there is none."""
    try:
        return json.loads(Path(NUMBERS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        raise CheckFailed(f"{NUMBERS} beside this notebook cannot be read: fetch the assignment again.") from None


def _logged_in():
    with contextlib.suppress(Exception):
        return getpass.getuser()
    return ""


# -- checking/explaining/evidence.py -----------------------------------------------------------------------------------
# What is known about an answer: what it gave in the checks so far and for the probes.

_NOTHING = object()


@dataclass(eq=False)
class _Case:
    """One call of an answer: what goes in, and what is right."""

    name: str
    args: tuple
    kwargs: dict
    expected: object
    rtol: float
    atol: float
    function: object = None  # that was called, of a check

    def run(self, function):
        """Return what a function gives for these arguments, or _NOTHING when it raises."""
        with contextlib.suppress(Exception):
            return function(*map(_copy_at_once, self.args), **self.kwargs)
        return _NOTHING

    def same(self, a, b):
        # Most pairs differ in their first number already, and most of a diagnosis is spent here.
        rtol = max(self.rtol, 1e-9)
        with contextlib.suppress(TypeError):  # an idea can give what nothing can be compared with
            return not _differ_at_once(a, b, rtol, self.atol) and _difference(a, b, True, rtol, self.atol) is None
        return False


def _answers(function, probes):
    """Return what a function gives for each probe, or _NOTHING where it raises."""
    # Before the grader's judge a call takes a message there and one back: where several can share them, they do.
    together = getattr(type(function), "_judge_call_each", None)
    if together is None or len(probes) < 2:
        return [probe.run(function) for probe in probes]
    answers = together(function, [tuple(map(_copy_at_once, probe.args)) for probe in probes])
    return [answer[0] if answer else _NOTHING for answer in answers]


class _Evidence:
    """What is known about an answer: the check that failed, those that passed, and what it gives for the probes."""

    def __init__(self, case, got, passed, function):
        self.case, self.got, self.passed, self.function = case, got, passed, function
        self._probed = None

    def agrees(self, idea):
        """Tell whether an idea gives what the answer gives, right or wrong, wherever both give anything."""
        wrong = idea.on(self.case)
        if wrong is _NOTHING or not self.case.same(self.got, wrong) or self.case.same(wrong, self.case.expected):
            return False
        return all(self._fits(case, case.expected, idea) for case in self.passed) and all(
            self._fits(case, answer, idea) for case, answer in self.probed
        )

    def elsewhere(self, idea, right):
        """Tell whether a probe shows the mistake as well: what one input alone shows can be chance."""
        return any(
            answer is not _NOTHING and idea.on(probe) is not _NOTHING and not probe.same(right.on(probe), idea.on(probe))
            for probe, answer in self.probed
        )

    @staticmethod
    def _fits(case, answer, idea):
        made = idea.on(case)
        return made is _NOTHING or (answer is not _NOTHING and case.same(answer, made))

    @property
    def probed(self):
        """Return pairs (probe, what the answer gives for it), asked once."""
        if self._probed is None:
            probes = [_Case("", args, {}, _NOTHING, self.case.rtol, self.case.atol) for args in _KNOWN.probes] if self.function else []
            self._probed = list(zip(probes, _answers(self.function, probes), strict=True))
        return self._probed

    def is_rich(self):
        """Tell whether agreement cannot be chance: sizes such as 2 are factors, too, until other sizes come in."""
        answers = [self.got, *(answer for _, answer in self.probed)]
        values = {round(abs(value), 9) for answer in answers for value in _numbers_in(answer)} | {repr(answer) for answer in answers[1:]}
        return len(self.probed) > 0 and len(values - {0.0, 1.0}) >= 3


# -- checking/explaining/arguments.py ----------------------------------------------------------------------------------
# What can happen to arguments on their way into a formula.

_SWAPPED = "have changed places."


def _changes_of_arguments(args):
    """Yield (sentence, function of the list of arguments) for what can happen to arguments on their way into a formula."""
    names = _names_of_arguments(len(args))
    for place, (name, value) in enumerate(zip(names, args, strict=True)):
        for fits, words, change in _TO_AN_ARGUMENT:
            if fits(value):
                yield (
                    _About(words, name),
                    lambda given, place=place, change=change: [*given[:place], change(given[place]), *given[place + 1 :]],
                )
    for one, other in itertools.combinations(range(len(args)), 2):
        if _shape_in_words(args[one]) == _shape_in_words(args[other]) and not callable(args[one]):
            yield f"{names[one]} and {names[other]} {_SWAPPED}", lambda given, i=one, j=other: _swapped(given, i, j)
            for i, j in ((one, other), (other, one)):
                yield (
                    f"{names[i]} stands where {names[j]} belongs.",
                    lambda given, i=i, j=j: [given[i] if place == j else value for place, value in enumerate(given)],
                )
    for words, rows in (("first", slice(1)), ("last", slice(-1, None))):
        yield f"Only the {words} row of the data counts.", lambda given, rows=rows: _rows_of(given, rows)


def _swapped(given, one, other):
    given = list(given)
    given[one], given[other] = given[other], given[one]
    return given


def _rows_of(given, rows):
    number = _several(_rows(given))
    return [value[rows] if type(value) is np.ndarray and value.ndim > 1 and len(value) == number else value for value in given]


def _entries(change):
    return lambda value: [change(number) for number in value]


def _each(change):
    return lambda value: {key: change(item) for key, item in value.items()} if type(value) is dict else [change(item) for item in value]


def _keep(value, part):
    """Return a table in which everything else is 0."""
    kept = np.zeros_like(value)
    kept[part] = value[part]
    return kept


# What an answer can make of one argument: to which kind, in which words, and how. {} stands for the argument's name.
_TO_AN_ARGUMENT = (
    (_is_number, "It is as if {} were 1: is it used?", lambda value: type(value)(1)),
    (_is_number, "{} goes in twice as large as it is.", lambda value: 2 * value),
    (_is_number, "{} goes in half as large as it is.", lambda value: value / 2),
    (_is_number, "{} goes in with its sign turned round.", lambda value: -value),
    (_is_number, "The sign of {} is lost.", abs),
    (_is_number, "{} goes in squared.", lambda value: value * value),
    (_is_number, "1 divided by {0} goes in where {0} itself belongs, or the other way round.", lambda value: 1 / value),
    (_is_number, "1 minus {0} goes in where {0} itself belongs.", lambda value: 1 - value),
    (_is_number, "It is as if {} were 0: is it used?", lambda value: type(value)(0)),
    (_is_whole, "It is as if {} were one more.", lambda value: value + 1),
    (_is_whole, "It is as if {} were one less.", lambda value: max(value - 1, 0)),
    (_is_array, "{} goes in twice as large as it is.", lambda value: 2 * value),
    (_is_array, "{} goes in half as large as it is.", lambda value: value / 2),
    (_is_array, "{} goes in with its sign turned round.", lambda value: -value),
    (_is_array, "The signs in {} are lost.", np.abs),
    (_is_array, "The numbers in {} are cut down to whole ones.", np.floor),
    (_is_array, "The numbers in {} are rounded to whole ones.", np.round),
    (_is_array, "{} goes in squared.", lambda value: value * value),
    (_is_array, "1 minus {0} goes in where {0} itself belongs.", lambda value: 1 - value),
    (_is_array, "{} goes through the sigmoid once more.", lambda value: 1 / (1 + np.exp(-value))),
    (_is_array, "{} goes through tanh first.", np.tanh),
    (_is_array, "It is as if {} held nothing but 1: is it used?", np.ones_like),
    (_is_array, "It is as if {} held nothing but 0: is it used?", np.zeros_like),
    (_is_array, "Of {} the signs alone count.", np.sign),
    (_is_array, "{} goes in divided by the number of its rows or entries.", lambda value: value / max(len(np.atleast_1d(value)), 1)),
    (_is_array, "The mean is taken off {} first.", lambda value: value - np.mean(value, axis=0)),
    (_is_table, "Rows and columns of {} are swapped.", lambda value: value.T),
    (_is_table, "The rows of {} are taken from the last to the first.", lambda value: value[::-1]),
    (_is_table, "The first row of {} serves for all of them.", lambda value: np.repeat(value[:1], len(value), axis=0)),
    (_is_table, "The last row of {} serves for all of them.", lambda value: np.repeat(value[-1:], len(value), axis=0)),
    (_is_table, "The mean of the rows of {} serves for all of them.", lambda value: np.repeat(value.mean(0, keepdims=True), len(value), 0)),
    (_is_table, "The first column of {} serves for all of them.", lambda value: np.repeat(value[:, :1], value.shape[1], axis=1)),
    (_is_table, "Of {} the first column alone counts.", lambda value: _keep(value, np.s_[:, :1])),
    (_is_table, "Of {} the last column alone counts.", lambda value: _keep(value, np.s_[:, -1:])),
    (_is_table, "Of {} the first row alone counts.", lambda value: _keep(value, np.s_[:1])),
    (_is_table, "Of {} the last row alone counts.", lambda value: _keep(value, np.s_[-1:])),
    (_is_square, "Of {} the diagonal alone counts.", lambda value: np.diag(np.diag(value))),
    (_is_square, "Of {} the diagonal is left out.", lambda value: value - np.diag(np.diag(value))),
    (_is_square, "Of {} only what stands on and above the diagonal counts.", np.triu),
    (_is_square, "Of {} only what stands on and below the diagonal counts.", np.tril),
    (_is_numbers, "{} goes in twice as large as it is.", _entries(lambda value: 2 * value)),
    (_is_numbers, "{} goes in half as large as it is.", _entries(lambda value: value / 2)),
    (_is_numbers, "{} goes in with its sign turned round.", _entries(lambda value: -value)),
    (_is_numbers, "The signs in {} are lost.", _entries(abs)),
    (_is_numbers, "{} goes in squared.", _entries(lambda value: value * value)),
    (_is_numbers, "{} goes through the sigmoid once more.", _entries(lambda value: 1 / (1 + math.exp(-value)))),
    (_is_numbers, "It is as if {} held nothing but 1: is it used?", _entries(lambda value: 1.0)),
    (_is_numbers, "It is as if {} held nothing but 0: is it used?", _entries(lambda value: 0.0)),
    (_is_numbers, "{} goes in divided by the number of its rows or entries.", lambda value: [number / len(value) for number in value]),
    (_is_numbers, "{} goes in divided by its sum.", lambda value: [number / sum(value) for number in value]),
    (_is_row, "{} is taken from its end to its start.", lambda value: value[::-1]),
    (_is_row, "{} is taken sorted, not in its own order.", lambda value: sorted(value)),
    (_is_row, "The last entry of {} is left out.", lambda value: value[:-1]),
    (_is_row, "The first entry of {} is left out.", lambda value: value[1:]),
    (_is_row, "Of {} the first entry alone counts.", lambda value: value[:1]),
    (_is_row, "Of {} the last entry alone counts.", lambda value: value[-1:]),
    (_is_row, "What stands in {} twice counts once.", lambda value: list(dict.fromkeys(value))),
    (_is_pairs, "The two numbers of each pair in {} have changed places.", _each(lambda pair: pair[::-1])),
    (_is_lists, "The lists in {} are taken from their end to their start.", _each(lambda value: value[::-1])),
    (_is_lists, "The lists in {} are taken sorted, not in their own order.", _each(sorted)),
    (_is_lists, "Of each list in {} the first entry alone counts.", _each(lambda value: value[:1])),
    (_is_lists, "Of each list in {} the last entry alone counts.", _each(lambda value: value[-1:])),
    (_is_lists, "The last entry of each list in {} is left out.", _each(lambda value: value[:-1])),
    (_is_lists, "The first entry of each list in {} is left out.", _each(lambda value: value[1:])),
    (_is_lists, "Lists in {} with one entry are left out.", lambda value: [item for item in value if len(item) != 1]),
    (_is_lists, "What stands twice in a list in {} counts once.", _each(lambda value: list(dict.fromkeys(value)))),
)


# -- checking/explaining/remarks.py ------------------------------------------------------------------------------------
# What can be said of an answer that no idea explains: which results are right, which digits, for which kind of input.


def _what_is_right(case, got):
    """Return which of several results is right, if some are and some are not; None otherwise."""
    places = _places(case.expected)
    if not places or type(got) not in (list, tuple) or len(got) != len(case.expected):
        return None
    right = [place for place in places if case.same(got[place], case.expected[place])]
    if not right:
        return None
    names = " and ".join(_result_name(place) for place in right)
    wrong = " and ".join(_result_name(place) for place in places if place not in right)
    return f"Right so far: {names}. The mistake is in {wrong}."


def _few_digits(case, got):
    """Return a sentence about a result that is right to some digits and no further; None where that is not it."""
    said = any(_precision(item) for item in (got if type(got) in (list, tuple) else [got]))
    if said or _difference(got, case.expected, True, 0, 0) is None:
        return None
    if (decimals := _decimals_kept(_numbers_in(got), _numbers_in(case.expected))) is not None:
        return f"It is rounded to {decimals} digits after the point; all of them are asked for."
    if _difference(got, case.expected, True, 1e-5, 0) is not None:
        return None
    return (
        "The first digits are right and the others are not: is a small number added, or something computed in float32, "
        "or by a difference quotient?"
    )


def _decimals_kept(numbers, right):
    """Return after how many decimals numbers are those that are right, but rounded; None where they are not, or where it can be chance."""
    if len(numbers) != len(right) or not all(map(math.isfinite, [*numbers, *right])):
        return None
    for decimals in range(3, 11):
        if all(abs(number - round(value, decimals)) < 1e-13 * max(1, abs(value)) for number, value in zip(numbers, right, strict=True)):
            uses_the_last = any(round(number, decimals - 1) != number for number in numbers)
            return decimals if uses_the_last and numbers != right else None
    return None


def _not_the_same_again(case, got, function):
    """Return a sentence about a function that gives something else for the same input; None where it does not, or was slow.

    A method may well give something else: its object is there to keep something.
    """
    if function is None or hasattr(function, "__self__"):
        return None
    before = [(other, other.expected) for other in _KNOWN.passed if other.function is case.function]
    if all(other.same(other.run(function), given) for other, given in [*before[:1], (case, got)]):
        return None
    return "Called again with the same input it gives something else: is something kept from call to call, or drawn at random?"


def _overflowed(case, got):
    """Return a sentence about numbers that grew too large on the way, or were divided 0 by 0; None where that is not it."""
    finite = all(map(math.isfinite, _numbers_in(case.expected)))
    if not finite or all(map(math.isfinite, _numbers_in(got))):
        return None
    if any(abs(value) > 300 for value in _numbers_in(case.args)):
        return "For very large numbers something on the way overflows, such as an exponential; for ordinary ones it is right so far."
    return "Somewhere 0 is divided by 0, or the logarithm of 0 is taken: look at the borders of what may come in."


def _first_with(case):
    """Return what is new about this input, if the answer has passed others; None where nothing is."""
    passed = [other for other in _KNOWN.passed if other.name == case.name]
    new = [kind for kind in _kinds(case.args) if not any(kind in _kinds(other.args) for other in passed)]
    return f"Right so far; this is the first input with {new[0]}." if passed and new else None


def _kinds(values):
    """Return what is special about some arguments, in words that do not give them away."""
    found = []
    for value in values:
        value = _plain(value)
        if type(value) in (list, tuple):
            found += _kinds(value)
            if len(value) < 2:
                found.append(f"a list of {('no', 'one')[len(value)]} entry" if value else "an empty list")
        elif type(value) is np.ndarray:
            if value.size == 0:
                found.append("an empty array")
            elif value.ndim > 2:
                found.append("an array with more than two dimensions")
            elif len(np.atleast_1d(value)) == 1:
                found.append("a single row" if value.ndim == 2 else "a single entry")
            elif value.ndim == 2 and value.shape[1] == 1:
                found.append("a single column")
            if value.dtype.kind in "iu":
                found.append("an array of whole numbers")
        numbers = [] if type(value) in (list, tuple) or not _is_plain(value) or isinstance(value, dict) else _numbers_in(value)
        if numbers and not any(numbers):
            found.append("nothing but 0" if type(value) is np.ndarray else "the number 0")
        if any(abs(number) > 300 for number in numbers):
            found.append("very large numbers")
        elif type(value) is not np.ndarray and any(number < 0 for number in numbers):
            found.append("a negative number")
    return found


# -- checking/explaining/slopes.py -------------------------------------------------------------------------------------
# What can be wrong with a slope that the model lets itself be given.


def _changes_of_slopes(model):
    """Yield (sentence, keyword arguments of the model) for its slopes: functions of the value after the activation, named slope_... ."""
    try:
        parameters = inspect.signature(model).parameters.items()
    except (TypeError, ValueError):
        return
    for name, parameter in parameters:
        layer = {"slope": "the slope", "slope_h": "the hidden slope", "slope_y": "the output's slope"}.get(
            {"hidden_slope": "slope_h", "output_slope": "slope_y"}.get(name, name)
        )
        right = parameter.default
        if layer and inspect.isfunction(right) and len(inspect.signature(right).parameters) == 1:
            for words, wrong in _SLOPES.items():
                yield (
                    _sentence(words.format(layer)),
                    {name: lambda value, right=right, wrong=wrong: wrong(value, right)},
                )


# What can stand where a slope belongs; `value` comes after the activation, `right` is its slope. {} says which slope.
_SLOPES = {
    "{} is missing": lambda value, right: 1.0,
    "{} is in it twice": lambda value, right: right(value) ** 2,
    "it is divided by {} where it is multiplied": lambda value, right: 1 / right(value),
    "where {} belongs stands the value itself": lambda value, right: value,
    "where {} belongs stands 1 minus the value": lambda value, right: 1 - value,
    "where {} belongs stands the square of the value": lambda value, right: value**2,
    "where {} belongs stands the square of 1 minus the value": lambda value, right: (1 - value) ** 2,
    "{} has a plus where a minus belongs": lambda value, right: (
        2 * value - right(value) if np.allclose(right(value), value - value**2) else 2 - right(value)
    ),
    "{} is that of a sigmoid, and another one belongs there": lambda value, right: value * (1 - value),
    "{} is that of tanh, and another one belongs there": lambda value, right: 1 - value**2,
    "{} is that of ReLU, and another one belongs there": lambda value, right: (value > 0) * 1.0,
    "{} is made from the sum before the activation; the value after it belongs there": lambda value, right: right(_before(value, right)),
    "{} is taken of a value that has passed the sigmoid twice": lambda value, right: right(1 / (1 + np.exp(-value))),
    "{} is taken of a value that has passed tanh twice": lambda value, right: right(np.tanh(value)),
}


def _before(value, right):
    """Return what went into the activation: a sigmoid where the slope is 0 at 1, else tanh."""
    sigmoid = np.allclose(right(value), value * (1 - value))
    with np.errstate(all="raise"):
        return np.log(value / (1 - value)) if sigmoid else np.arctanh(value)


# -- checking/explaining/ideas.py --------------------------------------------------------------------------------------
# Ways to get a result: an idea by itself, with a change of its result, or in one of several results.


class _Idea:
    """A way to get a result. What it gives is worked out once for each check, however many pairs it is part of."""

    def __init__(self, function):
        self._function, self._given = function, {}

    def on(self, case):
        """Return what the idea gives for the arguments of a case, or _NOTHING when it raises."""
        if id(case) not in self._given:
            self._given[id(case)] = self._work_out(case)
        return self._given[id(case)]

    def _work_out(self, case):
        return case.run(self._function)


class _Then(_Idea):
    """An idea, and what goes wrong with its result afterwards."""

    def __init__(self, idea, change):
        self._idea, self._change, self._given = idea, change, {}

    def _work_out(self, case):
        value = self._idea.on(case)
        if value is not _NOTHING:
            with contextlib.suppress(Exception):
                if type(value) is dict:
                    return {key: self._change(item, case.args) for key, item in value.items()}
                if type(value) in (list, tuple) and not self._is_row(value):
                    return type(value)(self._change(item, case.args) for item in value)
                return self._change(value, case.args)
        return _NOTHING

    @staticmethod
    def _is_row(value):
        """Tell a list of numbers, one result, from a list of results."""
        return type(value) is list and len(value) > 1 and all(map(_is_number, value))


class _Placed(_Idea):
    """The right results, but for one, which comes from another idea."""

    def __init__(self, right, place, idea):
        self._right, self._place, self._idea, self._given = right, place, idea, {}

    def _work_out(self, case):
        right, wrong = self._right.on(case), self._idea.on(case)
        if right is not _NOTHING and wrong is not _NOTHING:
            with contextlib.suppress(Exception):
                values = list(right)
                values[self._place] = wrong[self._place]
                return tuple(values)
        return _NOTHING


# -- checking/explaining/formulas.py -----------------------------------------------------------------------------------
# What can be wrong inside the model's formula: one part of it is changed, and the sentence quotes that part.

MAX_PART = 30  # characters of a part of a formula that a message may name
_READABLE = {"np", "math", "len", "sum", "abs", "max", "min", "float"}  # besides the arguments, in a part that a message may name


def _inside_the_model(space):
    """Yield the model with one part of its formula changed: where nothing else explains an answer, this says what in it is wrong."""
    model, args = space.model, space.case.args
    formula = _formula_of(model) if len(args) == len(_parameters(model)[: len(args)]) else None
    if not formula:
        return
    active = {}

    def at(place, value, factors=()):
        return active["change"](value, factors) if active.get("place") == place else value

    names = _names_of_arguments(len(args))
    parts, products, function = _with_places(formula, model, at, names)

    def changed(place, change):
        def run(*args, **kwargs):
            active.update(place=place, change=lambda value, factors: change(value, args, factors))
            try:
                return function(*args, **kwargs)
            finally:
                active.clear()

        return _Idea(run)

    for place, part in enumerate(parts):
        for words, change in _IN_A_FORMULA.items():
            if words.startswith("1 minus") and part.startswith("1 - "):
                words = "The 1 minus in {} is missing."
            yield (_Part(words, f"`{part}`"),), changed(place, lambda value, *_, change=change: change(value))
        for words, change in _IN_A_PRODUCT.items() if place in products else ():
            yield (_Part(words, f"`{part}`"),), changed(place, lambda value, _, factors, change=change: change(*factors))
        for other, name in enumerate(names) if part in names else ():
            if name != part and _shape_in_words(args[other]) == _shape_in_words(args[names.index(part)]):
                words = f"`{name}` stands in one place where {{}} belongs."
                yield (_Part(words, f"`{part}`"),), changed(place, lambda _, given, __, other=other: given[other])


def _parameters(function):
    try:
        return list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return []


def _formula_of(model):
    """Return the function of a test cell as a syntax tree, None where its source is not at hand."""
    code = getattr(model, "__code__", None)
    if code is None or model.__closure__:
        return None
    try:
        tree = ast.parse("".join(linecache.getlines(code.co_filename)))
    except SyntaxError:
        return None
    names = list(code.co_varnames[: code.co_argcount])
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.Lambda)
        and node.lineno == code.co_firstlineno
        and [a.arg for a in node.args.args] == names
    ]
    return found[0] if len(found) == 1 else None


def _with_places(formula, model, at, names):
    """Return parts of a formula as text, the places of products among them, and the function with `at(place, value)` in it.

    A part holds nothing but arguments of the check, whose `names` a student knows: no options of the model.
    """
    parts, products, names = [], set(), set(names)

    class Marked(ast.NodeTransformer):
        def visit(self, node):
            if isinstance(node, ast.Compare):  # which of two formulas is taken is not what comes out of one
                return node
            text = ast.unparse(node) if isinstance(node, ast.BinOp | ast.UnaryOp | ast.Call | ast.Name | ast.Attribute) else ""
            used = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
            short = 0 < len(text) <= MAX_PART and used & names and used <= names | _READABLE
            if not short or not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
                return self.generic_visit(node)
            place = len(parts)
            parts.append(text)
            call = ast.Call(ast.Name("_at", ast.Load()), [ast.Constant(place)], [])
            call.args.append(self.generic_visit(node))
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
                products.add(place)
                call.args.append(ast.Tuple([node.left, node.right], ast.Load()))
            return call

        def visit_arguments(self, node):  # defaults are no part of the formula
            return node

    body = formula.body if isinstance(formula, ast.FunctionDef) else [ast.Return(formula.body)]
    inner = [Marked().visit(statement) for statement in copy.deepcopy(body)]
    plain = ast.arguments([], copy.deepcopy(formula.args.args), None, copy.deepcopy(formula.args.kwonlyargs), [], None, [])
    made = ast.FunctionDef("_made", plain, inner, [])
    outer = ast.FunctionDef(
        "_outer", ast.arguments([], [ast.arg("_at")], None, [], [], None, []), [made, ast.Return(ast.Name("_made", ast.Load()))], []
    )
    local = {}
    exec(compile(ast.fix_missing_locations(ast.Module([outer], [])), "<model>", "exec"), model.__globals__, local)
    function = local["_outer"](at)
    function.__defaults__, function.__kwdefaults__ = model.__defaults__, model.__kwdefaults__
    return parts, products, function


# What can happen to a part of a formula. {} is the part.
_IN_A_FORMULA = {
    "{} has its sign turned round.": lambda value: -value,
    "The signs of {} are lost.": lambda value: abs(value),
    "{} is squared, and should not be.": lambda value: value * value,
    "{} is in it twice as large as it should be.": lambda value: 2 * value,
    "{} is in it half as large as it should be.": lambda value: value / 2,
    "{} is missing: it is as if it were 1.": lambda value: value * 0 + 1,
    "{} is missing: it is as if it were 0.": lambda value: value * 0,
    "It is divided by {} where it is multiplied, or the other way round.": lambda value: 1 / value,
    "1 minus {0} stands where {0} belongs.": lambda value: 1 - value,
    "The root of {0} stands where {0} belongs.": lambda value: value**0.5,
    "{} is averaged over its rows.": lambda value: np.mean(_table(value), axis=0, keepdims=True) + 0 * value,
    "{} is added up over its rows.": lambda value: np.sum(_table(value), axis=0, keepdims=True) + 0 * value,
    "Rows and columns of {} are swapped.": lambda value: _table(value).T,
}
# What can happen to a product of two tables. {} is the product.
_IN_A_PRODUCT = {
    "In {} sums are multiplied: multiply what belongs together, and add up then.": lambda left, right: (
        _table(left).sum(axis=1, keepdims=True) * _table(right).sum(axis=0, keepdims=True)
    ),
    "In {} the factors have changed places.": lambda left, right: right @ left,
    "In {} entries are multiplied; the product of rows and columns belongs there.": lambda left, right: _alike(left, right) * right,
}


# -- checking/explaining/space.py --------------------------------------------------------------------------------------
# The ideas that a task knows and those that follow from its model, worked out once for a check that has failed.


class _Space:
    """The ideas that a task knows, and those that follow from its model, for a check that has failed."""

    def __init__(self, case):
        self.case, self.places, self.model = case, _places(case.expected), _KNOWN.model
        self.right = _Idea(_right(case))
        self.listed = {sentence: _Idea(idea) for sentence, idea in _KNOWN.ideas.items()}
        self._on_changed = {}

    @functools.cached_property
    def asking(self):
        """Return the sentences of the ideas that ask the answer something, looked for once for all readings."""
        known = {}
        return {sentence for sentence, idea in self.listed.items() if _asks(idea._function, self.case.name, known)}

    def on_changed(self, idea, change):
        """Return an idea as it comes out with other arguments."""
        key = (id(idea), id(change))
        if key not in self._on_changed:
            function = idea._function
            self._on_changed[key] = _Idea(lambda *args, **kwargs: function(*change(list(args)), **kwargs))
        return self._on_changed[key]

    def touched(self, idea):
        """Return the places of the results that an idea makes wrong."""
        values, right = (idea.on(self.case), self.right.on(self.case)) if self.places else (_NOTHING, _NOTHING)
        if values is _NOTHING or right is _NOTHING or type(values) not in (list, tuple) or len(values) != len(right):
            return []
        return [place for place in self.places if not self.case.same(values[place], right[place])]

    def everywhere_and_in_one(self, sentence, idea):
        """Yield an idea in all results and, where it touches several, in each of them alone; where it touches one, say which."""
        touched = self.touched(idea)
        if len(touched) != 1:
            yield (sentence,), idea
        for place in touched:
            named = sentence.in_place(place) if isinstance(sentence, _About) else _in_place(place, sentence)
            yield (named,), idea if len(touched) == 1 else _Placed(self.right, place, idea)

    @functools.cached_property
    def other_arguments(self):
        """Return {sentence: function of the list of arguments} for what can happen to arguments on their way into the model."""
        return dict(_changes_of_arguments(self.case.args)) if self.model else {}

    @functools.cached_property
    def slopes(self):
        """Return {sentence: keyword arguments} for what can be wrong with a slope that the model lets itself be given."""
        return dict(_changes_of_slopes(self.model)) if self.model else {}


def _right(case):
    """Return a function that gives the right result."""
    return _KNOWN.model or (lambda *args, **kwargs: case.expected if args and _same_arguments(args, case.args) else _no_result())


def _same_arguments(args, others):
    return len(args) == len(others) and all(
        a is b or (_is_plain(a) and _is_plain(b) and _difference(a, b, True, 0, 0) is None) for a, b in zip(args, others, strict=True)
    )


def _no_result():
    raise LookupError("only the result of this check is known")


def _asks(function, name, known, deep=4):
    """Tell whether a function, or one that it uses, calls what is known by this name; `known` keeps what was found of each."""
    code = getattr(function, "__code__", None)
    if code is None or not deep:
        return False
    key = id(function), deep
    if key not in known:
        names = _names_used(code)
        used = [function.__globals__.get(other) for other in names]
        with contextlib.suppress(ValueError):  # of a variable that has no value yet
            for cell in function.__closure__ or ():
                used += cell.cell_contents.values() if type(cell.cell_contents) is dict else [cell.cell_contents]
        known[key] = name in names or any(_asks(other, name, known, deep - 1) for other in used)
    return known[key]


def _names_used(code):
    return {*code.co_names}.union(*(_names_used(inner) for inner in code.co_consts if isinstance(inner, type(code))))


# -- checking/explaining/readings.py -----------------------------------------------------------------------------------
# The ways to read a wrong answer, from one idea to two at a time; what explains it with less is tried first.


def _single(space):
    """Yield (sentences, idea) for every idea by itself that needs to ask the answer nothing."""
    for sentence, idea in space.listed.items():
        if sentence not in space.asking:
            yield (sentence,), idea


def _asking(space):
    """Yield the ideas that ask the answer, for the size of its mistake, say; that takes longer, so they come after the others."""
    for sentence, idea in space.listed.items():
        if sentence in space.asking:
            yield (sentence,), idea


def _with_other_slopes(space):
    """Yield the model with a slope that is not its own."""
    for sentence, change in space.slopes.items():
        yield (sentence,), _Idea(_changed(space.model, change))


def _in_one_result(space):
    """Yield every idea, made in one of several results alone."""
    for place in space.places:
        for sentence, idea in space.listed.items():
            if not any(name in sentence for name in _KNOWN.results):  # such a sentence says already where it belongs
                yield (_in_place(place, sentence),), _Placed(space.right, place, idea)


def _anywhere(space):
    """Yield the mistakes that any result can have, in all results and in one alone."""
    for words, change in {**_ANYWHERE, **_ANYWHERE_ALONE}.items():
        yield from space.everywhere_and_in_one(_sentence(words), _Then(space.right, change))
    for place, (name, value) in enumerate(zip(_names_of_arguments(len(space.case.args)), space.case.args, strict=True)):
        for fits, words, change in _WITH_AN_ARGUMENT:
            if fits(value):
                idea = _Then(space.right, lambda result, args, place=place, change=change: change(result, args[place]))
                yield from space.everywhere_and_in_one(_About(words, name), idea)


def _with_other_arguments(space):
    """Yield the model for arguments that an answer may have taken for those it got, in all results and in one alone."""
    for sentence, change in space.other_arguments.items():
        idea = space.on_changed(space.right, change)
        if not sentence.endswith(_SWAPPED):
            yield from space.everywhere_and_in_one(sentence, idea)
        elif len(space.touched(idea)) != 1:  # where one result is wrong, one argument stands where the other belongs
            yield (sentence,), idea


def _two_changes(space):
    """Yield pairs of changes of the model, also of changes that a slope of it can have."""
    for (one, first), (two, second) in itertools.combinations(_KNOWN.changes.items(), 2):
        if not first.keys() & second.keys():
            yield (one, two), _Idea(_changed(space.model, first | second))


def _change_and_slope(space):
    """Yield pairs of a change of the model and a slope that is not its own."""
    for one, first in _KNOWN.changes.items():
        for two, second in space.slopes.items():
            if not first.keys() & second.keys():
                yield (one, two), _Idea(_changed(space.model, first | second))


def _idea_and_anywhere(space):
    """Yield pairs of an idea and a mistake that any result can have, and pairs of the latter."""
    changes = {}
    for words, change in _ANYWHERE.items():
        # Where the task has a sentence of its own for it, that is the one to say.
        wrong = _Then(space.right, change).on(space.case)
        own = [s for s, idea in space.listed.items() if wrong is not _NOTHING and space.case.same(idea.on(space.case), wrong)]
        changes[own[0] if len(own) == 1 else _sentence(words)] = change
    for sentence, idea in space.listed.items():
        for other, change in changes.items():
            if other != sentence:
                yield (sentence, other), _Then(idea, change)
    for (one, first), (two, second) in itertools.combinations(changes.items(), 2):
        yield (one, two), _Then(_Then(space.right, first), second)


def _in_two_results(space):
    """Yield pairs of ideas of which each is made in a result of its own."""
    ideas = [(sentence, idea) for sentence, idea in space.listed.items() if not any(name in sentence for name in _KNOWN.results)]
    for place, other in itertools.combinations(space.places, 2):
        first = [(sentence, _Placed(space.right, place, idea)) for sentence, idea in ideas]
        for (one, made), (two, idea) in itertools.product(first, ideas):
            if one != two:
                yield (_in_place(place, one), _in_place(other, two)), _Placed(made, other, idea)


# In this order: what explains an answer with less is tried first.
_READINGS = (
    _single,
    _asking,
    _with_other_slopes,
    _in_one_result,
    _anywhere,
    _with_other_arguments,
    _two_changes,
    _change_and_slope,
    _idea_and_anywhere,
    _in_two_results,
    _inside_the_model,
)


# -- checking/explaining/diagnosis.py ----------------------------------------------------------------------------------
# Which idea, or which two, explain an answer; silence where that is not one.

# For all comparisons with ideas after a check that failed; then the plain message stands. They take hundredths of a second: so many
# seconds that what is said does not depend on how busy a machine is that grades a class.
DIAGNOSIS_SECONDS = 4


def _diagnosis(case, got, mistakes, function):
    """Return what is likely wrong, in one or two sentences, or None; it never raises and never takes long."""
    try:
        with _at_most(DIAGNOSIS_SECONDS), quiet():
            named = _named_mistake(got, case.expected, mistakes, case.rtol, case.atol) or _explanation(case, got, function)
            named = named or _few_digits(case, got) or _not_the_same_again(case, got, function)
            return named or _what_is_right(case, got) or _overflowed(case, got) or _first_with(case)
    except BaseException:  # a comparison that fails or hangs costs the sentence, not the points and not the message
        return None


def _explanation(case, got, function):
    """Return the sentence of the idea, or of the two, that agree with all that is known about the answer; None if that is not one."""
    known = _KNOWN
    if not known.ideas and known.model is None:
        return None
    evidence = _Evidence(case, got, [other for other in known.passed if other.name == case.name], function)
    space = _Space(case)
    for readings in _READINGS:
        agreeing = [(sentences, idea) for sentences, idea in readings(space) if evidence.agrees(idea)]
        if readings is _inside_the_model:  # so many parts, and so much that can happen to each
            agreeing = [(sentences, idea) for sentences, idea in agreeing if evidence.elsewhere(idea, space.right)]
        fitting = list({frozenset(sentences): sentences for sentences, idea in agreeing}.values())
        # Two ideas for one behaviour: what cannot be told apart is not named.
        if fitting:
            return _in_words(fitting) if readings in (_single, _asking) or evidence.is_rich() else None
    return None


def _in_words(fitting):
    """Return the one reading in words; None where there are several, unless they are one change of this or of that argument."""
    if all(isinstance(sentences[0], _Part) for sentences in fitting):
        # A part of a formula holds others, and to turn the sign of one or of the other is the same.
        parts = [sentences[0] for sentences in fitting]
        largest = max((part.what for part in parts), key=len)
        kinds = [*_IN_A_FORMULA, *_IN_A_PRODUCT, *(part.words for part in parts)]
        about = min((part for part in parts if part.what == largest), key=lambda part: kinds.index(part.words))
        return str(about) if all(part.what.strip("`") in largest for part in parts) else None
    *first, last = fitting[0]
    if len(fitting) > 1:
        about = [sentences[-1] for sentences in fitting if [*sentences[:-1]] == first and isinstance(sentences[-1], _About)]
        if len(about) < len(fitting) or len({sentence.words for sentence in about}) > 1:
            return None
        last = about[0].words.format(" or ".join(sentence.what for sentence in about))
    return f"Two mistakes. {first[0]}\n{last}" if first else str(last)


def _named_mistake(got, expected, mistakes, rtol, atol):
    """Return the sentence of the one wrong idea that gives `got`; None when none fits, or more than one."""
    fitting = [
        sentence
        for sentence, wrong in (mistakes or {}).items()
        if not _difference(got, wrong, True, max(rtol, 1e-9), atol) and _difference(wrong, expected, True, rtol, atol)
    ]
    return fitting[0] if len(fitting) == 1 else None


# -- checking/check.py -------------------------------------------------------------------------------------------------
# What a test cell calls to compare: check, check_hidden, compare.


def check(function, *args, expected, mistakes=None, read="", name="", rtol=1e-8, atol=1e-12, may_change=False, **kwargs):
    """Call `function(*args, **kwargs)` and compare its result with `expected`.

    `expected` may be a number, a bool, a string, an array, or a list, tuple or dict of these.
    An entry is right when |got - expected| <= atol + rtol * |expected|.
    `mistakes` maps a sentence to the wrong result it explains (see also `known_mistakes`), `read` names the section
    to read again. The function gets copies of numbers, lists and arrays, so that it cannot spoil the caller's.
    Raises CheckFailed, with at most four lines, when the call fails, the result differs,
    or an argument was changed in place although `may_change` is False.
    """
    _check(False, function, args, kwargs, expected, mistakes, read, name, rtol, atol, may_change)


def check_hidden(function, *args, expected, mistakes=None, read="", name="", rtol=1e-8, atol=1e-12, may_change=False, **kwargs):
    """Do what `check` does, in words that give away neither the arguments nor the expected result."""
    _check(True, function, args, kwargs, expected, mistakes, read, name, rtol, atol, may_change)


def compare(got, expected, name="the result", mistakes=None, read="", hidden=False, rtol=1e-8, atol=1e-12):
    """Compare a value with `expected`, as `check` does, without calling anything.

    Raises CheckFailed, with at most four lines, when they differ.
    """
    problem = _difference(got, expected, hidden, rtol, atol)
    if problem:
        _fail(name, problem, _named_mistake(got, expected, mistakes, rtol, atol), read, hidden)


def _check(hidden, function, args, kwargs, expected, mistakes, read, name, rtol, atol, may_change):
    name = name or _name_of(function)
    given = args if may_change else tuple(_copy_of_plain(argument) for argument in args)
    case = _Case(name, args, kwargs, expected, rtol, atol, function)
    started = time.monotonic()
    try:
        got, said = _called(function, given, kwargs, name, read, hidden)
    except CheckFailed as failure:
        raise _with_line(failure, _first_with(case)) from None
    if problem := _difference(got, expected, hidden, rtol, atol):
        for place, result in enumerate(_KNOWN.results, start=1):
            problem = problem.replace(f"in result number {place}:", f"in {result}:")
        slow = time.monotonic() - started > DIAGNOSIS_SECONDS / 4
        sentence = _diagnosis(case, got, mistakes or {}, None if slow else function)
        _fail(name, problem, sentence, read, hidden, (got, atol) if hidden else None)
    if not may_change:
        for position, (before, after) in enumerate(zip(args, given, strict=True), start=1):
            if _is_plain(before) and _difference(after, before, True, 0, 0):
                _fail(name, f"changes its argument number {position} in place; work on a copy of it", None, read, hidden)
    if said and not hidden:
        _pass_on(said[0], function, case)
    _KNOWN.passed.append(case)


_WARNED = {}  # name: the function that was told of


def _pass_on(warning, function, case):
    """Tell once that a right answer makes NumPy warn, and for which kind of input: the next input may not forgive it."""
    if _WARNED.get(case.name) is not function:
        _WARNED[case.name] = function
        kinds = _kinds(case.args)
        print(f"{case.name} is right here, but NumPy warns ({warning})" + (f" for an input with {kinds[0]}." if kinds else "."))
