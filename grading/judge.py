"""The process in which the tests run: it has the notebook, never runs a line of a student's code, and believes nothing it is told.

Test cells and the instructor's set-up run here; every other cell runs in a student's process (`child.py`). A name that a test uses
and that neither the test, nor the set-up, nor Python defines is asked of that process: plain data comes by value, anything else as a
`Reference`, whose attributes, calls and operators are carried out over there.
"""

import base64
import builtins
import contextlib
import io
import marshal
import os
import re
import signal
import socket
import sys
import time
import weakref

import numpy as np

from grading import child
from grading.channel import JUDGE, MAX_MESSAGE, Channel, Codec, ProtocolError, read_array, tensor_type

GRACE = 1.0  # seconds that the student's process has to stop by itself before it is ended
MAX_CALLS_BACK = 60  # of functions within functions
MAX_OUTPUTS = 1000  # of one cell
MAX_REFERENCES = 100_000
SHARED_MODULES = ("numpy", "math", "random", "itertools", "functools", "copy")
PICTURES = ("image/png", "image/jpeg")


class StudentLost(KeyboardInterrupt):
    """The student's process ended or took too long; not an Exception, so that a test that expects exceptions does not take it for one."""


class TimeUp(StudentLost):
    """The time limit of a cell, seen from here."""


class StudentError(Exception):
    """An exception of a class that the student, or a library, defined."""


def main(channel, for_judges, hello, limits, torch):
    """Run the notebook in `hello` and send what each cell put out."""
    child.prepare(hello["files"])
    sys.stdout = sys.stderr = io.StringIO()
    Judge(channel, for_judges, hello, limits, torch).run()


