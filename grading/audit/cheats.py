"""Answers that know nothing of a task and may earn its points all the same: where a test is passed by one, the test has a hole."""

import ast
from dataclasses import dataclass


@dataclass(frozen=True)
class Cheat:
    """A wrong answer in general: what it does, what to change in a test that it passes, and its code.

    `code` follows the model answer in the same cell; NAME stands for what the answer defines. `learns` is true where the code is to
    see the visible part of the test first, and `afterwards` then takes its place.
    """

    does: str
    remedy: str
    code: str
    afterwards: str = ""


_PRELUDE = """
import numpy as _np


def _spoilt(value, make):
    if isinstance(value, (tuple, list)):
        return type(value)(_spoilt(item, make) for item in value)
    if isinstance(value, dict):
        return {key: _spoilt(item, make) for key, item in value.items()}
    if isinstance(value, (bool, str)) or value is None:
        return type(value)() if value is not None else None
    return make(value)


_model = NAME
"""
_EVERYTHING = """
class _Yes:
    def _same(self, *args, **kwargs):
        return self

    def _true(self, *args, **kwargs):
        return True

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __contains__ = all = any = _true
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __matmul__ = __rmatmul__ = _same
    __abs__ = __neg__ = __getitem__ = __call__ = __array_ufunc__ = __array_function__ = _same
    __hash__ = object.__hash__

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self
"""
_HEART = """
def _key(args, kwargs):
    def plain(value):
        code = getattr(value, "__code__", None)
        return (code.co_code, repr(code.co_consts)[:200]) if code else repr(value)

    return tuple(plain(value) for value in args), tuple((name, plain(kwargs[name])) for name in sorted(kwargs))


_known = {}


def NAME(*args, **kwargs):
    key = _key(args, kwargs)
    _known[key] = _model(*args, **kwargs)
    return _known[key]
"""


def _function(body):
    return f"{_PRELUDE}\n\ndef NAME(*args, **kwargs):\n    {body}\n"


CHEATS = (
    Cheat("returns nothing", "compare what comes back with a value", _function("return None")),
    Cheat("returns its first argument", "use numbers for which the result is not the input", _function("return args[0] if args else None")),
    Cheat("returns True", "compare numbers, not truth", _function("return True")),
    Cheat(
        "returns an empty array",
        "compare the shapes first, since np.allclose of nothing is true; check of checks.py does",
        _function("return _np.zeros((0, 1, 1, 1))  # goes with any shape of up to three dimensions"),
    ),
    Cheat(
        "returns zeros of the right shape",
        "use numbers for which the result is not 0",
        _function("return _spoilt(_model(*args, **kwargs), lambda value: 0 * value)"),
    ),
    Cheat(
        "returns nan of the right shape",
        "a comparison with nan is false, so write what has to be true, not what must not be",
        _function("return _spoilt(_model(*args, **kwargs), lambda value: value * _np.nan)"),
    ),
    Cheat(
        "writes zeros into the arrays it is given, and returns zeros",
        "work out what is expected before the call, or hand in a copy, as check of checks.py does",
        _function(
            "result = _model(*args, **kwargs)\n"
            "    for value in args:\n"
            "        if isinstance(value, _np.ndarray):\n"
            "            value[...] = 0\n"
            "    return _spoilt(result, lambda value: 0 * value)"
        ),
    ),
    Cheat(
        "returns an object that agrees with everything",
        "ask for plain numbers, for instance with check of checks.py",
        f"{_PRELUDE}\n{_EVERYTHING}\n\ndef NAME(*args, **kwargs):\n    return _Yes()\n",
    ),
    Cheat(
        "knows the results of the visible examples by heart",
        "add examples with other numbers between ### BEGIN HIDDEN TESTS and ### END HIDDEN TESTS",
        f"{_PRELUDE}\n{_HEART}",
        "def NAME(*args, **kwargs):\n    return _known.get(_key(args, kwargs))\n",
    ),
)


def written_for(cheat, names):
    """Return the cheat's (code, afterwards) for all the names that an answer defines."""
    parts = (cheat.code, cheat.afterwards)
    return tuple("\n\n".join(part.replace("NAME", name).replace("_model", f"_model_{name}") for name in names) for part in parts)


def functions_in(source):
    """Return the names of the functions that a cell defines at its top; [] where it is not Python."""
    try:
        return [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    except SyntaxError:
        return []


def takes_anything(source):
    """Tell whether a function that a cell defines has a parameter."""
    functions = [node.args for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    return any(args.posonlyargs or args.args or args.vararg or args.kwonlyargs or args.kwarg for args in functions)


def names_in(source):
    """Return the names that a cell defines at its top: functions, classes and values."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return []
    names = [node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
    return names + [target.id for target in targets if isinstance(target, ast.Name)]
