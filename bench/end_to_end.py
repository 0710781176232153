"""Grading a class from submitted/ to the gradebook, with this package and with nbgrader as it comes, side by side."""

import contextlib
import gc
import random
import shutil
import tempfile
import time
from pathlib import Path

import psutil
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

import bench
from bench._class import ASSIGNMENTS, converter, make_course
from grading.record.autograde import SafeAutograde

PACKAGES = ["nbgrader", "nbconvert", "nbformat", "sqlalchemy", "ipython", "numpy", "torch"]
STUDENTS, ROUNDS, JOBS = 100, 5, 2


def run(quick):
    """Return the ratio of seconds a notebook, stock to ours, with its spread, the seconds beside it, and our memory after each round.

    In each round nbgrader grades one student's notebooks, one after the other, and this package a fifth of the class.
    Neither is charged for starting Python and importing nbgrader; this package is charged for its warm process, once.
    """
    rounds, students = (1, 2) if quick else (ROUNDS, STUDENTS // ROUNDS)
    assignments = ASSIGNMENTS[:1] if quick else ASSIGNMENTS
    slugs = [assignment.slug for assignment in assignments]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        theirs = make_class(Path(folder), assignments, rounds, students)
        ours = shutil.copytree(theirs, Path(folder, "ours"))
        samples = []
        for number in range(rounds):
            stock = _seconds(theirs, slugs, f"r{number}s00", Autograde, _start) / len(slugs)
            mine = _seconds(ours, slugs, f"r{number}s*", SafeAutograde, _grade) / len(slugs) / students
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
        "notebooks": rounds * students * len(slugs),
        "jobs": JOBS,
        "ratio": ratio,
        "seconds_a_notebook": seconds,
        "stock_seconds_a_notebook": stock_seconds,
        "stock_notebooks_a_round": len(slugs),
        "grader_MiB_after_each_round": list(memory),
    }


def make_class(folder, assignments, rounds, students):
    """Make a course and a class that hands in its assignments, answers from the bank among theirs; return its folder."""
    dice = random.Random(0)
    names = [f"r{number}s{student:02d}" for number in range(rounds) for student in range(students)]
    return make_course(folder / "stock", assignments, names, lambda bank: dice.sample(bank, min(3, len(bank))))


def _seconds(course, slugs, student, kind, function):
    """Return the seconds in which converters of this kind grade these assignments of the students."""
    seconds = 0.0
    for slug in slugs:
        with contextlib.chdir(course):
            grader = converter(kind, slug, student)
            start = time.perf_counter()
            function(grader)
            seconds += time.perf_counter() - start
    return seconds


def _start(grader):
    with contextlib.suppress(NbGraderException):  # some answers of the bank are more than nbgrader survives
        grader.start()


def _grade(grader):
    grader.jobs = JOBS
    results = grader.grade()
    assert {result.status for result in results} == {"graded"}