class Judge:
    """One notebook: runs its cells in order, and starts a fresh student's process when one is lost."""

    def __init__(self, channel, for_judges, hello, limits, torch):
        self._channel, self._for_judges, self._limits, self._torch = channel, for_judges, limits, torch
        self._cells, self._hello_limits = hello["cells"], hello["limits"]
        self._files = hello["files"] | hello["own"]  # for the student's process; this one has the course's alone
        self._student = None
        self._to_replay = []  # sources of the cells that a fresh student's process needs
        self._setup = {"__name__": "__main__"}
        self._setup["__builtins__"] = self._builtins = _Builtins(self.ask)
        self._output_left = limits.output
        self._end = time.monotonic() + limits.total

    def run(self):
        signal.signal(signal.SIGALRM, _ring)
        for index, cell in enumerate(self._cells):
            if time.monotonic() >= self._end:
                result = _stopped("the time for the whole notebook is used up, so this cell did not run", ["not run"])
            elif cell["role"] == "test":
                result = self._run_test(cell)
            else:
                result = self._run_students(cell["source"])
                if cell["role"] == "setup":
                    self._run_setup(cell)
            self._channel.send({"cell": index, **result})
        self._channel.send({"done": 1})

    # -- the student's process

    def _alive(self, skip=None):
        """Return the student's process, after starting it and running again the cells so far where it had been lost."""
        while self._student is None or self._student.lost:
            self._drop()
            ours, theirs = socket.socketpair()
            self._for_judges_ask(theirs)
            theirs.close()
            self._student = Student(ours, self._torch)
            self._student.start(self._files, self._hello_limits)
            for source in list(self._to_replay):
                if time.monotonic() >= self._end:
                    raise StudentLost("the time for the whole notebook is used up")
                with contextlib.suppress(StudentLost):
                    self._timed(lambda source=source: self._student.run(source, self._seconds()))
                if self._student.lost:
                    self._to_replay.remove(source)  # it had worked once: without it the others still can
                    break
        return self._student

    def _for_judges_ask(self, theirs):
        from grading.warm import ask

        ask(self._for_judges, b"s" if self._torch else b"S", theirs)

    def _drop(self):
        if self._student is not None:
            self._student.close()
            self._student = None

    def _seconds(self):
        return min(self._limits.cell, max(self._end - time.monotonic(), 0.01))

    def _timed(self, function):
        """Call the function; a student's process that does not let it finish in time is lost."""
        try:
            # Again and again: Python swallows an exception that is raised inside a destructor.
            signal.setitimer(signal.ITIMER_REAL, self._seconds() + GRACE, GRACE)
            return function()
        finally:
            with contextlib.suppress(TimeUp):
                signal.setitimer(signal.ITIMER_REAL, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)

    # -- students' cells

    def _run_students(self, source):
        if not source.strip():
            return {"outputs": [], "events": [], "count": None}
        try:
            student = self._alive()
            reply = self._timed(lambda: student.run(source, self._seconds()))
        except StudentLost as error:
            self._lose(error)
            return _stopped(f"{error}; the cells below run without this one", [self._student.lost if self._student else "not run"])
        if reply.get("late") is not True:
            self._to_replay.append(source)
        outputs, left = _checked_outputs(reply.get("outputs"), self._output_left)
        cut = reply.get("cut") is True or left < 0
        self._output_left = max(left, 0)
        if cut:
            outputs.append({"output_type": "stream", "name": "stdout", "text": "\n[The output is cut here: it is too long.]\n"})
        events = ["timed out"] * (reply.get("late") is True) + ["output cut"] * cut
        count = reply.get("count")
        return {"outputs": outputs, "events": events, "count": count if type(count) is int and 0 < count < 10_000 else None}

    def _lose(self, error):
        if self._student is not None and not self._student.lost:
            self._student.lost = "timed out"

    # -- the instructor's cells

    def _run_setup(self, cell):
        """Run what of the set-up does not need the student's work; the rest is the student's process's alone."""
        self._builtins.asking = False
        for statement in _loaded(cell["code"]):
            if statement is not None:
                with contextlib.suppress(StudentLost, Exception):
                    self._timed(lambda statement=statement: exec(statement, self._setup))

    def _run_test(self, cell):
        out = _Printed(max(self._output_left, 0))
        names = dict(self._setup)  # nothing of one test is there for the next: a name is the test's own, the set-up's or the student's
        self._builtins.asking = True
        outputs, problem = [], None
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()), np.errstate(all="ignore"):
                value = self._timed(lambda: _execute(_loaded(cell["code"]), names))
            if value is not None:
                outputs.append(
                    {"output_type": "execute_result", "data": {"text/plain": _safe(repr(value))}, "metadata": {}, "execution_count": None}
                )
        except BaseException as error:  # whatever a test raises is its result
            problem = error
        events = []
        if isinstance(problem, TimeUp):
            self._lose(problem)
        failed = self._student.lost or self._student.late if self._student is not None else None
        if failed:
            events.append(failed)
            if not isinstance(problem, StudentLost):  # a test that swallowed it has not passed
                problem = StudentLost(LOST[failed])
        if self._student is not None:
            self._student.end_of_cell()
        printed = out.getvalue()
        self._output_left -= len(printed)
        if printed:
            outputs.insert(0, {"output_type": "stream", "name": "stdout", "text": _safe(printed)})
        if problem is not None:
            outputs.append(_error(problem))
        return {"outputs": outputs, "events": events, "count": None}

    def ask(self, name):
        """Return what the student's process has under this name; raise KeyError when it has nothing."""
        return self._alive().name(name)


class _Builtins(dict):
    """What a test finds when neither it nor the set-up defines a name: Python's own names, then the student's."""

    def __init__(self, ask):
        super().__init__(vars(builtins))
        self._ask, self.asking = ask, False

    def __missing__(self, name):
        if not self.asking or name.startswith("__"):
            raise KeyError(name)
        return self._ask(name)


class _Printed(io.StringIO):
    """What a test prints, as far as there is room for it."""

    def __init__(self, limit):
        super().__init__()
        self._left = limit

    def write(self, text):
        self._left -= super().write(text[: max(self._left, 0)])
        return len(text)


class Student:
    """The judge's end of the channel to a student's process."""

    def __init__(self, connection, torch):
        self._channel = Channel(connection, MAX_MESSAGE)
        self._codec = Codec(JUDGE, self._to_reference, self._from_reference)
        self._modules = (*SHARED_MODULES, "torch") if torch else SHARED_MODULES
        self._references, self._released = weakref.WeakValueDictionary(), set()
        self._functions, self._depth, self._asked = [], 0, []
        self._names = {}  # references that were asked for by name and are still what the name means
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
                    print(_text(reply["printed"], child.MAX_PRINTED), end="")
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
        made = (CallableReference if written["call"] is True else Reference)(self, handle, name, _text(written["kind"], 80))
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


