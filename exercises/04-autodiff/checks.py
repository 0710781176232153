"""Compare what your function returns with what it should return, and say what is wrong.

This file travels with every assignment. It holds no answers: it only compares what it is given.
Its source is grading/checks.py of the course.
"""

import contextlib
import copy
import io
import math
import sys
import warnings

import numpy as np

MAX_LINES = 4
_WRONG_FUNCTIONS = {}


class CheckFailed(AssertionError):
    """A check that did not pass; its text is the message a student reads."""

    # Notebooks show this instead of a traceback: the message is what helps, not the frames below it.
    def _render_traceback_(self):
        return [str(self)]


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


def known_mistakes(wrong_functions):
    """Name these mistakes in the checks that follow, until the next call of `known_mistakes`.

    `wrong_functions` maps a sentence to a function that makes the mistake it describes. It gets the arguments of
    the check; when it raises, it explains nothing. Test cells call this inside a hidden region.
    """
    _WRONG_FUNCTIONS.clear()
    _WRONG_FUNCTIONS.update(wrong_functions)


def compare(got, expected, name="the result", mistakes=None, read="", hidden=False, rtol=1e-8, atol=1e-12):
    """Compare a value with `expected`, as `check` does, without calling anything.

    Raises CheckFailed, with at most four lines, when they differ.
    """
    problem = _difference(got, expected, hidden, rtol, atol)
    if problem:
        _fail(name, problem, _named_mistake(got, expected, mistakes, rtol, atol), read, hidden)


def call(function, *args, name="", read="", hidden=False, **kwargs):
    """Return `function(*args, **kwargs)`, silently, and turn an exception of it into CheckFailed."""
    name = name or _name_of(function)
    try:
        with quiet():
            return function(*args, **kwargs)
    except KeyboardInterrupt:  # a time limit: the grader's business
        raise
    except BaseException as error:
        problem = _exception_in_words(error, hidden)
    _fail(name, problem, None, read, hidden)


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


def _check(hidden, function, args, kwargs, expected, mistakes, read, name, rtol, atol, may_change):
    name = name or _name_of(function)
    given = args if may_change else tuple(_copy_of_plain(argument) for argument in args)
    got = call(function, *given, name=name, read=read, hidden=hidden, **kwargs)
    if problem := _difference(got, expected, hidden, rtol, atol):
        wrong_results = {**(mistakes or {}), **_results_of_known_mistakes(args, kwargs)}
        _fail(name, problem, _named_mistake(got, expected, wrong_results, rtol, atol), read, hidden)
    if not may_change:
        for position, (before, after) in enumerate(zip(args, given, strict=True), start=1):
            if _is_plain(before) and _difference(after, before, True, 0, 0):
                _fail(name, f"changes its argument number {position} in place; work on a copy of it", None, read, hidden)


def _copy_of_plain(value):
    return copy.deepcopy(value) if _is_plain(value) else value


def _results_of_known_mistakes(args, kwargs):
    results = {}
    for sentence, wrong_function in _WRONG_FUNCTIONS.items():
        with quiet(), contextlib.suppress(Exception):
            results[sentence] = wrong_function(*(_copy_of_plain(argument) for argument in args), **kwargs)
    return results


def _fail(name, problem, mistake, read, hidden):
    where = " (in a hidden test)" if hidden else ""
    lines = [f"{name}{where}: {problem}."]
    if mistake:
        lines.append(mistake)
    if read:
        lines.append(f"Read again: {read}.")
    raise CheckFailed("\n".join(lines[:MAX_LINES])) from None


def _named_mistake(got, expected, mistakes, rtol, atol):
    """Return the sentence of the one wrong idea that gives `got`; None when none fits, or more than one."""
    fitting = [
        sentence
        for sentence, wrong in (mistakes or {}).items()
        if not _difference(got, wrong, True, max(rtol, 1e-9), atol) and _difference(wrong, expected, True, rtol, atol)
    ]
    return fitting[0] if len(fitting) == 1 else None


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
        return f"returns {_kind(got)}, expected {_kind(expected)}"
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
    if type(got) not in (list, tuple):
        return f"returns {_kind(got)}, expected {_kind(expected)}"
    if len(got) != len(expected):
        return f"returns {_kind(got)}, expected {_kind(expected)}"
    for position, (a, b) in enumerate(zip(got, expected, strict=True), start=1):
        if problem := _difference(a, b, hidden, rtol, atol):
            return f"in result number {position}: {problem}"
    return None


def _difference_of_numbers(got, expected, hidden, rtol, atol):
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
            return f"{_entry(expected, position)}{_how_wrong(value, target, hidden)}{_precision(got)}"
    return None


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


def _precision(got):
    if (type(got) is np.ndarray and got.dtype.itemsize < 8 and got.dtype.kind == "f") or isinstance(got, np.float32 | np.float16):
        return f" (it is {got.dtype}, which keeps too few digits; use float64)"
    return ""


def _entry(expected, position):
    shape = np.shape(expected)
    if not shape:
        return ""
    return f"entry {[int(i) for i in np.unravel_index(position, shape)]} "


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


def _name_of(function):
    name = getattr(function, "__name__", "")
    return name if isinstance(name, str) and name.isidentifier() else "your function"


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
