"""Mutated messages of a student's process: the judge understands them, or takes the process for lost; nothing else, and at no cost."""

import contextlib
import functools
import io
import itertools
import resource
import signal
import socket
import sys
import threading
import time
import types
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from mutated_messages import mutated, true_messages

from grading.run.inside.judge import judge, remote
from grading.run.inside.judge.lost import StudentLost
from grading.run.inside.judge.references import SHARED_MODULES, Reference
from grading.run.inside.messages.channel import Channel

PLAIN = (type(None), bool, int, float, complex, str, bytes, Fraction, Decimal)
SLOW, MEMORY = 5.0, 300 << 10  # seconds for one message; KiB for all of them together


def foreign(value, passed, seen=None):
    """Return the first thing in a value that may not come out of a channel, None when there is none."""
    seen = seen if seen is not None else set()
    if id(value) in seen:
        return None
    seen.add(id(value))
    inside = functools.partial(foreign, passed=passed, seen=seen)
    if type(value) in PLAIN or isinstance(value, Reference) or any(value is one for one in passed):
        return None
    if type(value) in (list, tuple, set, frozenset):
        return next(filter(None, map(inside, value)), None)
    if type(value) is dict:
        return next(filter(None, map(inside, itertools.chain(value.keys(), value.values()))), None)
    if type(value) is slice:
        return next(filter(None, map(inside, (value.start, value.stop, value.step))), None)
    if isinstance(value, np.ndarray | np.generic) and type(value).__module__ == "numpy":
        return None if value.dtype.kind in "biufc" else repr(value.dtype)
    if type(value) is types.ModuleType and value.__name__ in SHARED_MODULES:
        return None
    if "torch" in sys.modules and type(value) is sys.modules["torch"].Tensor:
        return None
    return repr(type(value))


def asked(data_for):
    """Have a judge ask a process that answers with `data_for(id of the question)`; return (what it gave, exception, how it was lost)."""
    ours, theirs = socket.socketpair()
    student = remote.RemoteStudent(ours, torch="torch" in sys.modules)

    def answer():
        end = Channel(theirs)
        with contextlib.suppress(Exception), theirs:
            theirs.sendall(data_for(end.receive()["id"]))
            theirs.shutdown(socket.SHUT_WR)
            while theirs.recv(1 << 16):
                pass

    peer = threading.Thread(target=answer, daemon=True)
    peer.start()
    passed = [lambda *args, **options: 1.0, [1.0], np.zeros(2)]
    given = problem = None
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            given = student.apply("call", *passed)
    except BaseException as error:
        problem = error
    student.lost, lost = student.lost or "over", student.lost  # what is left of it asks nobody
    found = foreign(given, passed[:1])
    student.close()
    peer.join(5)
    return found, problem, lost


@pytest.fixture
def alarm():
    before = signal.signal(signal.SIGALRM, judge._ring)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def test_every_mutated_message_is_understood_or_ends_the_process(size, figures, alarm):
    if size(False, True):
        import torch  # noqa: F401 (tensors, too)
    messages = true_messages()
    number, understood, lost = size(1000, 50_000), 0, 0
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for seed in range(number):
        started = time.process_time()
        found, problem, how = asked(lambda identity, seed=seed: mutated(messages, seed, identity))
        assert time.process_time() - started < SLOW, f"seed {seed} takes too long"
        assert found is None, f"seed {seed}: {found}"
        # What the process claims that the student's function raised is one of Python's own exceptions, and a message of ours.
        allowed = how is not None if isinstance(problem, StudentLost) else problem is None or isinstance(problem, Exception | SystemExit)
        late = type(problem).__name__ == "StudentLate"
        assert allowed or late, f"seed {seed}: {type(problem).__name__}: {problem}"
        if isinstance(problem, Exception) and how is None and not isinstance(problem, StopIteration):
            frame = problem.__traceback__
            while frame.tb_next:
                frame = frame.tb_next
            assert frame.tb_frame.f_code.co_name == "_result", f"seed {seed}: {type(problem).__name__} in the judge itself: {problem}"
        understood += how is None
        lost += how is not None
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    figures("mutated messages to the judge", messages=number, understood=understood, ended_the_process=lost)
    assert grown < MEMORY, f"{grown >> 10} MiB"
    assert understood > number / 20  # the others would say nothing about what lies behind the first check
