"""The judge's end of the channel to a student's process.

Nothing that comes from there is believed: values are read by `codec.Codec`, texts are cut and cleaned, and a test never takes an
object's word for a number.
"""

import os
import signal

from grading.run.inside.judge.lost import LOST, CannotCross, StudentLate, StudentLost, TimeUp, exception_of
from grading.run.inside.judge.references import Reference, References
from grading.run.inside.messages.channel import MAX_MESSAGE, Channel, ProtocolError
from grading.run.inside.messages.codec import Codec
from grading.run.inside.messages.mirrors import JUDGE
from grading.run.inside.messages.texts import MAX_PRINTED, MAX_TEXT, cut

GRACE = 1.0  # seconds that the student's process has to stop by itself before it is ended
MAX_CALLS_BACK = 60  # of functions within functions


class RemoteStudent:
    """The judge's end of the channel to a student's process."""

    def __init__(self, connection, torch):
        self._channel = Channel(connection, MAX_MESSAGE)
        self._references = References(self, torch)
        self._codec = Codec(JUDGE, self._references.write, self._references.read)
        self._depth, self._asked = 0, []
        self._names = {}  # references that were asked for by name and are still what the name means
        self._replaced = False  # whether a test has replaced or deleted something of the student's
        self.lost = None  # or "timed out", "died", "bad reply"
        self.late = None  # or "timed out": a call that was stopped in this cell
        self.cannot_cross = False  # whether a function of this cell's test returned what cannot cross

    def start(self, files, limits):
        """Send what the process needs before its first cell."""
        self._guarded(lambda: self._channel.send({"limits": limits}))
        self._guarded(lambda: self._channel.send({"files": files}))

    def close(self):
        """Let go of the process; its keeper ends it."""
        self._channel.close()

    def end_of_cell(self):
        """Undo what calls changed in the instructor's own data: one mistake costs one task."""
        self.late, self.cannot_cross = None, False
        self._codec.undo()
        self._references.functions.clear()

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
        """Let the student's functions find `value` under a name, until `put_back`. Raises CannotCross for what cannot be there."""
        self._names.pop(name, None)
        self._replaced = True
        try:
            self.apply("bind", name, value)
        except CannotCross:
            raise CannotCross(
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
        """Have one of `operations.OPERATIONS` carried out; return its result or raise its exception."""
        return self._result(self._ask({"do": operation}, args, options))

    def release(self, handle):
        """Note that no reference with this handle is left here."""
        self._references.released.add(handle)

    # -- messages

    def _ask(self, request, args=(), options=None):
        request["release"] = list(self._references.released)
        self._references.released.clear()
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
                    print(cut(reply["printed"], MAX_PRINTED), end="")
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
            raise self._guarded(lambda: exception_of(reply["error"]))
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
            self.cannot_cross |= isinstance(error, CannotCross)
            error = TypeError(str(error)) if isinstance(error, CannotCross) else error
            kind = type(error).__name__ if type(error).__module__ == "builtins" else "RuntimeError"
            reply = self._codec.write(error=[kind, str(error)[:MAX_TEXT]])
        finally:
            self._depth -= 1
        self._guarded(lambda: self._channel.send(reply))

    def _checked_call(self, message):
        number, args, options = message["callback"], message.get("args"), message.get("options")
        if type(number) is not int or not 0 <= number < len(self._references.functions) or self._depth >= MAX_CALLS_BACK:
            raise ProtocolError("a call of nothing that was passed in")
        args, options = self._codec.decode(args), self._codec.decode(options)
        if type(args) is not list or type(options) is not dict or not all(type(name) is str for name in options):
            raise ProtocolError("a call without its arguments")
        return self._references.functions[number], args, options
