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
from bench._class import ASSIGNMENTS, SLUGS, converter, make_course
from grading.record.autograde import SafeAutograde

PACKAGES = ["nbgrader", "nbconvert", "nbformat", "sqlalchemy", "ipython", "numpy", "torch"]
STUDENTS, ROUNDS, JOBS = 100, 5, 2


def run(quick):
    """Return the ratio of seconds a notebook, stock to ours, with its spread, the seconds beside it, and our memory after each round.

    In each round nbgrader grades one student's notebooks, one after the other, and this package a fifth of the class.
    Neither is charged for starting Python and importing nbgrader; this package is charged for its warm process, once.
    """
    rounds, students = (1, 2) if quick else (ROUNDS, STUDENTS // ROUNDS)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        theirs = make_class(Path(folder), rounds, students)
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


def make_class(folder, rounds, students):
    """Make a course with every assignment and a class that hands them in, answers from the bank among theirs; return its folder."""
    dice = random.Random(0)
    names = [f"r{number}s{student:02d}" for number in range(rounds) for student in range(students)]
    return make_course(folder / "stock", ASSIGNMENTS, names, lambda bank: dice.sample(bank, min(3, len(bank))))


def _seconds(course, student, kind, function):
    """Return the seconds in which converters of this kind grade every assignment of the students."""
    seconds = 0.0
    for slug in SLUGS:
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
