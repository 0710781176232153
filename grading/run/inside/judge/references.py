"""Objects that stay in the student's process, as the tests hold them: what is done with one is carried out over there."""

import builtins
import contextlib
import operator
import sys
import weakref

import numpy as np

from grading.run.inside.judge.lost import CannotCross
from grading.run.inside.messages.arrays import read_array, tensor_type
from grading.run.inside.messages.channel import ProtocolError
from grading.run.inside.messages.operators import BINARY, COMPARISONS, UNARY
from grading.run.inside.messages.texts import cut

MAX_REFERENCES = 100_000
SHARED_MODULES = ("numpy", "math", "random", "itertools", "functools", "copy")


class References:
    """What the judge holds of one student's process, and which of its own functions that may call, by number."""

    def __init__(self, student, torch):
        self._student = student
        self._modules = (*SHARED_MODULES, "torch") if torch else SHARED_MODULES
        self._held, self.released = weakref.WeakValueDictionary(), set()
        self.functions = []

    def write(self, value):
        """Return how a message names an object of the student's or a function; raise CannotCross for anything else."""
        if isinstance(value, Reference):
            if _student_of(value) is not self._student:
                raise TypeError("an object of a process that has ended cannot be used any more")
            return {"r": _handle_of(value)}
        if type(value) is tensor_type() and hasattr(value, "judge_reference"):
            return self.write(value.judge_reference)
        name = getattr(value, "__name__", None)
        for module in ("builtins", "math", *self._modules):
            if type(name) is str and module in sys.modules and getattr(sys.modules[module], name, None) is value:
                return {"import": [module, name]}
        if callable(value):
            if value not in self.functions:
                self.functions.append(value)
            return {"f": self.functions.index(value), "name": name if type(name) is str else "function"}
        raise CannotCross(f"a test can pass plain data, functions and the student's own objects to a function, not {type(value).__name__}")

    def read(self, written):
        """Return what a message names; raise ProtocolError when there is no such thing."""
        if set(written) == {"module"} and written["module"] in self._modules:
            return sys.modules[written["module"]]
        if set(written) == {"f"} and type(written["f"]) is int and 0 <= written["f"] < len(self.functions):
            return self.functions[written["f"]]
        if set(written) == {"r", "graph"} and type(written["graph"]) is list and len(written["graph"]) == 3 and tensor_type():
            reference = self.read({"r": written["r"], "call": False, "name": "", "kind": "Tensor"})
            return _graph_tensor(reference, read_array(*written["graph"]))
        if set(written) != {"r", "call", "name", "kind"} or type(written["r"]) is not int or len(self._held) > MAX_REFERENCES:
            raise ProtocolError("a reference to nothing")
        handle = written["r"]
        known = self._held.get(handle)
        if known is not None:
            return known
        self.released.discard(handle)
        name = written["name"] if type(written["name"]) is str and written["name"].isidentifier() and len(written["name"]) <= 80 else ""
        made = (CallableReference if written["call"] is True else Reference)(self._student, handle, name, cut(written["kind"], 80))
        self._held[handle] = made
        return made


def _graph_tensor(reference, array):
    """Return a tensor with these numbers whose backward pass is carried out where its graph is."""
    torch = sys.modules["torch"]

    class Elsewhere(torch.autograd.Function):
        @staticmethod
        def forward(_, anchor):
            return torch.from_numpy(array)

        @staticmethod
        def backward(_, grad):
            _apply(reference, "call", _apply(reference, "getattr", reference, "backward"), grad)

    made = Elsewhere.apply(torch.zeros((), requires_grad=True))
    made.judge_reference = reference
    return made


# Read without `__getattr__`, which asks the student's process.
def _student_of(reference):
    return object.__getattribute__(reference, "_judge_student")


def _handle_of(reference):
    return object.__getattribute__(reference, "_judge_handle")


def _apply(reference, operation, *args, **options):
    return _student_of(reference).apply(operation, *args, **options)


