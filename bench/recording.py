"""Recording graded submissions into SQLite and into PostgreSQL, side by side."""

import contextlib
import copy
import shutil
import sys
import tempfile
import time
from concurrent.futures import Executor, Future
from pathlib import Path
from unittest.mock import patch

import bench
from bench._class import ASSIGNMENTS, ROOT, converter
from bench.end_to_end import make_class
from grading.record.autograde import SafeAutograde
from grading.record.migrate import migrate
from grading.record.recorder import Recorder

PACKAGES = ["nbgrader", "sqlalchemy", "psycopg"]
STUDENTS, ROUNDS = 10, 9


def run(quick):
    """Return the seconds that recording a submission takes on both, and their ratio; or why not, where PostgreSQL is not installed.

    Every notebook has run before, in a course of its own. In each round other students are recorded, into both; who is first takes
    turns. Both keep what was recorded as they do by default: when it is on the disk.
    """
    sys.path.insert(0, str(ROOT / "tests"))
    import postgresql

    if not postgresql.programs():
        print("  PostgreSQL is not installed; `make postgresql` says how.")
        return {"not measured": "PostgreSQL is not installed"}
    rounds, students = (1, 1) if quick else (ROUNDS, STUDENTS)
    assignments = ASSIGNMENTS[:1] if quick else ASSIGNMENTS
    slugs = [assignment.slug for assignment in assignments]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, postgresql.server(safe=True) as server:
        made, ran = make_class(Path(folder), assignments, rounds, students), _Ran()
        file, served = (shutil.copytree(made, Path(folder, name)) for name in ("file", "served"))
        _record(made, slugs, "*", ran)
        url = server.create("gradebook")
        migrate(f"sqlite:///{file}/gradebook.db", url)
        with (served / "nbgrader_config.py").open("a", encoding="utf-8") as config:
            config.write(f"\nc.CourseDirectory.db_url = {url!r}\n")
        samples = []
        for number in range(rounds):
            courses = [("sqlite", file), ("postgresql", served)][:: 1 if number % 2 else -1]
            samples.append({name: _record(course, slugs, f"r{number}s*", ran) for name, course in courses})
    ratio = bench.spread([sample["postgresql"] / sample["sqlite"] for sample in samples])
    seconds = {name: bench.spread([sample[name] for sample in samples]) for name in ("sqlite", "postgresql")}
    print(
        f"  recording on PostgreSQL takes {bench.in_words(ratio)} times as long as on SQLite; seconds a submission: "
        f"{bench.in_words(seconds['postgresql'])} and {bench.in_words(seconds['sqlite'])}"
    )
    return {"submissions_a_round": students * len(slugs), "ratio": ratio, "seconds_a_submission": seconds}


class _Ran(Executor):
    """Gives back what a notebook gave the first time."""

    def __init__(self):
        self._known = {}

    def submit(self, function, notebook, *rest):
        future, key = Future(), str(notebook)
        if key not in self._known:
            self._known[key] = function(notebook, *rest)
        future.set_result(copy.deepcopy(self._known[key]))
        return future


def _record(course, slugs, student, ran):
    """Return the seconds a submission that Recorder.record takes when these students are graded."""
    seconds, number = 0.0, 0
    original = Recorder.record

    def timed(self, *work):
        nonlocal seconds, number
        start = time.perf_counter()
        try:
            return original(self, *work)
        finally:
            seconds, number = seconds + time.perf_counter() - start, number + 1

    with contextlib.chdir(course), patch.object(Recorder, "record", timed):
        for slug in slugs:
            grader = converter(SafeAutograde, slug, student)
            assert {result.status for result in grader.grade(ran)} == {"graded"}
    return seconds / number
