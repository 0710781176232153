"""The judge's end of the channel: a student's process, and references to the objects that stay there.

Nothing that comes from there is believed: values are read by `channel.Codec`, texts are cut and cleaned, and a test never takes an
object's word for a number.
"""

import builtins
import contextlib
import os
import re
import signal
import sys
import weakref

import numpy as np

from grading.run.inside import student as child
from grading.run.inside.channel import JUDGE, MAX_MESSAGE, Channel, Codec, ProtocolError, read_array, tensor_type

GRACE = 1.0  # seconds that the student's process has to stop by itself before it is ended
MAX_CALLS_BACK = 60  # of functions within functions
MAX_REFERENCES = 100_000
SHARED_MODULES = ("numpy", "math", "random", "itertools", "functools", "copy")
LOST = {
    "timed out": "your code took longer than the time limit",
    "died": "the process that runs your code ended here (exit, crash, or more memory or processor time than allowed)",
    "bad reply": "the process that runs your code gave an answer that cannot be read",
}


class StudentLost(KeyboardInterrupt):
    """The student's process ended or took too long; not an Exception, so that a test that expects exceptions does not take it for one."""


class TimeUp(StudentLost):
    """The time limit of a cell, seen from here."""


class StudentError(Exception):
    """An exception of a class that the student, or a library, defined."""


class StudentLate(StudentLost):
    """A call took too long and the student's process stopped it by itself: it can go on."""


class Student:
    """The judge's end of the channel to a student's process."""

    def __init__(self, connection, torch):
        self._channel = Channel(connection, MAX_MESSAGE)
        self._codec = Codec(JUDGE, self._to_reference, self._from_reference)
        self._modules = (*SHARED_MODULES, "torch") if torch else SHARED_MODULES
        self._references, self._released = weakref.WeakValueDictionary(), set()
        self._functions, self._depth, self._asked = [], 0, []
        self._names = {}  # references that were asked for by name and are still what the name means
        self._replaced = False  # whether a test has replaced or deleted something of the student's
        self.lost = None  # or "timed out", "died", "bad reply"
        self.late = None  # or "timed out": a call that was stopped in this cell

    def start(self, files, limits):
        """Send what the process needs before its first cell."""
        self._guarded(lambda: self._channel.send({"files": files, "limits": limits}))

    def close(self):
        """Let go of the process; its keeper ends it."""
        self._channel.close()

    def end_of_cell(self):
        """Undo what calls changed in the instructor's own data: one mistake costs one task."""
        self.late = None
        self._codec.undo()
        self._functions.clear()

    def run(self, source, seconds):
        """Run a cell; return the reply, unchecked."""
        return self._ask({"do": "run", "source": source, "seconds": seconds})

    def name(self, name):
        """Return what is there under this name; raise KeyError when nothing is."""
        if name in self._names:
            return self._names[name]
        reply = self._ask({"do": "name", "name": name})
        if "missing" in reply:
            raise KeyError(name)
        value = self._result(reply)
        if isinstance(value, Reference):
            self._names[name] = value
        return value

    def bind(self, name, value):
        """Let the student's functions find `value` under a name, until `put_back`. Raises TypeError for what cannot be there."""
        self._names.pop(name, None)
        self._replaced = True
        try:
            self.apply("bind", name, value)
        except TypeError:
            raise TypeError(
                f"a test can put plain data, functions and the student's own objects in the place of {name}, not {type(value).__name__}"
            ) from None

    def unbind(self, name):
        """Take a name away from the student's functions, until `put_back`; raise KeyError when it is not there."""
        self._names.pop(name, None)
        self._replaced = True
        self.apply("unbind", name)

    def put_back(self):
        """Give every name that a test replaced or deleted its old meaning."""
        if self._replaced and not self.lost:
            self._names.clear()
            self._replaced = False
            self.apply("put_back")

    def apply(self, operation, *args, **options):
        """Have one of `child.OPERATIONS` carried out; return its result or raise its exception."""
        return self._result(self._ask({"do": operation}, args, options))

    def release(self, handle):
        """Note that no reference with this handle is left here."""
        self._released.add(handle)

    # -- messages

    def _ask(self, request, args=(), options=None):
        request["release"] = list(self._released)
        self._released.clear()
        request.setdefault("seconds", max(signal.getitimer(signal.ITIMER_REAL)[0] - GRACE, 0.01))
        request["args"] = [self._codec.encode(value) for value in args]
        request["options"] = {name: self._codec.encode(value) for name, value in (options or {}).items()}
        # An answer names its question: what was sent before it was asked is no answer.
        request["id"] = os.urandom(8).hex()
        packed = self._codec.write(**request)
        self._asked.append(request["id"])
        try:
            self._guarded(lambda: self._channel.send(packed))
            while True:
                reply = self._guarded(self._receive)
                if "printed" in reply:
                    print(cut(reply["printed"], child.MAX_PRINTED), end="")
                elif "callback" in reply:
                    self._call_back(reply)
                else:
                    return reply
        finally:
            self._asked.pop()

    def _receive(self):
        reply = self._channel.receive()
        if reply.get("id") != self._asked[-1]:
            raise ProtocolError("an answer to another question")
        self._codec.apply(reply.get("changed", []))
        if "rebound" in reply:
            self._names.clear()
        return reply

    def _guarded(self, function):
        """Do something with the channel; whatever goes wrong there ends the student's process."""
        if self.lost:
            raise StudentLost(LOST[self.lost])
        try:
            return function()
        except TimeUp:
            self.lost = "timed out"
        except (EOFError, OSError):
            self.lost = "died"
        except (ProtocolError, RecursionError, MemoryError, ValueError, TypeError, OverflowError):
            self.lost = "bad reply"
        raise StudentLost(LOST[self.lost]) from None

    def _result(self, reply):
        if "late" in reply:
            self.late = "timed out"
            raise StudentLate(LOST["timed out"])
        if "end" in reply:
            raise StopIteration
        if "error" in reply:
            raise self._guarded(lambda: _exception(reply["error"]))
        return self._guarded(lambda: self._codec.decode(reply.get("result", {})))

    def _call_back(self, message):
        """Call a function that a test passed in, as the student's process asks, and send what it returns or raises."""
        function, args, options = self._guarded(lambda: self._checked_call(message))
        self._depth += 1
        try:
            reply = self._codec.write({"result": function(*args, **options)})
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # the exception goes where the call came from
            kind = type(error).__name__ if type(error).__module__ == "builtins" else "RuntimeError"
            reply = self._codec.write(error=[kind, str(error)[: child.MAX_TEXT]])
        finally:
            self._depth -= 1
        self._guarded(lambda: self._channel.send(reply))

    def _checked_call(self, message):
        number, args, options = message["callback"], message.get("args"), message.get("options")
        if type(number) is not int or not 0 <= number < len(self._functions) or self._depth >= MAX_CALLS_BACK:
            raise ProtocolError("a call of nothing that was passed in")
        args, options = self._codec.decode(args), self._codec.decode(options)
        if type(args) is not list or type(options) is not dict or not all(type(name) is str for name in options):
            raise ProtocolError("a call without its arguments")
        return self._functions[number], args, options

    # -- references

    def _to_reference(self, value):
        if isinstance(value, Reference):
            if _student_of(value) is not self:
                raise TypeError("an object of a process that has ended cannot be used any more")
            return {"r": _handle_of(value)}
        if type(value) is tensor_type() and hasattr(value, "judge_reference"):
            return self._to_reference(value.judge_reference)
        name = getattr(value, "__name__", None)
        for module in ("builtins", "math", *self._modules):
            if type(name) is str and module in sys.modules and getattr(sys.modules[module], name, None) is value:
                return {"import": [module, name]}
        if callable(value):
            if value not in self._functions:
                self._functions.append(value)
            return {"f": self._functions.index(value), "name": name if type(name) is str else "function"}
        raise TypeError(f"a test can pass plain data, functions and the student's own objects to a function, not {type(value).__name__}")

    def _from_reference(self, written):
        if set(written) == {"module"} and written["module"] in self._modules:
            return sys.modules[written["module"]]
        if set(written) == {"f"} and type(written["f"]) is int and 0 <= written["f"] < len(self._functions):
            return self._functions[written["f"]]
        if set(written) == {"r", "graph"} and type(written["graph"]) is list and len(written["graph"]) == 3 and tensor_type():
            reference = self._from_reference({"r": written["r"], "call": False, "name": "", "kind": "Tensor"})
            return _graph_tensor(reference, read_array(*written["graph"]))
        if set(written) != {"r", "call", "name", "kind"} or type(written["r"]) is not int or len(self._references) > MAX_REFERENCES:
            raise ProtocolError("a reference to nothing")
        handle = written["r"]
        known = self._references.get(handle)
        if known is not None:
            return known
        self._released.discard(handle)
        name = written["name"] if type(written["name"]) is str and written["name"].isidentifier() and len(written["name"]) <= 80 else ""
        made = (CallableReference if written["call"] is True else Reference)(self, handle, name, cut(written["kind"], 80))
        self._references[handle] = made
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

    A test never takes an object's word for a number: comparisons are not forwarded, and an operator gives another object.
    What counts has to be plain data, as `node.grad` is.
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
        return self is other

    def __lt__(self, other):
        raise TypeError(f"a test compares numbers, not the object {self._judge_kind}: it has to look at one of its attributes")

    __le__ = __gt__ = __ge__ = __lt__

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


