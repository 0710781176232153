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

import fresh
import nbformat
import pytest

from grading.give_back import look

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = (ROOT / "book" / "handbook.md").read_text(encoding="utf-8").partition("## In your own course")[2]
TWO_LINES, FROM_ELSEWHERE = re.findall(r"```py\n(.*?)```", HANDBOOK, re.DOTALL)[:2]
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
    done = fresh.nbgrader(*words, cwd=course)
    assert done.returncode == 0, done.stdout
    return done.stdout


def start(program, *words, cwd):
    """Run a program of the environment as an instructor does, with nothing on Python's path, and return what came of it."""
    programs = Path(sys.executable).parent
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment["PATH"] = f"{programs}{os.pathsep}{environment['PATH']}"
    return subprocess.run([str(programs / program), *words], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


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
        if answers:  # the second notebook is the same for all, and nbgrader takes a second for each
            (stock / "submitted" / student / "ps1" / "problem2.ipynb").unlink()
    ours = shutil.copytree(stock, folder / "ours")
    with (ours / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("\n" + TWO_LINES)
    shutil.copytree(ROOT / "grading", ours / "grading", ignore=shutil.ignore_patterns("__pycache__"))
    run(ours, "autograde", "ps1")
    run(stock, "autograde", "ps1", "--Execute.shutdown_kernel=immediate")  # half a second less a notebook
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
    done = start("python", "-m", "grading", "autograde", "ps1", "--force", cwd=course)
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
    done = fresh.nbgrader("generate_feedback" if after else "autograde", "ps1", cwd=course)
    assert done.returncode == 1
    assert said in done.stdout
    assert not (course / "feedback").exists()
    assert not (course / "autograded").exists()


@pytest.mark.slow
@pytest.mark.xdist_group("any-course")
def test_nbgrader_started_elsewhere_grades_with_it_too(courses, tmp_path):
    """With the handbook's lines for it, a server that starts in another folder does not grade without the sandbox."""
    course = shutil.copytree(courses[1], tmp_path / "course", ignore=shutil.ignore_patterns("autograded"))
    config = course / "nbgrader_config.py"
    config.write_text(config.read_text(encoding="utf-8").replace(TWO_LINES, FROM_ELSEWHERE + TWO_LINES), encoding="utf-8")
    done = start("nbgrader", "autograde", "ps1", "--student", "solution", f"--CourseDirectory.root={course}", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    graded = nbformat.read(course / "autograded" / "solution" / "ps1" / "problem1.ipynb", as_version=4)
    assert graded.metadata.grading["sandboxed"] is True


CANNOT_CROSS = "class Box(list):\n    pass\nassert sum_of_squares(Box([1])) == 1"


@pytest.mark.slow
@pytest.mark.xdist_group("any-course")
def test_what_cannot_be_graded_is_one_sentence_and_the_others_are_graded(courses, tmp_path):
    """A file that is no notebook, a notebook in R and a test that cannot cross: the file, the cell and the remedy, once each."""
    course = shutil.copytree(courses[1], tmp_path / "course", ignore=shutil.ignore_patterns("autograded", "submitted"))
    for student in ("solution", "broken", "in-r"):
        shutil.copytree(courses[1] / "submitted" / "solution", course / "submitted" / student)
    (course / "submitted" / "broken" / "ps1" / "problem1.ipynb").write_text("My notebook is on the other computer.", encoding="utf-8")
    path = course / "submitted" / "in-r" / "ps1" / "problem1.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata = {"kernelspec": {"name": "ir", "display_name": "R"}, "language_info": {"name": "R"}}
    nbformat.write(notebook, path)
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as book, book:
        book.execute("UPDATE source_cell SET source = ? WHERE name = 'correct_sum_of_squares'", [CANNOT_CROSS])

    done = start("python", "-m", "grading", "autograde", "ps1", "--force", cwd=course)

    assert done.returncode == 1, done.stderr
    assert "ps1: 3 graded, 0 done before, 0 without a grade." in done.stdout
    assert "broken: problem1.ipynb: could not be read: it is not valid JSON (line 1); save the notebook in Jupyter and hand" in done.stdout
    assert "in-r: problem1: The notebook says that it is in R; the exercise is in Python, and the cells were run as Python." in done.stdout
    said = re.findall(r"^problem1\.ipynb, correct_sum_of_squares: (.*)$", done.stdout, re.MULTILINE)
    assert len(said) == 1
    assert said[0].startswith(
        "a test can pass plain data, functions and the student's own objects to a function, not Box. It costs 2 of 3 its"
    )
    assert "run `nbgrader generate_assignment ps1 --force`, and grade with --force" in said[0]
    given = {student: points(course)[student, "problem1", "sum_of_squares_uses_squares"][0] for student in ("solution", "broken", "in-r")}
    assert given == {"solution": 0.5, "broken": 0, "in-r": 0.5}
    note = nbformat.read(course / "autograded" / "solution" / "ps1" / "problem1.ipynb", as_version=4).cells[0].source
    assert "`correct_sum_of_squares`: This test asks for what the grader cannot do: that is no mistake of yours" in note
    again = fresh.nbgrader("autograde", "ps1", cwd=course)
    assert again.returncode == 0
    assert again.stdout.count("not Box. It costs 2 of 3") == 1, "what is told of a class is told again where everything was done before"

    (course / "gradebook.db").unlink()
    done = fresh.nbgrader("autograde", "ps1", cwd=course)
    assert done.returncode == 1
    assert f"There is no gradebook at {course}/gradebook.db; make it with `nbgrader generate_assignment ASSIGNMENT`." in done.stdout


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
