"""The process in which a student's cells run: an IPython shell without a kernel, and answers to what the judge asks.

Everything here shares a process with code that nobody trusts: what it sends may be forged, and the judge reads it that way.
"""

import builtins
import contextlib
import os
import signal
import sys
import types
from _signal import signal as set_handler  # `signal.signal` itself: the one for users looks up the handler before in an enum, each time

from grading.run.inside.files import prepare
from grading.run.inside.messages.arrays import array_content, tensor_type
from grading.run.inside.messages.channel import ProtocolError
from grading.run.inside.messages.codec import Codec
from grading.run.inside.messages.mirrors import STUDENT
from grading.run.inside.messages.texts import MAX_PRINTED
from grading.run.inside.student import ipython_shell
from grading.run.inside.student.ipython_shell import Stream, jsonable, message_of, outputs
from grading.run.inside.student.operations import OPERATIONS


class TimeLimit(KeyboardInterrupt):
    """A cell or a call took too long; not an Exception, so that `except Exception` does not stop it."""


def main(channel, hello, limits):
    """Run cells and answer questions until the judge closes the channel."""
    prepare(hello["files"])
    outputs.left = limits.output
    Responder(channel, _take_over(channel)).serve()


def _take_over(channel):
    """Make this the process of a student's cells; return the descriptor of what they print past Python."""
    printed = os.open(os.path.join(os.path.dirname(os.getcwd()), ".printed"), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
    builtins.input = _no_input
    # A copy of this process, made by a cell, must not answer in its place.
    os.register_at_fork(after_in_child=channel.close)
    return printed


class _Clock:
    """The time limit of what runs: an alarm that raises TimeLimit."""

    late = False

    def start(self, seconds):
        self.late = False
        set_handler(signal.SIGALRM, self._ring)
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.01))

    def stop(self):
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _ring(self, *_):
        self.late = True
        raise TimeLimit("took too long and was stopped")


class HeldObjects:
    """The objects that the judge has references to, by number, for a Codec."""

    def __init__(self, responder):
        self._responder = responder
        self._objects, self._handles, self._next = {}, {}, 0

    def release(self, handles):
        """Let go of what the judge no longer holds."""
        for handle in handles:
            value = self._objects.pop(handle, None)
            self._handles.pop(id(value), None)

    def write(self, value):
        """Return how a message names an object, or a function of the judge's."""
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

    def read(self, written):
        """Return what a message names."""
        if "r" in written:
            return self._objects[written["r"]]
        if "f" in written:
            return _Callback(self._responder, written["f"], written["name"])
        if "import" in written:
            module, name = written["import"]
            return getattr(sys.modules[module], name)
        raise ProtocolError("a reference to nothing")


class Responder:
    """What the judge can ask for, and how it is answered."""

    def __init__(self, channel, printed):
        self._channel, self._printed = channel, printed
        self._held = HeldObjects(self)
        self._codec = Codec(STUDENT, self._held.write, self._held.read)
        self._clock = _Clock()
        self._question = None  # the id of what is being answered
        self._asked = {}  # what the judge was told that a name means

    def serve(self):
        """Answer requests; return when there are no more."""
        with contextlib.suppress(EOFError):
            while True:
                self.answer_one()

    def answer_one(self):
        """Wait for a request and answer it; raise EOFError when there are no more."""
        self._answer(self._channel.receive())

    def _answer(self, request):
        self._held.release(request.get("release", ()))
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
            if name in ipython_shell.shell.user_ns:
                self._asked[name] = ipython_shell.shell.user_ns[name]
                self._reply({"result": ipython_shell.shell.user_ns[name]})
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
        self._clock.start(seconds)
        try:
            ipython_shell.shell.run_cell(source, store_history=True)
        except BaseException as error:  # a time limit between two lines of IPython
            outputs.error(type(error).__name__, message_of(error), [message_of(error)])
        finally:
            self._clock.stop()
        self._collect_printed()
        cut, outputs.cut = outputs.cut, False
        self._asked.clear()
        return {
            "rebound": 1,
            "outputs": [jsonable(item) for item in outputs.items],
            "late": self._clock.late,
            "cut": cut,
            "count": ipython_shell.shell.execution_count - 1,
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
        self._clock.start(request["seconds"])
        try:
            function = OPERATIONS[request["do"]]
            arguments = [self._codec.decode(item) for item in request["args"]]
            options = {name: self._codec.decode(item) for name, item in request["options"].items()}
            reply = {"result": function(*arguments, **options)}
            self._clock.stop()
            packed = self._pack({}, late=1) if self._clock.late else self._pack(reply)  # late: it was stopped inside a destructor
        except ProtocolError:
            raise
        except StopIteration:
            packed = self._pack({}, end=1)
        except BaseException as error:  # whatever a student's function raises is an answer
            kind = type(error)
            plain = kind.__module__ == "builtins"
            packed = self._pack({}, late=1) if self._clock.late else self._pack({}, error=[kind.__name__, message_of(error), plain])
        finally:
            self._clock.stop()
            printed = "".join(item["text"] for item in outputs.items if item.get("name") == "stdout")[:MAX_PRINTED]
            outputs.items, outputs.left = before, left
        if printed:
            self._channel.send({"printed": printed, "id": self._question})
        self._channel.send(packed)

    def _write(self, values, **message):
        if any(ipython_shell.shell.user_ns.get(name) is not value for name, value in self._asked.items()):
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

    # -- functions of the judge

    def call_back(self, number, args, options):
        """Let the judge call the function that it passed in under this number; return or raise what it does."""
        self._channel.send(self._write({"args": list(args), "options": dict(options)}, callback=number))
        while True:
            message = self._channel.receive()
            if "do" in message:  # the function uses, in turn, something of the student's
                left = signal.getitimer(signal.ITIMER_REAL)[0]
                self._answer(message)
                self._clock.start(left)
                continue
            self._catch_up(message)
            if "error" in message:
                kind = getattr(builtins, message["error"][0], RuntimeError)
                raise kind(message["error"][1])
            return self._codec.decode(message["result"])


class _Callback:
    """A function of the judge, as a student's function sees it."""

    def __init__(self, student, number, name):
        self._student, self.number, self.__name__ = student, number, name

    def __call__(self, *args, **options):
        return self._student.call_back(self.number, args, options)


def _no_input(prompt="", /):
    raise RuntimeError("input() waits for somebody to type, and nobody is there while grading: give the value in the code instead")
