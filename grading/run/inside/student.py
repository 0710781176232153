"""The process in which a student's cells run: an IPython shell without a kernel, and answers to what the judge asks.

Everything here shares a process with code that nobody trusts: what it sends may be forged, and the judge reads it that way.
"""

import base64
import builtins
import contextlib
import copy
import io
import operator
import os
import random
import signal
import subprocess
import sys
import types
from pathlib import Path

import numpy as np
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from grading.run.inside.channel import STUDENT, Codec, ProtocolError, array_content, tensor_type

MAX_TEXT = 2_000  # characters of an exception's message
MAX_PRINTED = 10_000  # characters that a call may print into the judge's cell

shell = None  # made once, before the forks


class TimeLimit(KeyboardInterrupt):
    """A cell or a call took too long; not an Exception, so that `except Exception` does not stop it."""


class _Outputs:
    """The outputs of the running cell, as a notebook stores them, until `limit` characters are reached."""

    def __init__(self):
        self.items, self.left, self.cut = [], 0, False

    def start(self):
        self.items = []

    def stream(self, name, text):
        text = self._within(text)
        if not text:
            return
        last = self.items[-1] if self.items else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        else:
            self.items.append({"output_type": "stream", "name": name, "text": text})

    def add(self, output, size):
        if size > self.left:
            self.cut = True
        else:
            self.left -= size
            self.items.append(output)

    def error(self, kind, text, lines):
        """Add an error whatever is left: without it a cell that failed would look as if it had not."""
        self.items.append(
            {"output_type": "error", "ename": kind, "evalue": text[:MAX_TEXT], "traceback": [line[:MAX_PRINTED] for line in lines[-50:]]}
        )

    def _within(self, text):
        if len(text) > self.left:
            self.cut, text = True, text[: self.left]
        self.left -= len(text)
        return text


outputs = _Outputs()


class Stream(io.TextIOBase):
    """sys.stdout or sys.stderr of the cells."""

    encoding = "utf-8"

    def __init__(self, name):
        self._name = name
        self.number = 1 if name == "stdout" else 2

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        outputs.stream(self._name, text)
        return len(text)

    def writable(self):
        return True

    def fileno(self):
        return self.number


class _Publisher(DisplayPublisher):
    def publish(self, data, metadata=None, **_):
        outputs.add({"output_type": "display_data", "data": data, "metadata": {}}, _size(data))

    def clear_output(self, wait=False):
        outputs.items.clear()


class _Hook(DisplayHook):
    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        item = {"output_type": "execute_result", "data": format_dict, "metadata": {}, "execution_count": self.prompt_count}
        outputs.add(item, _size(format_dict))

    def finish_displayhook(self):
        pass


class _Shell(InteractiveShell):
    def _showtraceback(self, etype, evalue, stb):
        outputs.error(getattr(etype, "__name__", "Error"), _message(evalue), [str(line) for line in stb])

    def enable_matplotlib(self, gui=None):
        # Whatever window `%matplotlib` asks for: there is none here, and pictures belong into the notebook.
        return super().enable_matplotlib("inline")

    def enable_gui(self, gui=None):
        """Start no event loop: there are no windows."""

    def system(self, command):
        result = subprocess.run(
            self.var_expand(command, depth=1), shell=True, capture_output=True, text=True, errors="replace", check=False
        )
        sys.stdout.write(result.stdout)
        sys.stderr.write(result.stderr)
        self.user_ns["_exit_code"] = result.returncode

    def ask_exit(self):
        """Let `exit` and `quit` end nothing: the cells below shall run."""


def make_shell():
    """Make the shell that every fork starts with."""
    global shell
    config = Config()
    config.HistoryManager.enabled = False  # its thread would be lost in a fork
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.display_pub_class = _Publisher
    config.InteractiveShell.displayhook_class = _Hook
    _Shell._instance = None
    shell = _Shell.instance(config=config, display_pub_class=_Publisher, displayhook_class=_Hook)
    for kind in (InteractiveShell, _Shell):
        kind._instance = shell
    shell.enable_matplotlib("inline")
    shell.run_cell("None", store_history=False)
    shell.reset()


