"""A small notebook of the grader's own, run in the warm process before it forks.

Python makes code faster while it runs: it finds out which methods are meant, and what the operations meet. What it has found out by
then every fork has from the start, and need not write into memory that it shares with the others.
"""

import ast
import base64
import contextlib
import linecache
import marshal
import os
import signal
import sys

from grading import checks
from grading.run.inside.judge.judge import Judge
from grading.run.inside.judge.remote import RemoteStudent
from grading.run.inside.messages.channel import Channel
from grading.run.inside.sandbox import Limits
from grading.run.inside.student import ipython_shell
from grading.run.inside.student.responder import Responder

ROUNDS = 12  # Python looks closer at what ran eight times

CELL = '''
import numpy as np

from checks import check


def scaled(X, factor=2.0):
    """Return X, twice as large."""
    return np.asarray(X) * factor


def both(x, w):
    total = 0.0
    for value in x:
        total += value * w[0]
    return total, {"all": [x @ w, np.exp(-np.abs(x))]}


def halved(x):
    return x / 3


class Counter:
    def __init__(self, start):
        self.count = start

    def up(self, by=1):
        self.count += by
        return self.count


print("here", scaled(3.0))
'''

TEST = '''
"""Twice as large."""
from checks import check_hidden, compare, known_mistakes, some_arrays


def model(x, factor=0.5, more=lambda x: 0.0):
    return x * factor + more(x)


known_mistakes(
    {"Half is meant.": {"factor": 1 / 3}, "No square is meant.": lambda x: x**2, "Nothing is done.": {"factor": 1}},
    model=model,
    probes=[some_arrays(1, (3,)), some_arrays(2, (2, 2))],
)
x, w = np.array([1.0, -2.0, 0.5]), np.ones(3)
check(scaled, 3.0, expected=6.0)
check(scaled, np.array([[1.0, 2.0], [3.0, 4.0]]), expected=np.array([[2.0, 4.0], [6.0, 8.0]]), read="nothing")
check(both, x, w, expected=(-0.5, {"all": [-0.5, np.exp(-np.abs(x))]}))
print("The checks you can see pass.")
for value, right in [([1, 2], np.array([2.0, 4.0])), ([0.0], np.zeros(1))]:
    check_hidden(scaled, value, expected=right)
counter = Counter(2)
compare(counter.up(by=3), 5, "the count")
compare([counter.count, "five"], [5, "five"])
check_hidden(halved, x, expected=x / 2)
'''


class _End:
    """One end of a connection within this process; `wake` makes the other side write when there is nothing to read."""

    def __init__(self):
        self.arrived, self.other, self.wake = bytearray(), None, None

    def sendall(self, data):
        self.other.arrived += data

    def recv(self, count):
        if not self.arrived:
            self.wake()
        part = bytes(self.arrived[:count])
        del self.arrived[:count]
        return part


class _Judge(Judge):
    """A judge whose student's side is in this process as well."""

    def _alive(self, skip=None):
        return self._student


class _Results(list):
    send = list.append


def rehearse():
    """Run the notebook some times, and leave nothing of it; return the results of its cells, in the last of them."""
    limits, null = Limits(), os.open(os.devnull, os.O_RDWR)
    code = [compile(ast.parse(TEST), "<test>", "exec"), None]
    cells = [
        {"role": "student", "source": CELL},
        {"role": "test", "source": TEST, "code": base64.b64encode(marshal.dumps(code)).decode()},
    ]
    main, lines, ring = sys.modules["__main__"], dict(linecache.cache), signal.getsignal(signal.SIGALRM)
    with contextlib.redirect_stdout(ipython_shell.Stream("stdout")), contextlib.redirect_stderr(ipython_shell.Stream("stderr")):
        for _ in range(ROUNDS):
            ipython_shell.outputs.left = limits.output
            ours, theirs, results = _End(), _End(), _Results()
            ours.other, theirs.other = theirs, ours
            ours.wake = Responder(Channel(theirs), null).answer_one
            judge = _Judge(results, None, {"cells": cells, "files": {}, "own": {}}, limits, torch=False)
            judge._student = RemoteStudent(ours, torch=False)
            judge.run()
    os.close(null)
    signal.signal(signal.SIGALRM, ring)
    sys.modules["__main__"] = main
    linecache.cache.clear()
    linecache.cache.update(lines)
    checks._KNOWN.__init__()
    ipython_shell.outputs.start()
    ipython_shell.shell.reset()
    return results
