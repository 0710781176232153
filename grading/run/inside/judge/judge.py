"""The process in which the tests run: it has the notebook, never runs a line of a student's code, and believes nothing it is told.

Test cells and the instructor's set-up run here; every other cell runs in a student's process (`responder.py`). A name that a test uses and
that neither the test, nor the set-up, nor Python defines is asked of that process: plain data comes by value, anything else as a
`Reference`, whose attributes, calls and operators are carried out over there. A test that replaces or deletes such a name does so in
that process, until the end of its cell: see `names.py`.
"""

import base64
import builtins
import contextlib
import dataclasses
import io
import linecache
import marshal
import signal
import socket
import sys
import time

import numpy as np

from grading.run.inside.files import prepare
from grading.run.inside.judge.lost import LOST, StudentLost, TimeUp, is_the_tests
from grading.run.inside.judge.names import MainModule, TestNames
from grading.run.inside.judge.outputs import Printed, checked_outputs, error_output, stopped, typed_numbers
from grading.run.inside.judge.references import TypeOf
from grading.run.inside.judge.remote import GRACE, RemoteStudent
from grading.run.inside.messages.channel import ask
from grading.run.inside.messages.texts import clean


def main(channel, for_judges, hello, limits, torch):
    """Run the notebook in `hello` and send what each cell put out."""
    prepare(hello["files"])
    sys.stdout = sys.stderr = io.StringIO()
    Judge(channel, for_judges, hello, limits, torch).run()


class Judge:
    """One notebook: runs its cells in order, and starts a fresh student's process when one is lost."""

    def __init__(self, channel, for_judges, hello, limits, torch):
        self._channel, self._for_judges, self._torch = channel, for_judges, torch
        self._cells, self._limits = hello["cells"], limits
        self._files = hello["files"] | hello["own"]  # for the student's process; this one has the course's alone
        self._student = None
        self._to_replay = []  # sources of the cells that a fresh student's process needs
        self._helpers = {}  # functions, classes and modules that tests defined
        self._setup = {"__name__": "__main__"}
        self._setup["__builtins__"] = self._builtins = _Builtins(self.ask)
        self._output_left = limits.output
        self._time = _Time(limits)

    def run(self):
        signal.signal(signal.SIGALRM, _ring)
        for index, cell in enumerate(self._cells):
            if self._time.is_up():
                result = stopped("the time for the whole notebook is used up, so this cell did not run", ["not run"])
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
            self._student = RemoteStudent(ours, self._torch)
            self._student.start(self._files, dataclasses.asdict(self._limits))
            for source in list(self._to_replay):
                if self._time.is_up():
                    raise StudentLost("the time for the whole notebook is used up")
                with contextlib.suppress(StudentLost):
                    self._time.limit(lambda source=source: self._student.run(source, self._time.of_a_cell()))
                if self._student.lost:
                    self._to_replay.remove(source)  # it had worked once: without it the others still can
                    break
        return self._student

    def _for_judges_ask(self, theirs):
        ask(self._for_judges, b"s" if self._torch else b"S", theirs)

    def _drop(self):
        if self._student is not None:
            self._student.close()
            self._student = None

    # -- students' cells

    def _run_students(self, source):
        if not source.strip():
            return {"outputs": [], "events": [], "count": None}
        try:
            student = self._alive()
            reply = self._time.limit(lambda: student.run(source, self._time.of_a_cell()))
        except StudentLost as error:
            self._lose(error)
            return stopped(f"{error}; the cells below run without this one", [self._student.lost if self._student else "not run"])
        if reply.get("late") is not True:
            self._to_replay.append(source)
        outputs, left = checked_outputs(reply.get("outputs"), self._output_left)
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
                    self._time.limit(lambda statement=statement: exec(statement, self._setup))

    def _run_test(self, cell):
        out = Printed(max(self._output_left, 0))
        # As in IPython, the text of a cell is there for who looks for the source of a function in it.
        linecache.cache["<test>"] = (len(cell["source"]), None, cell["source"].splitlines(True), "<test>")
        # Of one test nothing is there for the next but what it defines: helpers, which no answer can then replace.
        names = TestNames(self._setup | self._helpers, self.ask, lambda: self._alive())
        self._builtins.ask, self._builtins.asking = names.ask, True
        self._builtins["globals"] = lambda: names
        sys.modules["__main__"] = MainModule(names)
        outputs, problem = [], None
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()), np.errstate(all="ignore"):
                value = self._time.limit(lambda: self._tested(_loaded(cell["code"]), names))
            if value is not None:
                outputs.append(
                    {"output_type": "execute_result", "data": {"text/plain": clean(repr(value))}, "metadata": {}, "execution_count": None}
                )
        except BaseException as error:  # whatever a test raises is its result
            problem = error
        events = []
        if isinstance(problem, TimeUp):
            self._lose(problem)
        failed = self._student.lost or self._student.late if self._student is not None else None
        if failed:
            events.append(failed)
            # A test that swallowed it has not passed; one that failed before, and compared on, keeps what it said.
            if not isinstance(problem, StudentLost) and type(problem).__name__ != "CheckFailed":
                problem = StudentLost(LOST[failed])
        if problem is not None and (is_the_tests(problem) or (self._student is not None and self._student.cannot_cross)):
            events.append("cannot cross")
        self._helpers |= names.helpers()
        if self._student is not None:
            self._student.end_of_cell()
        printed = out.getvalue()
        self._output_left -= len(printed)
        if printed:
            outputs.insert(0, {"output_type": "stream", "name": "stdout", "text": clean(printed)})
        if problem is not None:
            outputs.append(error_output(problem))
        return {"outputs": outputs, "events": events, "count": None, "typed": typed_numbers(problem)}

    def _tested(self, parts, names):
        """Run a test, and undo what it did to the student's names: one mistake costs one task."""
        try:
            return _execute(parts, names.own, names)
        finally:
            if self._student is not None:
                self._student.put_back()

    def ask(self, name):
        """Return what the student's process has under this name; raise KeyError when it has nothing."""
        return self._alive().name(name)