def prepare(files):
    """Write the exercise's files into the current folder, and make it the place where modules are looked for first."""
    for name, data in files.items():
        path = Path(name)
        with contextlib.suppress(FileExistsError, NotADirectoryError, IsADirectoryError):  # "a" and "a/b" cannot both be files
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(data))
    sys.path.insert(0, os.getcwd())
    checks = sys.modules.get("checks")
    if checks is not None:
        ours = base64.b64encode(Path(checks.__file__).read_bytes()).decode() if os.path.exists(checks.__file__) else None
        if files.get("checks.py") != ours:
            del sys.modules["checks"]
    random.seed(0)
    np.random.seed(0)


def main(channel, hello, limits):
    """Run cells and answer questions until the judge closes the channel."""
    prepare(hello["files"])
    outputs.left = limits.output
    Student(channel).serve()


class Student:
    """What the judge can ask for, and how it is answered."""

    def __init__(self, channel):
        self._channel = channel
        self._codec = Codec(STUDENT, self._to_reference, self._from_reference)
        self._objects, self._handles, self._next = {}, {}, 0
        self._late = False
        self._question = None  # the id of what is being answered
        self._asked = {}  # what the judge was told that a name means
        self._printed = os.open(os.path.join(os.path.dirname(os.getcwd()), ".printed"), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(self._printed, 1)
        os.dup2(self._printed, 2)
        sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
        builtins.input = _no_input
        # A copy of this process, made by a cell, must not answer in its place.
        os.register_at_fork(after_in_child=channel.close)

    def serve(self):
        """Answer requests; return when there are no more."""
        while True:
            try:
                request = self._channel.receive()
            except EOFError:
                return
            self._answer(request)

    def _answer(self, request):
        for handle in request.get("release", ()):
            value = self._objects.pop(handle, None)
            self._handles.pop(id(value), None)
        self._catch_up(request)
        outer, self._question = self._question, request["id"]
        try:
            self._do(request)
        finally:
            self._question = outer

    def _do(self, request):
        if request["do"] == "run":
            self._channel.send(self._run(request["source"], request["seconds"]) | {"id": self._question})
        elif request["do"] == "name":
            name = request["name"]
            if name in shell.user_ns:
                self._asked[name] = shell.user_ns[name]
                self._reply({"result": shell.user_ns[name]})
            else:
                self._reply({}, missing=1)
        else:
            self._apply(request)

    def _catch_up(self, message):
        self._codec.apply(message.get("changed", ()))
        self._codec.forget(message.get("forget", ()))

    # -- cells

    def _run(self, source, seconds):
        outputs.start()
        self._start_clock(seconds)
        try:
            shell.run_cell(source, store_history=True)
        except BaseException as error:  # a time limit between two lines of IPython
            outputs.error(type(error).__name__, _message(error), [_message(error)])
        finally:
            self._stop_clock()
        self._collect_printed()
        cut, outputs.cut = outputs.cut, False
        self._asked.clear()
        return {
            "rebound": 1,
            "outputs": [jsonable(item) for item in outputs.items],
            "late": self._late,
            "cut": cut,
            "count": shell.execution_count - 1,
        }

    def _collect_printed(self):
        """Add what other programs and libraries wrote to the descriptors 1 and 2."""
        size = os.fstat(self._printed).st_size
        if size:
            outputs.stream("stdout", os.pread(self._printed, min(size, outputs.left + 1), 0).decode("utf-8", "replace"))
            os.ftruncate(self._printed, 0)

    # -- questions

    def _apply(self, request):
        before, outputs.items = outputs.items, []
        left = outputs.left
        self._start_clock(request["seconds"])
        try:
            function = OPERATIONS[request["do"]]
            arguments = [self._codec.decode(item) for item in request["args"]]
            options = {name: self._codec.decode(item) for name, item in request["options"].items()}
            reply = {"result": function(*arguments, **options)}
            self._stop_clock()
            packed = self._pack({}, late=1) if self._late else self._pack(reply)  # late: it was stopped inside a destructor
        except ProtocolError:
            raise
        except StopIteration:
            packed = self._pack({}, end=1)
        except BaseException as error:  # whatever a student's function raises is an answer
            kind = type(error)
            plain = kind.__module__ == "builtins"
            packed = self._pack({}, late=1) if self._late else self._pack({}, error=[kind.__name__, _message(error), plain])
        finally:
            self._stop_clock()
            printed = "".join(item["text"] for item in outputs.items if item.get("name") == "stdout")[:MAX_PRINTED]
            outputs.items, outputs.left = before, left
        if printed:
            self._channel.send({"printed": printed, "id": self._question})
        self._channel.send(packed)

    def _write(self, values, **message):
        if any(shell.user_ns.get(name) is not value for name, value in self._asked.items()):
            self._asked.clear()
            message["rebound"] = 1
        return self._codec.write(values, id=self._question, **message)

    def _pack(self, values, **message):
        try:
            return self._write(values, **message)
        except (ValueError, TypeError) as error:
            return self._write({}, error=["ValueError", str(error), True])

    def _reply(self, values, **message):
        self._channel.send(self._pack(values, **message))

    # -- references

    def _to_reference(self, value):
        if type(value) is _Callback:
            return {"f": value.number}
        if type(value) is types.ModuleType:
            return {"module": value.__name__}
        handle = self._handles.get(id(value))
        if handle is None:
            handle = self._handles[id(value)] = self._next
            self._objects[handle] = value  # kept, so that the id stays its own
            self._next += 1
        name = getattr(value, "__name__", None) if callable(value) else None
        if type(value) is tensor_type() and not value.is_leaf:  # the graph stays here, the judge gets the numbers as well
            return {"r": handle, "graph": array_content(value.detach().numpy())}
        return {"r": handle, "call": callable(value), "name": name if type(name) is str else "", "kind": type(value).__name__}

    def _from_reference(self, written):
        if "r" in written:
            return self._objects[written["r"]]
        if "f" in written:
            return _Callback(self, written["f"], written["name"])
        if "import" in written:
            module, name = written["import"]
            return getattr(sys.modules[module], name)
        raise ProtocolError("a reference to nothing")

    def call_back(self, number, args, options):
        """Let the judge call the function that it passed in under this number; return or raise what it does."""
        self._channel.send(self._write({"args": list(args), "options": dict(options)}, callback=number))
        while True:
            message = self._channel.receive()
            if "do" in message:  # the function uses, in turn, something of the student's
                left = signal.getitimer(signal.ITIMER_REAL)[0]
                self._answer(message)
                self._start_clock(left)
                continue
            self._catch_up(message)
            if "error" in message:
                kind = getattr(builtins, message["error"][0], RuntimeError)
                raise kind(message["error"][1])
            return self._codec.decode(message["result"])

    # -- time

    def _start_clock(self, seconds):
        self._late = False
        signal.signal(signal.SIGALRM, self._ring)
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.01))

    def _stop_clock(self):
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _ring(self, *_):
        self._late = True
        raise TimeLimit("took too long and was stopped")


