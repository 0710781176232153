"""Grading a class from submitted/ to the gradebook, with this package and with nbgrader as it comes, side by side."""

import contextlib
import gc
import logging
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import psutil
from nbgrader.apps.autogradeapp import AutogradeApp
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.converters.base import NbGraderException

import bench
from grading.record.autograde import SafeAutograde

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ["nbgrader", "nbconvert", "nbformat", "sqlalchemy", "ipython", "numpy", "torch"]
STUDENTS, ROUNDS, JOBS = 100, 5, 2
SLUGS = sorted(path.parent.name for path in ROOT.glob("solutions/*/*.ipynb"))


def run(quick):
    """Return the ratio of seconds a notebook, stock to ours, with its spread, the seconds beside it, and our memory after each round.

    In each round nbgrader grades one student's notebooks, one after the other, and this package a fifth of the class.
    Neither is charged for starting Python and importing nbgrader; this package is charged for its warm process, once.
    """
    rounds, students = (1, 2) if quick else (ROUNDS, STUDENTS // ROUNDS)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        theirs = _make_course(Path(folder), rounds, students)
        ours = shutil.copytree(theirs, Path(folder, "ours"))
        samples = []
        for number in range(rounds):
            stock = _seconds(theirs, f"r{number}s00", Autograde, _start) / len(SLUGS)
            mine = _seconds(ours, f"r{number}s*", SafeAutograde, _grade) / len(SLUGS) / students
            gc.collect()  # of garbage there is more or less, by chance
            samples.append((stock, mine, round(psutil.Process().memory_info().rss / 2**20)))
    stock, mine, memory = zip(*samples, strict=True)
    ratio = bench.spread([a / b for a, b in zip(stock, mine, strict=True)])
    seconds, stock_seconds = bench.spread(mine), bench.spread(stock)
    print(
        f"  from submitted/ to the gradebook: {bench.in_words(ratio)} times as fast as nbgrader; seconds a notebook: "
        f"{bench.in_words(seconds)}, nbgrader {bench.in_words(stock_seconds)}"
    )
    print(f"  memory of the grader: {list(memory)} MiB after each fifth of the class")
    return {
        "notebooks": rounds * students * len(SLUGS),
        "jobs": JOBS,
        "ratio": ratio,
        "seconds_a_notebook": seconds,
        "stock_seconds_a_notebook": stock_seconds,
        "stock_notebooks_a_round": len(SLUGS),
        "grader_MiB_after_each_round": list(memory),
    }


def _make_course(folder, rounds, students):
    """Make a course with every assignment and a class that hands them in, answers from the bank among theirs; return its folder."""
    sys.path.insert(0, str(ROOT / "tests"))
    from assignments_source import all_assignments

    course, dice = folder / "stock", random.Random(0)
    shutil.copytree(ROOT / "solutions", course / "solutions")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader calls alembic
    for assignment in all_assignments():
        with contextlib.chdir(course):
            _converter(GenerateAssignment, assignment.slug, ".").start()
        notebook = nbformat.read(course / "exercises" / assignment.slug / f"{assignment.slug}.ipynb", 4)
        right = {grading_id(cell): cell.source for cell in assignment.notebook.cells}
        for name in (f"r{number}s{student:02d}" for number in range(rounds) for student in range(students)):
            answers = right | {answer.task: answer.source for answer in dice.sample(assignment.bank, min(3, len(assignment.bank)))}
            for cell in notebook.cells:
                if cell.metadata.get("nbgrader", {}).get("solution"):
                    cell.source = answers[grading_id(cell)]
            home = course / "submitted" / name / assignment.slug
            home.mkdir(parents=True)
            nbformat.write(notebook, home / f"{assignment.slug}.ipynb")
    return course


def grading_id(cell):
    """Return the grade id of a cell, None when it has none."""
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def _seconds(course, student, kind, function):
    """Return the seconds in which converters of this kind grade every assignment of the students."""
    seconds = 0.0
    for slug in SLUGS:
        with contextlib.chdir(course):
            converter = _converter(kind, slug, student)
            start = time.perf_counter()
            function(converter)
            seconds += time.perf_counter() - start
    return seconds


def _converter(kind, slug, student):
    app = AutogradeApp()
    app.initialize([])
    app.log.setLevel(logging.CRITICAL)
    app.config.Execute.extra_arguments = ["--log-level=ERROR"]  # a kernel says on the terminal that nobody encrypts what it is told
    app.coursedir.assignment_id, app.coursedir.student_id = slug, student
    return kind(coursedir=app.coursedir, parent=app)


def _start(converter):
    with contextlib.suppress(NbGraderException):  # some answers of the bank are more than nbgrader survives
        converter.start()


def _grade(converter):
    converter.jobs = JOBS
    results = converter.grade()
    assert {result.status for result in results} == {"graded"}
