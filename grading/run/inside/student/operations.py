"""What the judge may have done in the student's process, with an object or with a name of the student's, by name."""

import copy
import operator

import numpy as np

from grading.run.inside.messages.operators import BINARY, UNARY
from grading.run.inside.student import ipython_shell


def _is_instance(value, kinds):
    return isinstance(value, kinds)


def _call(function, *args, **options):
    return function(*args, **options)


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
OPERATIONS |= {f"i{name}": getattr(operator, f"__i{name}__") for name in (*BINARY, "pow")}