class _Time:
    """How long one notebook, and each of its cells, may take."""

    def __init__(self, limits):
        self._cell, self._end = limits.cell, time.monotonic() + limits.total

    def is_up(self):
        return time.monotonic() >= self._end

    def of_a_cell(self):
        """Return how many seconds the next cell has."""
        return min(self._cell, max(self._end - time.monotonic(), 0.01))

    def limit(self, function):
        """Call the function; a student's process that does not let it finish in time is lost."""
        try:
            # Again and again: Python swallows an exception that is raised inside a destructor.
            signal.setitimer(signal.ITIMER_REAL, self.of_a_cell() + GRACE, GRACE)
            return function()
        finally:
            with contextlib.suppress(TimeUp):
                signal.setitimer(signal.ITIMER_REAL, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)


class _Builtins(dict):
    """What a test finds when neither it nor the set-up defines a name: Python's own names, then the student's."""

    def __init__(self, ask):
        super().__init__(vars(builtins) | {"type": TypeOf})
        self.ask, self.asking = ask, False

    def __missing__(self, name):
        if not self.asking or name.startswith("__"):
            raise KeyError(name)
        return self.ask(name)


def _ring(*_):
    raise TimeUp(LOST["timed out"])


def _loaded(code):
    """Return the code that the grader compiled; it comes from the grader alone, never from a student's process."""
    return marshal.loads(base64.b64decode(code))


def _execute(parts, names, at_top=None):
    """Run a test; return the value of its last line if that is an expression: nbgrader takes a number there for partial credit.

    `names` are the globals of the functions it defines; its top level sees them through the mapping `at_top`.
    """
    statements, last = parts
    at_top = names if at_top is None else at_top
    exec(statements, names, at_top)
    return None if last is None else eval(last, names, at_top)
