"""An assignment of two notebooks: what is wrong with one does not touch the other."""

import argparse
import contextlib
import os
import shutil
import sqlite3
import sys

import nbformat
import pytest
from tiny_course import REPOSITORY, SOLUTIONS, answer, make_course, nbgrader, run, source_notebook

from grading.__main__ import make_converter

PAIR = "pair"


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """Return a course with an assignment of two notebooks, `one` and `two`, and a data file that students may change."""
    course = make_course(tmp_path_factory.mktemp("pair"), "\nc.Autograde.exclude_overwriting = {'pair': ['data.txt']}\n")
    folder = course / "solutions" / PAIR
    folder.mkdir()
    for name in ("one", "two"):
        nbformat.write(source_notebook(), folder / f"{name}.ipynb")
    shutil.copy(REPOSITORY / "grading" / "checks.py", folder)
    (folder / "data.txt").write_text("3.0")
    nbgrader(course, "generate_assignment", PAIR)
    return course


def hand_in(course, student, **notebooks):
    folder = course / "submitted" / student / PAIR
    folder.mkdir(parents=True)
    for name, notebook in notebooks.items():
        data = notebook if isinstance(notebook, bytes) else nbformat.writes(notebook).encode()
        (folder / f"{name}.ipynb").write_bytes(data)
    return folder


def full(course, name, **answers):
    notebook = nbformat.read(course / "exercises" / PAIR / f"{name}.ipynb", as_version=4)
    return answer(notebook, **{**SOLUTIONS, "why": "Because.", **answers})


def grade(course, notebook="*", force=False):
    with contextlib.chdir(course):
        converter = make_converter(argparse.Namespace(assignment=PAIR, student="*"))
        converter.coursedir.notebook_id, converter.force = notebook, force
        return {result.student: result for result in converter.grade()}


def scores(course):
    """Return {student: {notebook: automatic points}}."""
    query = """SELECT a.student_id, b.name, sum(g.auto_score) FROM grade g JOIN base_cell c ON c.id = g.cell_id
        JOIN submitted_notebook n ON n.id = g.notebook_id JOIN submitted_assignment a ON a.id = n.assignment_id
        JOIN notebook b ON b.id = n.notebook_id WHERE c.name LIKE 'test%' GROUP BY a.student_id, b.name"""
    found = {}
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as book:
        for student, notebook, points in book.execute(query):
            found.setdefault(student, {})[notebook] = points
    return found


def test_one_bad_notebook_costs_itself(pair, tmp_path):
    course = shutil.copytree(pair, tmp_path / "course")
    hand_in(course, "both", one=full(course, "one"), two=full(course, "two"))
    hand_in(course, "broken", one=b"{", two=full(course, "two"))
    hand_in(course, "missing", one=full(course, "one"))
    reads = "def area(r):\n    return float(open('data.txt').read()) * r**2"
    own_data = hand_in(course, "own_data", one=full(course, "one", area=reads), two=full(course, "two"))
    (own_data / "data.txt").write_text("3.00")
    (own_data / "big.bin").write_bytes(b"")
    with open(own_data / "big.bin", "r+b") as file:
        file.truncate(60_000_000)
    results = grade(course)
    assert {result.status for result in results.values()} == {"graded"}
    assert scores(course) == {
        "both": {"one": 4.0, "two": 4.0},
        "broken": {"one": 0.0, "two": 4.0},
        "missing": {"one": 4.0, "two": 0.0},
        "own_data": {"one": 4.0, "two": 4.0},
    }
    assert [finding.place for finding in results["own_data"].findings] == ["big.bin"]
    assert (course / "autograded" / "own_data" / PAIR / "data.txt").read_text() == "3.00"


def test_only_one_of_the_notebooks(pair, tmp_path):
    course = shutil.copytree(pair, tmp_path / "course")
    folder = hand_in(course, "s", one=full(course, "one"), two=full(course, "two"))
    grade(course)
    for name in ("one", "two"):
        wrong = full(course, name, area="def area(r):\n    return 0.0")
        (folder / f"{name}.ipynb").write_text(nbformat.writes(wrong))
    # nbgrader makes graded notebooks read-only, which holds for root as well without this right.
    as_others = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 and shutil.which("setpriv") else []
    run(course, *as_others, sys.executable, "-m", "nbgrader", "autograde", PAIR, "--notebook=two", "--force")
    assert scores(course) == {"s": {"one": 4.0, "two": 3.0}}
    kept = sorted(path.name for path in (course / "autograded" / "s" / PAIR).iterdir())
    assert kept == ["checks.py", "data.txt", "one.ipynb", "two.ipynb"]
