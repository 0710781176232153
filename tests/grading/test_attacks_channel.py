"""A student's process that has been taken over and answers the judge with whatever it likes.

Each attack is a process that follows the protocol until it matters, and a test cell that should fail. It runs twice: as it is, and with
the one guard switched off that stops it; then the attack succeeds, which proves that it works.
"""
# ruff: noqa: E501 (a test stands on one line, as a table does)

import contextlib
import ctypes
import io
import json
import pickle
import signal
import socket
import struct
import sys
import threading

import numpy as np
import pytest
from nbformat import NotebookNode

from grading.run import execute as run
from grading.run.inside.judge import judge, references, remote
from grading.run.inside.judge import outputs as cell_outputs
from grading.run.inside.judge.lost import StudentLost
from grading.run.inside.messages import arrays, channel, codec
from grading.run.inside.student import operations

FUNCTION = {"r": 0, "call": True, "name": "f", "kind": "function"}
THING = {"r": 1, "call": False, "name": "", "kind": "Thing"}
SECRET = ctypes.create_string_buffer(b"a secret of the judge...")
ARRAY = {"m": 1, **{"a": ["<f8", [2], arrays.array_content(np.zeros(2))[2]]}}


class Bomb:
    """What must never be unpickled."""

    def __reduce__(self):
        return (exec, ("import builtins; builtins.bomb_went_off = True",))


def framed(data):
    """Return an answer of these bytes; @ID@ in them becomes the id of the question."""

    def answer(request):
        filled = data.replace(b"@ID@", request["id"].encode())
        return struct.pack(">I", len(filled)) + filled

    return answer


def interface(address):
    return {"d": [["shape", {"t": [24]}], ["typestr", "|u1"], ["data", {"t": [address, False]}], ["version", 3]], "m": 3}


def only_interface(request):
    wanted = request["args"][1] == "__array_interface__"
    return {"result": interface(ctypes.addressof(SECRET))} if wanted else {"error": ["AttributeError", "", True]}


def forwarding(operation):
    """Return a method that asks the student's process, as a proxy without care would."""
    return lambda self, *args: references._apply(self, operation, self, *args)


