"""What the judge may have done in the student's process, with an object or with a name of the student's, by name."""

import copy
import operator
from collections.abc import ItemsView, KeysView

import numpy as np

from grading.run.inside.messages.operators import BINARY, COMPARISONS, UNARY
from grading.run.inside.student import ipython_shell


def _is_instance(value, kinds):
    return isinstance(value, kinds)


def _call(function, *args, **options):
    return function(*args, **options)


def _call_each(function, calls):
    """Return, for each tuple of arguments, (result,) or None where the call raised."""
    answers = []
    for args in calls:
        try:
            answers.append((function(*args),))
        except Exception:  # whatever a student's function raises: the next call is another one
            answers.append(None)
    return answers


def _plain(value):
    """Return what an object holds that is a kind of dict, list, tuple, set, number or text, as that; the object itself where it is none."""
    if isinstance(value, KeysView | ItemsView):
        return set(value)
    for kind in (dict, list, tuple, set, frozenset, str, bytes, int, float, complex):
        if isinstance(value, kind):
            return kind(kind.items(value)) if kind is dict else kind.__new__(kind, value) if kind in PLAIN else kind(kind.__iter__(value))
    return value


def _type(value):
    """Return what a class is called, and the class: by its name one of Python's own is known to both sides."""
    kind = type(value)
    return (kind.__name__ if kind.__module__ == "builtins" else "", kind)


PLAIN = (str, bytes, int, float, complex)
_NOTHING = object()
_replaced: dict[str, object] = {}  # what stood under the names that a test has replaced or deleted, _NOTHING where nothing did


def _bind(name, value):
    _replaced.setdefault(name, ipython_shell.shell.user_ns.get(name, _NOTHING))
    ipython_shell.shell.user_ns[name] = value


def _unbind(name):
    _replaced.setdefault(name, ipython_shell.shell.user_ns[name])
    del ipython_shell.shell.user_ns[name]


def _put_back():
    for name, value in _replaced.items():
        if value is _NOTHING:
            ipython_shell.shell.user_ns.pop(name, None)
        else:
            ipython_shell.shell.user_ns[name] = value
    _replaced.clear()


OPERATIONS = {
    "bind": _bind,
    "unbind": _unbind,
    "put_back": _put_back,
    "call": _call,
    "call_each": _call_each,
    "plain": _plain,
    "type": _type,
    "getattr": getattr,
    "setattr": setattr,
    "delattr": delattr,
    "isinstance": _is_instance,
    "issubclass": issubclass,
    "iter": iter,
    "next": next,
    "len": len,
    "bool": bool,
    "str": str,
    "repr": repr,
    "format": format,
    "int": int,
    "float": float,
    "complex": complex,
    "round": round,
    "divmod": divmod,
    "dir": dir,
    "asarray": np.asarray,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "contains": operator.contains,
    "getitem": operator.getitem,
    "setitem": operator.setitem,
    "delitem": operator.delitem,
    "index": operator.index,
    "pow": pow,
}
OPERATIONS |= {name: getattr(operator, f"__{name}__") for name in BINARY + UNARY}
OPERATIONS |= {name: getattr(operator, name) for name in COMPARISONS}
OPERATIONS |= {f"i{name}": getattr(operator, f"__i{name}__") for name in (*BINARY, "pow")}