class StudentLate(StudentLost):
    """A call took too long and the student's process stopped it by itself: it can go on."""


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


LOST = {
    "timed out": "your code took longer than the time limit",
    "died": "the process that runs your code ended here (exit, crash, or more memory or processor time than allowed)",
    "bad reply": "the process that runs your code gave an answer that cannot be read",
}


def _ring(*_):
    raise TimeUp(LOST["timed out"])


def _loaded(code):
    """Return the code that the grader compiled; it comes from the grader alone, never from a student's process."""
    return marshal.loads(base64.b64decode(code))


def _execute(parts, names):
    """Run a test; return the value of its last line if that is an expression: nbgrader takes a number there for partial credit."""
    statements, last = parts
    exec(statements, names)
    return None if last is None else eval(last, names)


def _exception(written):
    """Return the exception that was written: one of Python's own, or StudentError for any other."""
    name, text, plain = written if type(written) is list and len(written) == 3 else ("", "", False)
    kind = getattr(builtins, name, None) if type(name) is str and plain is True else None
    allowed = isinstance(kind, type) and (issubclass(kind, Exception) or kind is SystemExit)
    text = _text(text, child.MAX_TEXT)
    try:
        return kind(text) if allowed and kind is not StopIteration else StudentError(text)
    except TypeError:  # a UnicodeDecodeError needs five arguments
        return StudentError(text)


def _text(value, limit):
    """Return untrusted text, short and printable."""
    return _safe(value[:limit]) if type(value) is str else ""


def _safe(text):
    """Return text without control characters (but line ends, tabs and the colours of a traceback) and lone surrogates."""
    text = re.sub(r"\x1b(?!\[[0-9;]{0,20}m)|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "", text)
    return text.encode("utf-8", "replace").decode()


def _error(problem):
    """Return the output of a test that failed: its message, and no line of the test."""
    kind = type(problem).__name__
    text = _safe(str(problem))[: child.MAX_TEXT]
    lines = [text] if kind == "CheckFailed" else [f"{kind}: {text}" if text else kind]
    if isinstance(problem, StudentLost):
        kind, lines = "StudentLost", [text[:1].upper() + text[1:] + "."]
    return {"output_type": "error", "ename": kind, "evalue": text, "traceback": lines}


def _stopped(text, events):
    return {"outputs": [_error(StudentLost(text))], "events": events, "count": None}


def _checked_outputs(outputs, left):
    """Return what of a cell's claimed outputs is one, and how many characters may still follow."""
    checked = []
    for output in outputs[:MAX_OUTPUTS] if type(outputs) is list else []:
        made = _checked_output(output) if type(output) is dict else None
        size = len(str(made))
        if made is None or left < 0:
            continue
        left -= size
        if left >= 0 or made["output_type"] == "error":
            checked.append(made)
    return checked, left


def _checked_output(output):
    kind = output.get("output_type")
    if kind == "stream":
        return {
            "output_type": kind,
            "name": "stderr" if output.get("name") == "stderr" else "stdout",
            "text": _text(output.get("text"), 1 << 24),
        }
    if kind == "error":
        lines = output.get("traceback")
        lines = [_text(line, child.MAX_PRINTED) for line in lines[:50]] if type(lines) is list else []
        return {
            "output_type": kind,
            "ename": _text(output.get("ename"), 80),
            "evalue": _text(output.get("evalue"), child.MAX_TEXT),
            "traceback": lines,
        }
    if kind in ("display_data", "execute_result") and type(output.get("data")) is dict:
        # No HTML, no SVG, no scripts: an instructor opens this.
        data = {}
        for mime, value in output["data"].items():
            if mime == "text/plain" and type(value) is str:
                data[mime] = _text(value, 1 << 24)
            elif mime in PICTURES and type(value) is str and re.fullmatch(r"[A-Za-z0-9+/=\s]+", value):
                data[mime] = value
        made = {"output_type": kind, "data": data, "metadata": {}}
        return made | ({"execution_count": None} if kind == "execute_result" else {})
    return None