# name: (answers of the process by what it is asked, test, (object, attribute, what stands there without the guard))
ATTACKS = {
    "an object says that it equals 4": (
        {"call": {"result": THING}, "eq": {"result": True}},
        "assert f(2) == 4",
        (references.Reference, "__eq__", forwarding("eq")),
    ),
    "an object says that it is less than 1e-9": (
        {"call": {"result": THING}, "abs": {"result": {"r": 2, "call": False, "name": "", "kind": "Thing"}}, "lt": {"result": True}},
        "assert abs(f(2)) < 1e-9",
        (references.Reference, "__lt__", forwarding("lt")),
    ),
    "an object says that it differs from 4 by 0": (
        {"call": {"result": THING}, "sub": {"result": 0.0}},
        "assert abs(f(2) - 4) < 1e-9",
        (references, "_object", lambda reference, result: result),
    ),
    "memory of the judge through __array_interface__": (
        {"call": {"result": THING}, "getattr": only_interface, "asarray": {"result": ARRAY}},
        "assert b'secret' in np.asarray(f(2)).tobytes()",
        (references.Reference, "__getattr__", lambda self, name: references._apply(self, "getattr", self, name)),
    ),
    "NumPy function of the student's own": (
        {"call": {"result": THING}, "getattr": {"result": FUNCTION}, "asarray": {"result": ARRAY}},
        "assert getattr(f(2), '__array_function__', None) is not None",
        (references.Reference, "__getattr__", lambda self, name: references._apply(self, "getattr", self, name)),
    ),
    "a pickle instead of JSON": (
        {"call": framed(pickle.dumps(Bomb()))},
        "import builtins\nwith contextlib.suppress(BaseException):\n    f(2)\nassert hasattr(builtins, 'bomb_went_off')",
        (channel, "unpack", lambda data: pickle.loads(data) if data[:1] == b"\x80" else json.JSONDecoder().decode(data.decode())),
    ),
    "an array of objects": (
        {"call": {"result": {"m": 1, "a": ["|O8", [], "AAAAAAAAAAA="]}}},
        "f(2)",
        (codec, "read_array", lambda dtype, shape, data: np.empty(shape, dtype)),
    ),
    "an array of text": (
        {"call": {"result": {"m": 1, "a": ["<U2", [], "YQAAAGIAAAA="]}}},
        "assert f(2) == 'ab'",
        (codec, "read_array", lambda dtype, shape, data: np.frombuffer(arrays.from_text(data), dtype).reshape(shape)),
    ),
    "an array with a shape that lies": (
        {"call": {"result": {"m": 1, "a": ["<f8", [1000], "AAAAAAAAAAA="]}}},
        "assert f(2).size == 1000",
        (codec, "read_array", lambda dtype, shape, data: np.lib.stride_tricks.as_strided(np.zeros(1), shape, (0,))),
    ),
    "another module of the judge": (
        {"call": {"result": {"module": "os"}}},
        "f(2).getcwd()",
        (references, "SHARED_MODULES", ("os",)),
    ),
    "a function that was not passed in": (
        {"call": [{"callback": -1, "args": {"m": 1, "l": []}, "options": {"m": 3, "d": []}}, {"result": 1}]},
        "called = []\nwith contextlib.suppress(BaseException):\n    f(lambda: called.append(1))\nassert called",
        (remote.RemoteStudent, "_checked_call", lambda self, message: (self._references.functions[message["callback"]], [], {})),
    ),
    "functions within functions without end": (
        {"call": {"callback": 0, "args": {"t": []}, "options": {"t": []}}, "name": {"result": FUNCTION}},
        "depth = 0\ndef g(*args, **options):\n    global depth\n    depth += 1\n    if depth < 200:\n        f(g)\n    raise RuntimeError\nwith contextlib.suppress(BaseException):\n    f(g)\nassert depth >= 100",
        (remote.RemoteStudent, "_checked_call", lambda self, message: (self._references.functions[message["callback"]], [], {})),
    ),
    "a change of something never passed in": (
        {"call": {"result": 1, "changed": [[0, {"l": [9]}], [2, {"l": [9]}]]}},
        "x = []\nf(x)",
        (remote.RemoteStudent, "_receive", lambda self: self._channel.receive()),
    ),
    "an array that changes its shape": (
        {"call": {"result": 1, "changed": [[0, {"a": ["<f8", [1], "AAAAAAAAAAA="]}]]}},
        "x = np.ones(3)\nf(x)\nassert (x == 0).all()",
        (codec, "copy_into", lambda old, new: old.fill(0)),
    ),
    "a list that becomes an array": (
        {"call": {"result": 1, "changed": [[0, {"a": ["<f8", [1], "AAAAAAAAAAA="]}]]}},
        "x = [1]\nf(x)",
        (remote.RemoteStudent, "_receive", lambda self: self._channel.receive()),
    ),
    "a number of the judge's own for a new value": (
        {"call": {"result": {"m": 0, "l": [7]}}},
        "x = [1]\nassert f(x) == [7]",
        (codec.Codec, "_decode_mirrored", lambda self, written, depth: [self.decode(item) for item in written["l"]]),
    ),
    "an exception that no test may catch": (
        {"call": {"error": ["KeyboardInterrupt", "", True]}},
        "try:\n    f(2)\nexcept KeyboardInterrupt:\n    pass",
        (remote, "exception_of", lambda written: KeyboardInterrupt()),
    ),
    "an exception that is a function": (
        {"call": {"error": ["exec", "import builtins; builtins.exec_ran = True", True]}},
        "import builtins\nwith contextlib.suppress(BaseException):\n    f(2)\nassert hasattr(builtins, 'exec_ran')",
        (remote, "exception_of", lambda written: getattr(judge.builtins, written[0])(written[1])),
    ),
    "text that no file can hold": (
        {"call": {"result": "\ud800"}},
        "assert f(2) == chr(0xD800)",
        (codec, "_clean", lambda text: text),
    ),
    "a hundred million characters printed": (
        {"call": [*[{"printed": "x" * 10_000}] * 200, {"result": 1}]},
        "f(2)\nimport sys\nassert len(sys.stdout.getvalue()) > 1_000_000",
        (cell_outputs.Printed, "write", io.StringIO.write),
    ),
    "a message said to be a gigabyte": (
        {"call": struct.pack(">I", 1 << 30) + b"[" + b" " * 1000},
        "try:\n    f(2)\nexcept BaseException as error:\n    assert 'ended here' in str(error)  # it was waited for",
        (remote, "MAX_MESSAGE", 1 << 31),
    ),
}
# What is refused without more: (answer, what the process is then taken for). Nothing to switch off: each is simply no message.
NO_MESSAGES = {
    "not JSON": (framed(b"{'result': 1}"), "bad reply"),
    "JSON, but not an object": (framed(b"[1]"), "bad reply"),
    "an empty message": (framed(b""), "bad reply"),
    "lists in lists in lists": (framed(b'{"id":"@ID@","result":' + b"[" * 200_000 + b"]" * 200_000 + b"}"), "bad reply"),
    "an integer of a million digits": (framed(b'{"id":"@ID@","result":' + b"9" * 1_000_000 + b"}"), "bad reply"),
    "half a message": (struct.pack(">I", 100) + b'{"res', "died"),
    "nothing": (b"", "died"),
    "text that is not UTF-8": (framed(b'{"id":"@ID@","result":"\xff\xfe"}'), "bad reply"),
    "a result of an unknown kind": ({"result": {"x": 1}}, "bad reply"),
    "a result with two kinds": ({"result": {"t": [], "c": [1, 2]}}, "bad reply"),
    "tuples in tuples, too deep": (framed(b'{"id":"@ID@","result":' + b'{"t":[' * 100 + b"]}" * 100 + b"}"), "bad reply"),
    "a list for a number": ({"result": {"c": [[], 1]}}, "bad reply"),
    "a slice of four": ({"result": {"s": [1, 2, 3, 4]}}, "bad reply"),
    "a list as a key": ({"result": {"m": 1, "d": [[{"m": 3, "l": []}, 1]]}}, "bad reply"),
    "half a pair": ({"result": {"m": 1, "d": [[1]]}}, "bad reply"),
    "damaged base64": ({"result": {"b": "!!!"}}, "bad reply"),
    "a negative shape": ({"result": {"m": 1, "a": ["<f8", [-1], ""]}}, "bad reply"),
    "a dtype with fields": ({"result": {"m": 1, "a": ["i4,i4", [1], "AAAAAAAAAAA="]}}, "bad reply"),
    "a dtype that is no text": ({"result": {"m": 1, "a": [["<f8"], [1], "AAAAAAAAAAA="]}}, "bad reply"),
    "a mirrored value without content": ({"result": {"m": 99}}, "bad reply"),
    "a mirrored value with two contents": ({"result": {"m": 1, "l": [], "d": []}}, "bad reply"),
    "a number that is true": ({"result": {"m": True, "l": []}}, "bad reply"),
    "a tensor where there is no torch": ({"result": {"m": 1, "T": [["<f8", [], "AAAAAAAAAAA="], False, None]}}, "bad reply"),
    "a reference with more": ({"result": THING | {"x": 1}}, "bad reply"),
    "a reference that is no number": ({"result": THING | {"r": "0"}}, "bad reply"),
    "changes that are no list": ({"result": 1, "changed": {"0": 1}}, "bad reply"),
    "a change without content": ({"result": 1, "changed": [[0]]}, "bad reply"),
    "a callback without arguments": ({"callback": 0}, "bad reply"),
    "a callback with a name that is a number": (
        {"callback": 0, "args": {"m": 1, "l": []}, "options": {"m": 3, "d": [[1, 1]]}},
        "bad reply",
    ),
    "no result": ({}, "bad reply"),
    "an answer to another question": ({"result": 4.0, "id": "0"}, "bad reply"),
    "an answer to no question": ({"result": 4.0, "id": None}, "bad reply"),
}


