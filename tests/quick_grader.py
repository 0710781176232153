"""Grade one notebook in this process, in milliseconds: for the hundreds of mutants that real nbgrader is too slow for.

tests/assignments/test_class.py grades the whole bank with this and with nbgrader and compares the verdicts.
"""

import contextlib
import functools
import io
import linecache
import signal
import sys
import warnings
from dataclasses import dataclass

from assignments_source import grading_of, is_test

from grading import checks

TIME_LIMIT = 10  # seconds of computing a cell, however busy the machine is; a mutant may loop for ever


@dataclass(frozen=True)
class Verdict:
    """What a test cell gave: whether it earned its points, and the message that a student reads ("" when there is none)."""

    earned: bool
    message: str


class TimeUp(KeyboardInterrupt):
    """A cell ran longer than TIME_LIMIT; not an Exception, so that checks.py lets it through."""


class QuickGrader:
    """Runs the code cells of one assignment as a kernel would, with some answers in place of the model answers."""

    def __init__(self, assignment):
        sys.modules["checks"] = checks  # the file that travels with each assignment
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # compiled once, the assignment's own cells could not warn again each time
            self.cells = [
                (grading_of(cell).get("grade_id", ""), is_test(cell), _compiled(cell.source, f"<{assignment.slug}, cell {number}>"))
                for number, cell in enumerate(assignment.notebook.cells)
                if cell.cell_type == "code"
            ]
        if any(name.partition(".")[0] == "torch" for _, _, code in self.cells for name in code.co_names):
            import torch  # noqa: F401, outside of TIME_LIMIT: an import that is stopped half-way fails from then on

    def grade(self, answers=None, only=None):
        """Return {task: Verdict} for the model notebook with the solution cells of {task: source} replaced.

        `only` names the one task whose test cell is run. Every cell's names are left in `self.namespace`.
        """
        answers, verdicts = answers or {}, {}
        self.namespace = {"__name__": "__main__"}
        for name, tested, code in self.cells:
            if not tested:
                self._run(answers.get(name, code))
            elif only is None or name == f"test_{only}":
                error, said = self._run(code)
                verdicts[name.removeprefix("test_")] = Verdict(not error and not said, error or said)
        return verdicts

    def _run(self, cell):
        """Run a cell, given as code or as its source, and return (what the exception says, what was written on stderr).

        nbgrader gives points when both are empty.
        """
        stderr = io.StringIO()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(stderr), warnings.catch_warnings(), _time_limit():
            warnings.simplefilter("default")
            try:
                exec(compile(cell, "<cell>", "exec") if isinstance(cell, str) else cell, self.namespace)
            except checks.CheckFailed as failure:
                return str(failure), stderr.getvalue()
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt) and not isinstance(error, TimeUp):
                    raise
                return f"{type(error).__name__}: {error}", stderr.getvalue()
        return "", stderr.getvalue()


@functools.cache
def verdicts_on_the_bank(assignment):
    """Return [(answer, {task: Verdict})]: each answer of an assignment's bank alone in the model notebook, judged once for all who ask."""
    grader = QuickGrader(assignment)
    return [(answer, grader.grade({answer.task: answer.source})) for answer in assignment.bank]


def _compiled(source, name):
    """Return a cell as code; its text is there for who looks for the source of a function in it, as in IPython."""
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    return compile(source, name, "exec")


@contextlib.contextmanager
def _time_limit():
    def time_up(*_):
        raise TimeUp(f"more than {TIME_LIMIT} s")

    before = signal.signal(signal.SIGPROF, time_up)
    signal.setitimer(signal.ITIMER_PROF, TIME_LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
