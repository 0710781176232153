"""A notebook of three tasks, ways to run it, and what an attack on it is."""

import copy
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import determine_grade

from grading.run.execute import Limits, execute

ROOT = Path(__file__).resolve().parents[2]
RAN, BREACH = "PAYLOAD RAN", "BREACH"  # what payloads print: that they ran, that they got through
QUICK = Limits(memory=400, cpu=20, cell=2.0, total=60.0, processes=24, disk=32, output=200_000)

SETUP = """
import numpy as np
from checks import check, check_hidden, compare
X = np.array([[1.0, 2.0], [3.0, 4.0]])
def half(x):
    return x / 2
"""
ANSWERS = {
    "double": "def double(x):\n    return 2 * x",
    "square": "def square(x):\n    return x * x",
    "total": "def total(x):\n    return float(sum(sum(row) for row in x))",
}
TESTS = {
    "double": """
check(double, np.array([1.0, 2.0]), expected=np.array([2.0, 4.0]))
### BEGIN HIDDEN TESTS
check_hidden(double, np.array([0.5, -7.25]), expected=np.array([1.0, -14.5]))
### END HIDDEN TESTS
""",
    # As many notebooks do it: with plain asserts.
    "square": """
assert np.allclose(square(np.array([3.0, -1.5])), [9.0, 2.25])
np.testing.assert_allclose(square(np.array([1.25])), [1.5625])
assert square(2.0) == 4.0
""",
    "total": """
check(total, X, expected=10.0)
check_hidden(total, half(X), expected=5.0)
""",
}
POINTS = {"double": 2, "square": 3, "total": 5}


def cell(source, name=None, points=None, **kind):
    """Return a code cell; `kind` says what nbgrader takes it for (grade, solution, locked)."""
    made = new_code_cell(source.strip("\n"))
    if name:
        about = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3, "grade_id": name}
        made.metadata["nbgrader"] = about | kind | ({} if points is None else {"points": points})
    return made


def notebook(answers=None, before=(), tests=None, setup=SETUP, points=POINTS):
    """Return a notebook of the tiny course: `answers` replace the right ones, `before` holds cells that the student added on top."""
    answers, tests = ANSWERS | (answers or {}), TESTS if tests is None else tests
    cells = [cell(setup, "setup", locked=True), *(cell(source) for source in before)]
    for task, test in tests.items():
        cells.append(cell(answers[task], task, solution=True))
        cells.append(cell(test, f"test_{task}", points=points.get(task, 1), grade=True, locked=True))
    return new_notebook(cells=cells)


def files():
    """Return the files of the tiny course's exercise."""
    return {"checks.py": (ROOT / "grading" / "checks.py").read_bytes()}


def points(executed):
    """Return {task: points} as nbgrader gives them."""
    graded = [made for made in executed.cells if made.metadata.get("nbgrader", {}).get("grade")]
    return {made.metadata.nbgrader.grade_id.removeprefix("test_"): determine_grade(made)[0] for made in graded}


def text(executed, name=None):
    """Return what the cells (the one with this grade id) show, in plain text."""
    shown = []
    for made in executed.cells:
        if name in (None, made.metadata.get("nbgrader", {}).get("grade_id")):
            for output in made.get("outputs", []):
                shown.append(
                    output.get("text", "") or output.get("data", {}).get("text/plain", "") or "\n".join(output.get("traceback", []))
                )
    return "\n".join(shown)


def run(made, limits=QUICK, **options):
    """Execute a notebook of the tiny course."""
    return execute(made, files(), limits, **options)


@dataclass(frozen=True)
class Attack:
    """A submission that cheats or breaks things.

    `answers` and `before` make the notebook; `wrong` are the tasks it does not solve, so that no point is due for them.
    A payload prints RAN when it ran (or dies, which its event shows), and BREACH when it got what it wanted.
    """

    name: str
    answers: dict = field(default_factory=dict)
    before: tuple = ()
    wrong: tuple = ("double", "square")
    dies: bool = False  # the payload cannot print: the event of a cell proves that it ran
    endless: bool = False  # the wall that stops it is the clock
    limits: Limits = QUICK

    def notebook(self):
        return notebook(self.answers, self.before)

    def outcome(self, executed):
        """Return (payload ran, undeserved points, lost points, breached)."""
        if executed is None:
            return True, 0, sum(value for task, value in POINTS.items() if task not in self.wrong), False
        got, shown = points(executed), text(executed)
        events = executed.metadata.get("grading", {}).get("cells", {})
        ran = bool(events) if self.dies else RAN in shown
        undeserved = sum(got[task] for task in self.wrong)
        lost = sum(POINTS[task] - got[task] for task in POINTS if task not in self.wrong)
        return ran, undeserved, lost, BREACH in shown


class Unguarded:
    """Runs notebooks the way a kernel does: students' cells and tests in one process with the instructor's rights, no limits."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("unguarded.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | {"COURSE_SECRET": "of the grader"},
        )

    def __call__(self, made, folder, seconds):
        """Return the executed notebook; None when its process died or hung, as a dead kernel leaves nothing to grade.

        `seconds` is the time limit of a cell, 0 for none.
        """
        sources = [part.source for part in made.cells]
        request = {"cells": sources, "folder": str(folder), "seconds": seconds, "files": {k: v.decode() for k, v in files().items()}}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        outputs = json.loads(self._process.stdout.readline())
        if outputs is None:
            return None
        executed = copy.deepcopy(made)
        for part, shown in zip(executed.cells, outputs, strict=True):
            part.outputs = [nbformat.from_dict(output) for output in shown]
        return executed

    def close(self):
        self._process.stdin.close()
        self._process.wait(10)
