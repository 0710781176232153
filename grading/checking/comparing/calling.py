"""Calling a student's function: quietly, in time, and with an exception turned into words."""

import contextlib
import io
import signal
import threading
import time
import warnings

import numpy as np

from grading.checking.comparing.failures import _fail
from grading.checking.comparing.values import _short


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