class _Callback:
    """A function of the judge, as a student's function sees it."""

    def __init__(self, student, number, name):
        self._student, self.number, self.__name__ = student, number, name

    def __call__(self, *args, **options):
        return self._student.call_back(self.number, args, options)


def _is_instance(value, kinds):
    return isinstance(value, kinds)


def _call(function, *args, **options):
    return function(*args, **options)


_NOTHING = object()
_replaced: dict[str, object] = {}  # what stood under the names that a test has replaced or deleted, _NOTHING where nothing did


def _bind(name, value):
    _replaced.setdefault(name, shell.user_ns.get(name, _NOTHING))
    shell.user_ns[name] = value


def _unbind(name):
    _replaced.setdefault(name, shell.user_ns[name])
    del shell.user_ns[name]


def _put_back():
    for name, value in _replaced.items():
        if value is _NOTHING:
            shell.user_ns.pop(name, None)
        else:
            shell.user_ns[name] = value
    _replaced.clear()


# What the judge may have done with an object, or with a name of the student's, by name.
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
BINARY = ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "lshift", "rshift", "and", "or", "xor")
UNARY = ("neg", "pos", "invert", "abs")
OPERATIONS |= {name: getattr(operator, f"__{name}__") for name in BINARY + UNARY}
OPERATIONS |= {f"i{name}": getattr(operator, f"__i{name}__") for name in (*BINARY, "pow")}


def _no_input(prompt="", /):
    raise RuntimeError("input() waits for somebody to type, and nobody is there while grading: give the value in the code instead")


def _message(error):
    try:
        return str(error)[:MAX_TEXT]
    except BaseException:  # a __str__ that fails
        return ""


def _size(data):
    return sum(len(value) if isinstance(value, str | bytes) else 1000 for value in data.values())


def jsonable(item):
    """Return the output with text for what JSON cannot hold: pictures are base64 in a notebook."""
    data = item.get("data")
    if data is None:
        return item
    kept = {}
    for kind, value in data.items():
        if isinstance(value, bytes):
            kept[kind] = base64.b64encode(value).decode()
        elif isinstance(value, str):
            kept[kind] = value
    return item | {"data": kept}