class Peer(threading.Thread):
    """The other end of a channel, with fixed answers."""

    def __init__(self, connection, answers):
        super().__init__(daemon=True)
        self.last = None
        self.connection, self.answers, self.sent = connection, answers, []
        self.start()

    def question(self, request):
        self.last = request.get("id", self.last)
        return self.last

    def run(self):
        end = channel.Channel(self.connection)
        with contextlib.suppress(EOFError, OSError, channel.ProtocolError), self.connection:
            while True:
                request = end.receive()
                asked = request.get("do", "result of a callback")
                answers = self.answers.get(asked, {"result": None} if asked != "name" else {"result": FUNCTION})
                answers = answers(request) if callable(answers) else answers
                for answer in answers if type(answers) is list else [answers]:
                    if asked != "name":
                        self.sent.append(asked)
                    self.connection.sendall(answer if type(answer) is bytes else channel.pack({"id": self.question(request)} | answer))
                if type(answers) is bytes:
                    return


def judged(answers, test):
    """Run the test cell against such a process; return (exception or None, how the process was lost, what it sent)."""
    ours, theirs = socket.socketpair()
    peer = Peer(theirs, answers)
    student = remote.RemoteStudent(ours, torch=False)
    names = {"np": np, "contextlib": contextlib, "__builtins__": judge._Builtins(student.name)}
    names["__builtins__"].asking = True
    before = signal.signal(signal.SIGALRM, judge._ring)
    signal.setitimer(signal.ITIMER_REAL, 5)
    problem = None
    try:
        with contextlib.redirect_stdout(cell_outputs.Printed(10_000)):
            judge._execute(judge._loaded(run._compiled("test", test)), names)
    except BaseException as error:
        problem = error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        student.close()
    peer.join(5)
    return problem, student.lost, peer.sent


@pytest.fixture(autouse=True)
def clean():
    yield
    for name in ("bomb_went_off", "exec_ran"):
        vars(judge.builtins).pop(name, None)


