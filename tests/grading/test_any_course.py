"""Any nbgrader course gets the grader by two lines in its configuration: nbgrader's own example course, graded by both.

The class is graded cell by cell by nbgrader as it comes and by grading/, and the points are the same.
"""

import ast
import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from grading.give_back import look

ROOT = Path(__file__).resolve().parents[2]
TWO_LINES = "from grading.plugin import plug_in\nplug_in(c)\n"
SQUARES = "def squares(n):\n    if n < 1:\n        raise ValueError\n    return [i ** 2 for i in range(1, n + 1)]"
SUM = "def sum_of_squares(n):\n    return sum(squares(n))"

# {student: {grade id: what was handed in}}; the others of a student's cells are the solution.
CLASS = {
    "solution": {},
    "no-error": {"squares": "def squares(n):\n    return [i ** 2 for i in range(1, n + 1)]"},
    "wrong-error": {"squares": SQUARES.replace("ValueError", "TypeError")},
    "off-by-one": {"squares": SQUARES.replace("n + 1", "n")},
    "from-zero": {"squares": SQUARES.replace("range(1,", "range(0,")},
    "cubes": {"squares": SQUARES.replace("** 2", "** 3")},
    "tuple": {"squares": SQUARES.replace("[i ** 2 for i in range(1, n + 1)]", "tuple(i ** 2 for i in range(1, n + 1))")},
    "array": {"squares": "import numpy as np\n" + SQUARES.replace("[i ** 2 for i in range(1, n + 1)]", "np.arange(1, n + 1) ** 2")},
    "floats": {"squares": SQUARES.replace("i ** 2", "i ** 2.0")},
    "generator": {"squares": SQUARES.replace("[i ** 2 for i in range(1, n + 1)]", "(i ** 2 for i in range(1, n + 1))")},
    "prints": {"squares": SQUARES.replace("return", "print")},
    "no-helper": {"sum_of_squares": "def sum_of_squares(n):\n    return sum(i ** 2 for i in range(1, n + 1))"},
    "formula": {"sum_of_squares": "def sum_of_squares(n):\n    return n * (n + 1) * (2 * n + 1) // 6"},
    "float-formula": {"sum_of_squares": "def sum_of_squares(n):\n    return n * (n + 1) * (2 * n + 1) / 6"},
    "loop": {"sum_of_squares": "def sum_of_squares(n):\n    total = 0\n    for s in squares(n):\n        total += s\n    return total"},
    "alias": {"sum_of_squares": f"mine = squares\n{SUM.replace('squares(n))', 'mine(n))')}"},
    "default": {"sum_of_squares": "def sum_of_squares(n, helper=squares):\n    return sum(helper(n))"},
    "in-globals": {"sum_of_squares": "def sum_of_squares(n):\n    return sum(globals()['squares'](n))"},
    "swallows": {
        "sum_of_squares": "def sum_of_squares(n):\n    try:\n        return sum(squares(n))\n    except NameError:\n        return 1"
    },
    "lambda": {"sum_of_squares": "sum_of_squares = lambda n: sum(squares(n))"},
    "class": {"sum_of_squares": "class Sum:\n    def __call__(self, n):\n        return sum(squares(n))\nsum_of_squares = Sum()"},
    "recursive": {"sum_of_squares": "def sum_of_squares(n):\n    return squares(n)[-1] + (sum_of_squares(n - 1) if n > 1 else 0)"},
    "no-return": {"sum_of_squares": "def sum_of_squares(n):\n    sum(squares(n))"},
    "syntax": {"sum_of_squares": "def sum_of_squares(n)\n    return 1"},
    "exits": {"sum_of_squares": "def sum_of_squares(n):\n    raise SystemExit"},
    "blank": None,
}
# Where the two differ, and why ours is right; {(student, grade id): (stock's points, ours, why)}.
DIFFERENCES: dict = {}


def run(course, *words):
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words], cwd=course, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def points(course):
    rows = """SELECT a.student_id, b.name, c.name, g.auto_score, g.needs_manual_grade FROM grade g JOIN base_cell c ON c.id = g.cell_id
        JOIN submitted_notebook n ON n.id = g.notebook_id JOIN notebook b ON b.id = n.notebook_id
        JOIN submitted_assignment a ON a.id = n.assignment_id"""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as book:
        return {(student, notebook, cell): tuple(of) for student, notebook, cell, *of in book.execute(rows)}