class Reference:
    """An object in the student's process: what a test does with it happens there.

    A test never takes an object's word for a number: with plain data, what the object holds is compared here, and an operator gives
    another object. Whether two of the student's objects are equal, their class says.
    """

    __slots__ = ("__weakref__", "_judge_handle", "_judge_kind", "_judge_name", "_judge_student")
    __array_ufunc__ = None  # lets `array * reference` ask the reference
    __hash__ = object.__hash__

    def __init__(self, student, handle, name, kind):
        for field, value in (("student", student), ("handle", handle), ("name", name), ("kind", kind)):
            object.__setattr__(self, f"_judge_{field}", value)

    def __del__(self):
        with contextlib.suppress(AttributeError):
            _student_of(self).release(_handle_of(self))

    def __getattr__(self, name):
        # NumPy, copy and torch look for special names, and believe what they find: `__array_interface__` holds a memory address.
        if name == "__name__" and self._judge_name:
            return self._judge_name
        if name.startswith("__") and name.endswith("__") and name not in ("__dict__", "__doc__"):
            raise AttributeError(f"{self._judge_kind!r} object has no attribute {name!r}")
        return _apply(self, "getattr", self, name)

    def __setattr__(self, name, value):
        _apply(self, "setattr", self, name, value)

    def __delattr__(self, name):
        _apply(self, "delattr", self, name)

    def __eq__(self, other):
        if isinstance(other, Reference):
            return self is other or _apply(self, "eq", self, other) is True
        held = _apply(self, "plain", self)
        return not isinstance(held, Reference) and bool(np.all(held == other))

    def __instancecheck__(self, value):
        return isinstance(value, Reference) and _apply(self, "isinstance", value, self) is True

    def __subclasscheck__(self, kind):
        return isinstance(kind, Reference) and _apply(self, "issubclass", kind, self) is True

    def __iter__(self):
        iterator = _apply(self, "iter", self)
        while True:
            try:
                item = _apply(self, "next", iterator)
            except StopIteration:
                return
            yield item

    def __next__(self):
        return _apply(self, "next", self)

    def __enter__(self):
        return _apply(self, "call", _apply(self, "getattr", self, "__enter__"))

    def __exit__(self, kind, error, traceback):
        return _apply(self, "call", _apply(self, "getattr", self, "__exit__"), None, None, None) is True

    def __array__(self, dtype=None, copy=None):
        array = _apply(self, "asarray", self)
        if type(array) is not np.ndarray:
            raise TypeError(f"an object of the class {self._judge_kind} is not an array of numbers")
        return array if dtype is None else array.astype(dtype)

    def __copy__(self):
        return _apply(self, "copy", self)

    def __deepcopy__(self, _):
        return _apply(self, "deepcopy", self)

    def __pow__(self, other, modulus=None):
        return _object(self, _apply(self, "pow", self, other, *(() if modulus is None else (modulus,))))

    def __rpow__(self, other):
        return _object(self, _apply(self, "pow", other, self))


class _TypeOfAnything(type):
    """What makes `TypeOf` stand for Python's `type` in a test."""

    def __call__(cls, *args, **options):
        if len(args) != 1 or not isinstance(args[0], Reference):
            return type(*args, **options)
        answer = _apply(args[0], "type", args[0])
        name, kind = answer if type(answer) is tuple and len(answer) == 2 else ("", None)
        known = getattr(builtins, name, None) if type(name) is str else None
        return known if type(known) is type else kind

    def __instancecheck__(cls, value):
        return isinstance(value, type)

    def __subclasscheck__(cls, kind):
        return issubclass(kind, type)


class TypeOf(metaclass=_TypeOfAnything):
    """`type` as a test finds it: of an object of the student's it gives the class over there, or Python's own of that name."""


class CallableReference(Reference):
    """A function, a method or a class in the student's process."""

    __slots__ = ()

    def __call__(self, /, *args, **options):
        return _apply(self, "call", self, *args, **options)

    def _judge_call_each(self, calls):
        """Return, for each tuple of arguments, (result,) or None where the call raised: in one message there and one back."""
        answers = _apply(self, "call_each", self, calls)
        one_each = type(answers) is list and len(answers) == len(calls)
        if not one_each or not all(answer is None or (type(answer) is tuple and len(answer) == 1) for answer in answers):
            raise TypeError(f"{self._judge_kind} gives no answer to each call")
        return answers


def _object(reference, result):
    """Return the result of an operator, if it is an object: a number that an object makes up when asked could be any number."""
    if not isinstance(result, Reference):
        raise TypeError(f"an operator of {reference._judge_kind} gives plain data: a test has to look at an attribute instead")
    return result


def _forward(operation, special, plain):
    """Let `special` be carried out in the student's process, with the object at the left."""

    def method(self, *args):
        result = _apply(self, operation, self, *args)
        return result if plain else _object(self, result)

    setattr(Reference, special, method)


def _forward_order(operation):
    def method(self, other):
        if isinstance(other, Reference):
            return _apply(self, operation, self, other) is True
        held = _apply(self, "plain", self)
        if isinstance(held, Reference):
            raise TypeError(f"a test compares numbers, not the object {self._judge_kind}: it has to look at one of its attributes")
        return getattr(operator, operation)(held, other)

    setattr(Reference, f"__{operation}__", method)


def _forward_reflected(operation):
    def method(self, other):
        return _object(self, _apply(self, operation, other, self))

    setattr(Reference, f"__r{operation}__", method)


for _name in COMPARISONS[1:]:
    _forward_order(_name)
for _name in BINARY:
    _forward(_name, f"__{_name}__", plain=False)
    _forward(f"i{_name}", f"__i{_name}__", plain=False)
    _forward_reflected(_name)
_forward("ipow", "__ipow__", plain=False)
for _name in UNARY:
    _forward(_name, f"__{_name}__", plain=False)
for _name in (
    "len",
    "bool",
    "str",
    "repr",
    "format",
    "int",
    "float",
    "complex",
    "round",
    "index",
    "contains",
    "getitem",
    "setitem",
    "delitem",
    "dir",
):
    _forward(_name, f"__{_name}__", plain=True)