@pytest.mark.parametrize("name", ATTACKS)
def test_forged_answer(name, row, monkeypatch):
    answers, test, (target, attribute, unguarded) = ATTACKS[name]
    with monkeypatch.context() as open_:
        open_.setattr(target, attribute, unguarded)
        problem, _, sent = judged(answers, test)
        assert problem is None, "without its guard the attack does not work"
        assert sent
    for left in ("bomb_went_off", "exec_ran"):
        vars(judge.builtins).pop(left, None)
    problem, lost, sent = judged(answers, test)
    shown = cell_outputs.error_output(problem)["traceback"][0] if problem else ""
    row(f"answer: {name}", bool(sent), int(problem is None), 0, shown.splitlines()[0][:100] if shown else "")
    assert problem is not None, lost


@pytest.mark.parametrize("name", NO_MESSAGES)
def test_what_is_no_message(name, row, monkeypatch):
    monkeypatch.delitem(sys.modules, "torch", raising=False)  # another test in this process may have imported it
    answer, lost_by = NO_MESSAGES[name]
    problem, lost, sent = judged({"call": answer}, "f(2)")
    assert lost == lost_by
    assert isinstance(problem, StudentLost)
    row(f"no message: {name}", bool(sent), 0, 0, cell_outputs.error_output(problem)["traceback"][0])


def test_an_honest_process_is_understood():
    problem, lost, _ = judged({"call": {"result": {"m": 1, "l": [1.5]}}}, "assert f(2) == [1.5]")
    assert (problem, lost) == (None, None)


HOSTILE_OUTPUTS = [
    {"output_type": "display_data", "data": {"text/html": "<script>alert(1)</script>", "application/javascript": "alert(1)"}},
    {"output_type": "display_data", "data": {"image/svg+xml": "<svg onload='alert(1)'/>", "image/png": "x' onerror='alert(1)"}},
    {"output_type": "display_data", "data": {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}}, "metadata": {"x": "<script>"}},
    {"output_type": "stream", "name": "stderr' onload='", "text": "\x1b]0;title\x07\x1b[2J\x9b31m\u202edone\x00"},
    {"output_type": "error", "ename": ["x"], "evalue": None, "traceback": {"0": "x"}},
    {"output_type": "error", "ename": "E", "evalue": "e", "traceback": ["\x1b[31mred\x1b[0m", 5, None, "\x1b[1;2Hx"]},
    {"output_type": "update_display_data", "data": {}},
    {"output_type": "execute_result", "data": {"text/plain": 5, "image/png": "AAAA"}, "execution_count": "<b>"},
    "text",
    None,
]


def test_outputs_carry_nothing_active(row):
    claimed = [json.loads(json.dumps(output)) for output in HOSTILE_OUTPUTS]
    outputs, _ = cell_outputs.checked_outputs(claimed, 10_000)
    written = json.dumps(outputs)
    row("outputs with scripts, widgets and escape characters", True, 0, 0, "text and pictures, nothing else")
    for word in (
        "script",
        "svg",
        "onerror",
        "widget",
        "onload",
        "\\u0000",
        "\\u202e",
        "\\u009b",
        "\\u001b]",
        "\\u001b[2J",
        "\\u001b[1;2H",
        "<b>",
    ):
        assert word in json.dumps(claimed), word
        assert word not in written, word
    assert "\\u001b[31mred" in written
    assert all(isinstance(NotebookNode(output), dict) for output in outputs)


def test_outputs_without_end_are_cut():
    many = [{"output_type": "stream", "name": "stdout", "text": "x" * 1000}] * 50_000
    outputs, left = cell_outputs.checked_outputs(many, 20_000)
    assert left < 0
    assert len(outputs) < 20
    assert cell_outputs.checked_outputs({"0": 1}, 100) == ([], 100)


def test_every_operation_that_a_reference_asks_for_is_there():
    ours, theirs = socket.socketpair()
    asked = []

    class Listening(remote.RemoteStudent):
        def apply(self, operation, *args, **options):
            asked.append(operation)
            raise NotImplementedError

    reference = references.Reference(Listening(ours, torch=False), 0, "", "Thing")
    for name in dir(references.Reference):
        if name.startswith("__") and name not in ("__init__", "__del__", "__class__", "__new__", "__init_subclass__", "__subclasshook__"):
            method = getattr(references.Reference, name)
            for arguments in ((), (1,), (1, 2), (1, 2, 3)):
                with contextlib.suppress(TypeError, NotImplementedError, AttributeError):
                    found = method(reference, *arguments)
                    if name == "__iter__":
                        next(found)
    theirs.close()
    assert len(set(asked)) > 30
    assert set(asked) <= set(operations.OPERATIONS)
