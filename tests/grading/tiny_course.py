"""A course small enough to grade in a blink: three tasks with hidden tests, one written question, five points."""

import argparse
import contextlib
import copy
import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import ClassVar

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading.__main__ import make_converter

REPOSITORY = Path(__file__).resolve().parents[2]
ASSIGNMENT = "tiny"

# For the tests that fill a disk, or forbid to write to one: a command that has mounts of its own, and whether there is one here.
IN_OWN_MOUNTS = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
CAN_MOUNT = (
    shutil.which("unshare")
    and not subprocess.run([*IN_OWN_MOUNTS, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False).returncode
)

SETUP = "import numpy as np\n\nfrom checks import call, check, check_hidden, compare"

SOLUTIONS = {
    "area": "def area(r):\n    return 3.0 * r**2",
    "slope": "def slope(x):\n    y = x + 0.0\n    return 2.0 * y",
    "outer": "def outer(a, b):\n    return np.outer(a, b)",
}

WRONG = {"area": "def area(r):\n    return 3.0 * r", "slope": "def slope(x):\n    return x", "outer": "def outer(a, b):\n    return a"}

STUBS = {task: source.splitlines()[0] + "\n    # YOUR CODE HERE\n    raise NotImplementedError" for task, source in SOLUTIONS.items()}

# The numbers in hidden tests appear nowhere else: a feedback page that shows one of them leaks.
CANARIES = ("7.8125", "183.10546875", "-41.625", "83.25", "0.15625", "0.0390625", "ten of spades")

TESTS = {
    "area": (
        'check(area, 2.0, expected=12.0, mistakes={"You forgot the square.": 6.0}, read="Chapter 1, Circles")',
        'check_hidden(area, 7.8125, expected=183.10546875, mistakes={"You forgot the square.": 23.4375})  # ten of spades',
    ),
    "slope": (
        "check(slope, 1.5, expected=3.0)",
        "check_hidden(slope, -41.625, expected=-83.25)",
    ),
    "outer": (
        "check(outer, np.array([1.0, 2.0]), np.array([3.0]), expected=np.array([[3.0], [6.0]]))",
        "check_hidden(outer, np.array([0.15625]), np.array([0.25]), expected=np.array([[0.0390625]]))",
    ),
}

POINTS = {"test_area": 1, "test_slope": 2, "test_outer": 1, "why": 1}


def metadata(grade_id, points=None, grade=False, solution=False, locked=False):
    """Return the metadata of an nbgrader cell."""
    found = {"grade": grade, "grade_id": grade_id, "locked": locked, "schema_version": 3, "solution": solution, "task": False}
    return {"nbgrader": found | ({"points": points} if grade else {})}


def source_notebook():
    """Return the instructor's notebook, with answers and hidden tests."""
    cells = [
        new_markdown_cell("# Tiny\nThree functions and a sentence.", id="title"),
        new_code_cell(SETUP, metadata=metadata("setup", locked=True), id="setup"),
    ]
    for task, solution in SOLUTIONS.items():
        head, *body = solution.splitlines()
        answer = "\n".join([head, "    ### BEGIN SOLUTION", *body, "    ### END SOLUTION"])
        visible, hidden = TESTS[task]
        test = f"{visible}\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"
        cells += [
            new_markdown_cell(f"## {task}\nWrite `{task}`.", id=f"prompt-{task}"),
            new_code_cell(answer, metadata=metadata(task, solution=True), id=task),
            new_code_cell(
                test, metadata=metadata(f"test_{task}", points=POINTS[f"test_{task}"], grade=True, locked=True), id=f"test-{task}"
            ),
        ]
    cells += [
        new_code_cell("# A place to try things out.", id="scratch"),
        # Not "## why": a heading with the text of a grade id takes the id that formgrader looks for, and points are not stored.
        new_markdown_cell("## Why\nSay why.", id="prompt-why"),
        new_markdown_cell("YOUR ANSWER HERE", metadata=metadata("why", points=1, grade=True, solution=True), id="why"),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})


def run(course, *command, code=0, timeout=300, **extra):
    """Run a command in the course folder as an instructor would, and return the finished process."""
    done = subprocess.run(command, cwd=course, env=environment() | extra, capture_output=True, text=True, timeout=timeout, check=False)
    assert code is None or done.returncode == code, f"{command} gave {done.returncode}:\n{done.stdout[-3000:]}\n{done.stderr[-6000:]}"
    return done


def nbgrader(course, *arguments):
    """Run an nbgrader command in the course folder, and return the finished process."""
    import fresh  # here: a Dask worker and a traced process import this module, and know nothing of tests/

    done = fresh.nbgrader(*arguments, cwd=course, environment=environment())
    assert done.returncode == 0, f"nbgrader {arguments} gave {done.returncode}:\n{done.stdout[-6000:]}"
    return done