class CallableReference(Reference):
    """A function, a method or a class in the student's process."""

    __slots__ = ()

    def __call__(self, /, *args, **options):
        return _apply(self, "call", self, *args, **options)


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


def _forward_reflected(operation):
    def method(self, other):
        return _object(self, _apply(self, operation, other, self))

    setattr(Reference, f"__r{operation}__", method)


for _name in child.BINARY:
    _forward(_name, f"__{_name}__", plain=False)
    _forward(f"i{_name}", f"__i{_name}__", plain=False)
    _forward_reflected(_name)
_forward("ipow", "__ipow__", plain=False)
for _name in child.UNARY:
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


def _exception(written):
    """Return the exception that was written: one of Python's own, or StudentError for any other."""
    name, text, plain = written if type(written) is list and len(written) == 3 else ("", "", False)
    kind = getattr(builtins, name, None) if type(name) is str and plain is True else None
    allowed = isinstance(kind, type) and (issubclass(kind, Exception) or kind is SystemExit)
    text = cut(text, child.MAX_TEXT)
    try:
        return kind(text) if allowed and kind is not StopIteration else StudentError(text)
    except TypeError:  # a UnicodeDecodeError needs five arguments
        return StudentError(text)


def cut(value, limit):
    """Return untrusted text, short and printable."""
    return clean(value[:limit]) if type(value) is str else ""


def clean(text):
    """Return text without control characters (but line ends, tabs and the colours of a traceback) and lone surrogates."""
    text = re.sub(r"\x1b(?!\[[0-9;]{0,20}m)|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "", text)
    return text.encode("utf-8", "replace").decode()
