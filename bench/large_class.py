"""A class of 2,000 graded in one run, from submitted/ to the gradebook: its memory, and what a notebook costs.

What it stores of each submission (seconds of running, reading and writing, bytes on disk) is what larger classes can be reckoned from.
"""

import contextlib
import random
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

import psutil

from bench._class import ASSIGNMENTS, converter, make_course
from bench._sandboxes import memory, sandboxes
from grading.read.submission import read_submission
from grading.record import batch
from grading.record.autograde import SafeAutograde
from grading.record.recorder import Recorder

PACKAGES = ["nbgrader", "nbformat", "sqlalchemy", "ipython", "numpy"]
SLUG, STUDENTS, JOBS, FIFTHS = "03-manual-gradients", 2000, 2, 5
OFTEN = 20  # notebooks from one look at the memory to the next: a look takes as long as a notebook


def run(quick):
    """Return memory in MiB over the run, seconds and processor seconds a notebook, and sizes on disk in bytes.

    Every student hands in assignment 3, with answers of the bank in the place of up to three right ones.
    `memory` has the mean of each fifth of the run; `run_seconds` and `write_seconds` are what each of the submissions
    took in its process and in the one that reads submissions and writes the gradebook, in the order in which they were finished.
    """
    students = FIFTHS if quick else STUDENTS
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        course = make_class(Path(folder), students)
        watched = _grade(course)
        sizes = {
            "gradebook_bytes": (course / "gradebook.db").stat().st_size,
            "submitted_bytes": _bytes(course / "submitted"),
            "autograded_bytes": _bytes(course / "autograded"),
        }
    fifths = watched["fifths"]
    print(
        f"  {students} notebooks in {watched['seconds']:.0f} s; {1000 * watched['processor_seconds_a_notebook']:.0f} ms of processor each"
    )
    print(f"  MiB in each fifth: grader {[part['grader_MiB'] for part in fifths]}, with notebooks {[part['all_MiB'] for part in fifths]}")
    return {"notebooks": students, "jobs": JOBS, "assignment": SLUG, **watched, **{name: round(n / students) for name, n in sizes.items()}}


def make_class(folder, students):
    """Make a course with one assignment and a class that hands it in; return its folder."""
    dice, assignments = random.Random(0), [assignment for assignment in ASSIGNMENTS if assignment.slug == SLUG]
    names = [f"s{number:05d}" for number in range(students)]
    return make_course(folder / "course", assignments, names, lambda bank: dice.sample(bank, dice.randint(0, 3)))


def _grade(course):
    """Grade the class in one run and return what was seen meanwhile."""
    run_seconds, write_seconds, looks = [], [], []

    def look(results, total):
        if len(results) % OFTEN == 0 or total < OFTEN * FIFTHS:
            looks.append((len(results), psutil.Process().memory_info().rss, memory()))

    reading, recorder_record = [], Recorder.record

    def read(*arguments):
        seconds, submission = _timed(read_submission, *arguments)
        reading.append(seconds)
        return submission

    def record(self, submission, executed):
        seconds, result = _timed(recorder_record, self, submission, executed)
        write_seconds.append(seconds)
        return result

    with contextlib.chdir(course), patch.object(batch, "read_submission", read), patch.object(Recorder, "record", record):
        grader = converter(SafeAutograde, SLUG, "*")
        grader.jobs = JOBS
        with _TimedPool(run_seconds) as pool:
            before = _processor_seconds()
            start = time.perf_counter()
            results = grader.grade(pool, progress=look)
            seconds = time.perf_counter() - start
            processor = _processor_seconds() - before
    assert {result.status for result in results} == {"graded"}
    run_seconds = run_seconds[1:]  # the first is an empty notebook, which tries the sandbox
    return {
        "seconds": round(seconds, 2),
        "processor_seconds_a_notebook": round(processor / len(results), 5),
        "fifths": _fifths(looks, len(results)),
        "run_seconds": [round(value, 4) for value in run_seconds],
        "read_seconds": [round(value, 4) for value in reading],
        "write_seconds": [round(value, 4) for value in write_seconds],
    }


def _fifths(looks, total):
    """Return, for each fifth of the class, the mean memory in MiB of the grader, and of all of its processes together."""
    parts = [[] for _ in range(FIFTHS)]
    for done, grader, notebooks in looks:
        parts[min(FIFTHS - 1, max(0, done - 1) * FIFTHS // total)].append((grader / 2**20, (grader + notebooks) / 2**20))
    return [
        {"grader_MiB": round(statistics.mean(grader), 1), "all_MiB": round(statistics.mean(together), 1), "looks": len(part)}
        for part in parts
        for grader, together in [zip(*part, strict=True)]
    ]


class _TimedPool(ThreadPoolExecutor):
    """A pool of threads that notes how long each task takes from its start, in the order in which tasks end."""

    def __init__(self, seconds):
        super().__init__(JOBS)
        self._seconds = seconds

    def submit(self, function, *arguments):
        def timed():
            seconds, result = _timed(function, *arguments)
            self._seconds.append(seconds)
            return result

        return super().submit(timed)


def _timed(function, *arguments):
    start = time.perf_counter()
    result = function(*arguments)
    return time.perf_counter() - start, result


def _processor_seconds():
    """Return the processor's seconds of this process and of the sandboxes, those included that have ended."""
    mine = psutil.Process().cpu_times()
    total = mine.user + mine.system
    for process in sandboxes():
        with contextlib.suppress(psutil.Error):
            times = process.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total


def _bytes(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