def environment():
    """Return an environment in which nbgrader and this repository's grading/ are found."""
    return os.environ | {"PYTHONPATH": str(REPOSITORY), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def make_course(folder, config=""):
    """Make the course in `folder`, generate its assignment, and return the folder."""
    source = folder / "solutions" / ASSIGNMENT
    source.mkdir(parents=True)
    nbformat.write(source_notebook(), source / f"{ASSIGNMENT}.ipynb")
    shutil.copy(REPOSITORY / "grading" / "checks.py", source / "checks.py")
    (folder / "nbgrader_config.py").write_text((REPOSITORY / "nbgrader_config.py").read_text() + config)
    nbgrader(folder, "generate_assignment", ASSIGNMENT)
    return folder


def exercise(course):
    """Return the notebook that students get."""
    return nbformat.read(course / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)


def answer(notebook, **answers):
    """Write answers into the cells of that grade id, and return the notebook."""
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in answers:
            cell.source = answers[grade_id]
    return notebook


def hand_in(course, student, notebook=None, timestamp="2026-11-01 12:00:00 UTC", name=f"{ASSIGNMENT}.ipynb", **files):
    """Put a submission into `submitted/`: a notebook (or its bytes) and other files; return its folder."""
    folder = course / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(notebook, bytes):
        (folder / name).write_bytes(notebook)
    elif notebook is not None:
        (folder / name).write_text(nbformat.writes(notebook))
    if timestamp:
        (folder / "timestamp.txt").write_text(timestamp)
    for other, content in files.items():
        (folder / other).write_bytes(content)
    return folder


def hand_in_class(course, number=12):
    """Hand in for a class with different grades, a broken notebook and a missing one."""
    for student in range(number):
        answers = {task: (SOLUTIONS if (student >> place) & 1 else WRONG)[task] for place, task in enumerate(SOLUTIONS)}
        hand_in(course, f"s{student:02d}", answer(exercise(course), **answers, why=f"Because of {student}."))
    hand_in(course, "broken", b"{")
    hand_in(course, "missing")


class Remembering(Executor):
    """Runs each notebook for real, once; so that a test can record a class many times."""

    known: ClassVar = {}

    def submit(self, function, notebook, *rest):
        future = Future()
        key = str(notebook)
        if key not in self.known:
            self.known[key] = function(notebook, *rest)
        future.set_result(copy.deepcopy(self.known[key]))
        return future


def grade(course, student="*", assignment=ASSIGNMENT, force=False, jobs=2, executor=None, **options_of_grade):
    """Grade in this process what was handed in, and return the list of Result."""
    options = argparse.Namespace(assignment=assignment, student=student)
    with contextlib.chdir(course):
        converter = make_converter(options)
        converter.force, converter.jobs = force, jobs
        return converter.grade(executor, **options_of_grade)


def read_gradebook(course):
    """Return {student: {cell: (automatic score, manual score, whether a person has to grade it)}}."""
    query = """
        SELECT a.student_id, c.name, g.auto_score, g.manual_score, g.needs_manual_grade
        FROM grade g JOIN base_cell c ON c.id = g.cell_id
        JOIN submitted_notebook n ON n.id = g.notebook_id JOIN submitted_assignment a ON a.id = n.assignment_id"""
    found = {}
    with contextlib.closing(sqlite3.connect(course / "gradebook.db", timeout=60)) as connection:
        for student, cell, automatic, manual, waiting in connection.execute(query):
            found.setdefault(student, {})[cell] = (automatic, manual, bool(waiting))
    return found


def automatic(course):
    """Return {student: automatic points of the three tests together}; None when one of them has no grade."""
    scores = {student: [cells[f"test_{task}"][0] for task in SOLUTIONS] for student, cells in read_gradebook(course).items()}
    return {student: None if None in values else sum(values) for student, values in scores.items()}


def graded_notebook(course, student, name=ASSIGNMENT):
    """Return the notebook in `autograded/`."""
    return nbformat.read(course / "autograded" / student / ASSIGNMENT / f"{name}.ipynb", as_version=4)


def rows(course):
    """Return all that the gradebook holds of the submissions, without the random ids, and the graded notebooks."""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as connection:
        comments = connection.execute(
            """SELECT a.student_id, b.name, c.auto_comment, c.manual_comment, a.timestamp, n.late_submission_penalty
            FROM comment c JOIN base_cell b ON b.id = c.cell_id JOIN submitted_notebook n ON n.id = c.notebook_id
            JOIN submitted_assignment a ON a.id = n.assignment_id"""
        ).fetchall()
    files = {path.relative_to(course): path.read_bytes() for path in (course / "autograded").rglob("*") if path.is_file()}
    return read_gradebook(course), sorted(comments, key=str), files
