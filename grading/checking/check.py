"""What a test cell calls to compare: check, check_hidden, compare."""

import time

from grading.checking.comparing.calling import _called, _name_of
from grading.checking.comparing.differences import _difference
from grading.checking.comparing.failures import CheckFailed, _fail, _with_line
from grading.checking.comparing.values import _copy_of_plain, _is_plain
from grading.checking.explaining.diagnosis import DIAGNOSIS_SECONDS, _diagnosis, _named_mistake
from grading.checking.explaining.evidence import _Case
from grading.checking.explaining.mistakes import _KNOWN
from grading.checking.explaining.remarks import _first_with, _kinds


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
