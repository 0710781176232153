"""What can be said of an answer that no idea explains: which results are right, which digits, for which kind of input."""

import math

import numpy as np

from grading.checking.comparing.differences import _difference
from grading.checking.comparing.values import _is_plain, _numbers_in, _plain, _precision
from grading.checking.explaining.mistakes import _KNOWN
from grading.checking.explaining.sentences import _places, _result_name


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