def hand_in(course, student, answers):
    """Put what one student hands in into submitted/: the released notebooks with the solution's cells, some of them replaced."""
    folder = course / "submitted" / student / "ps1"
    shutil.copytree(course / "release" / "ps1", folder)
    if answers is None:
        return
    for path in folder.glob("*.ipynb"):
        source = nbformat.read(course / "source" / "ps1" / path.name, as_version=4)
        solutions = {cell.metadata["nbgrader"]["grade_id"]: cell.source for cell in source.cells if cell.metadata.get("nbgrader")}
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            marks = cell.metadata.get("nbgrader", {})
            if marks.get("solution"):
                cell.source = answers.get(marks["grade_id"], solutions[marks["grade_id"]])
        nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def courses(tmp_path_factory):
    """Return nbgrader's own example course, graded by nbgrader as it comes, and a copy graded with the two lines."""
    folder = tmp_path_factory.mktemp("any-course")
    run(folder, "quickstart", "stock")
    stock = folder / "stock"
    run(stock, "generate_assignment", "ps1", "--force")
    shutil.rmtree(stock / "submitted", ignore_errors=True)
    for student, answers in CLASS.items():
        hand_in(stock, student, answers)
    ours = shutil.copytree(stock, folder / "ours")
    with (ours / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("\n" + TWO_LINES)
    run(ours, "autograde", "ps1")
    run(stock, "autograde", "ps1")
    return stock, ours


@pytest.mark.slow
@pytest.mark.xdist_group("any-course")
def test_nbgraders_own_course_gets_the_points_that_nbgrader_gives(courses):
    """Every cell of every student has the same points, and the same cells wait for a person."""
    stock, ours = map(points, courses)
    assert len(CLASS) >= 22
    assert {cell for _, _, cell in stock} >= {"correct_squares", "sum_of_squares_uses_squares", "sum_of_squares_equation"}
    assert stock.keys() == ours.keys()
    differ = {key: (stock[key], ours[key]) for key in stock if stock[key] != ours[key]}
    assert differ == DIFFERENCES
    full = {cell: got[0] for (student, _, cell), got in ours.items() if student == "solution"}
    assert full["sum_of_squares_uses_squares"] == 0.5, "the model solution has its points where a test deletes the helper"


@pytest.mark.slow
@pytest.mark.xdist_group("any-course")
def test_a_notebook_in_another_language_is_refused_in_one_sentence(courses, tmp_path):
    """An assignment in R is not run as Python: one sentence with the file and the remedy, and nothing is graded anew."""
    course = shutil.copytree(courses[1], tmp_path / "course")
    path = course / "release" / "ps1" / "problem1.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.kernelspec = {"name": "ir", "language": "R", "display_name": "R"}
    nbformat.write(notebook, path)
    before = points(course)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "grading", "autograde", "ps1", "--force"],
        cwd=course,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "release/ps1/problem1.ipynb is a notebook in R, and the grader runs Python alone; grade it with nbgrader" in done.stderr
    assert points(course) == before


@pytest.mark.slow
@pytest.mark.xdist_group("any-course")
@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("", "c.GenerateFeedback.preprocessors = []\n", "changes c.GenerateFeedback.preprocessors after plug_in(c), which sets it; move"),
        ("from grading.plugin import plug_in\n1 / 0\n", "", "imports plug_in and did not come to plug_in(c): mend what stopped it (above)"),
    ],
)
def test_a_plugin_line_in_the_wrong_order_is_refused(courses, tmp_path, before, after, said):
    """Feedback that would show hidden tests, or grading without the sandbox, does not happen in silence."""
    course = shutil.copytree(courses[1], tmp_path / "course", ignore=shutil.ignore_patterns("autograded"))
    config = course / "nbgrader_config.py"
    config.write_text(before + config.read_text(encoding="utf-8") + after, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "nbgrader", "generate_feedback" if after else "autograde", "ps1"]
    done = subprocess.run(command, cwd=course, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert said in done.stderr
    assert not (course / "feedback").exists()
    assert not (course / "autograded").exists()


def test_the_grader_knows_nothing_of_this_course():
    """No module of grading/ imports from book/, course/, solutions/ or tests/, or names a chapter's folder."""
    slugs = [path.name for path in (ROOT / "solutions").iterdir() if path.is_dir()]
    for path in sorted((ROOT / "grading").rglob("*")):
        if path.suffix not in (".py", ".j2", ".css") or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        assert not [slug for slug in slugs if slug in text], path
        if path.suffix == ".py":
            for node in ast.walk(ast.parse(text)):
                modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                assert not {module.partition(".")[0] for module in modules} & {"book", "backprop", "course", "solutions", "tests"}, path
            assert not any(f'"{folder}"' in text for folder in ("book", "solutions", "exercises")), path


def test_the_graders_colours_are_the_books():
    """The grader has a palette of its own, and in this course it is the one that readers know."""
    css = (ROOT / "book" / "_theme" / "course.css").read_text(encoding="utf-8")
    blocks = re.search(r":root \{(.*?)\}", css, re.DOTALL)[1], re.search(r'html\[data-theme="dark"\] \{(.*?)\}', css, re.DOTALL)[1]
    for colours, block in zip((look.LIGHT, look.DARK), blocks, strict=True):
        books = dict(re.findall(r"--([\w-]+): (#\w+);", block))
        assert {name: books.get(name) for name in colours} == colours
