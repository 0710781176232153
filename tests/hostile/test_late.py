"""Points off for late work, to the second; the time counts that is in the submission, whatever the grader's clock says."""

import contextlib
import datetime
import os
import shutil
import sqlite3
import sys
import time

import pytest
from nbgrader.api import Gradebook
from tiny_course import ASSIGNMENT, SOLUTIONS, answer, exercise, grade, hand_in, nbgrader, rows, run

from grading.record.late import PointsPerDay

DAY, GRACE = 86_400, 15 * 60


@pytest.mark.parametrize(
    ("seconds", "score", "penalty"),
    [
        (-1, 5.0, None),
        (0, 5.0, None),
        (GRACE, 5.0, None),
        (GRACE + 0.001, 5.0, 1.0),
        (GRACE + DAY, 5.0, 1.0),
        (GRACE + DAY + 1, 5.0, 2.0),
        (GRACE + 4 * DAY, 5.0, 4.0),
        (400 * DAY, 5.0, 5.0),
        (GRACE + 1, 0.5, 0.5),
        (GRACE + 1, 0.0, 0.0),
    ],
)
def test_each_day_that_began_costs_a_point_and_never_more_than_there_are(seconds, score, penalty):
    assert PointsPerDay().late_submission_penalty("ada", score, seconds) == penalty


def test_points_and_grace_are_settings():
    plugin = PointsPerDay(points=0.5, grace=60.0)
    for seconds, penalty in ((3600, None), (3601, 0.5), (3600 + DAY, 0.5), (3601 + DAY, 1.0)):
        assert plugin.late_submission_penalty("ada", 9.0, seconds) == penalty


CLOCKS = {"1970": -1.7e9, "ten years ago": -3.2e8, "in ten years": 3.2e8}


def _late_class(course):
    """Let three hand in around a deadline, and return the course: a day before, a day after, three days after."""
    config = course / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nc.AssignLatePenalties.plugin_class = 'grading.record.late.PointsPerDay'\n")
    shutil.rmtree(course / "submitted")
    for student, day in (("ada", 3), ("ben", 5), ("cleo", 7)):
        hand_in(course, student, answer(exercise(course), **SOLUTIONS), timestamp=f"2026-11-0{day} 12:00:00 UTC")
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        book.update_or_create_assignment(ASSIGNMENT, duedate=datetime.datetime(2026, 11, 4, 12))
    return course


def penalties(course):
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as connection:
        query = (
            "SELECT a.student_id, n.late_submission_penalty FROM submitted_notebook n JOIN submitted_assignment a ON a.id = n.assignment_id"
        )
        return dict(connection.execute(query))


def test_a_clock_that_jumps_changes_no_grade(course, tmp_path, monkeypatch, figures):
    """Python's clock runs backwards and leaps by years while a class is graded."""
    _late_class(course)
    other = shutil.copytree(course, tmp_path / "other")
    grade(course)
    assert penalties(course) == {"ada": None, "ben": 1.0, "cleo": 3.0}
    true, leaps = time.time, iter(range(10**9))
    with monkeypatch.context() as jumping:
        jumping.setattr(time, "time", lambda: true() + list(CLOCKS.values())[next(leaps) % 3])
        grade(other)
    assert next(leaps) > (3 if sys.version_info < (3, 13) else 1), "nobody asked for the time"
    assert rows(other) == rows(course)
    assert {result.status for result in grade(other)} == {"skipped"}
    figures("clock that jumps", times_asked=next(leaps), differences=0)


@pytest.mark.skipif(not (shutil.which("faketime") and os.environ.get("HOSTILE")), reason="needs faketime; part of `make hostile`")
@pytest.mark.parametrize("clock", ["1980-01-01 00:00:00", "2038-01-20 00:00:00", "2026-11-01 00:00:00"])
def test_the_command_under_another_clock(course, tmp_path, clock):
    """The clock of the C library too, SQLite's and the sandbox's: wrong when the class is graded, right when it is graded again."""
    _late_class(course)
    other = shutil.copytree(course, tmp_path / "other")
    nbgrader(course, "autograde", ASSIGNMENT)
    run(other, "faketime", clock, sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT, FAKETIME_DONT_FAKE_MONOTONIC="1")
    assert rows(other) == rows(course)
    assert "3 done before" in run(other, sys.executable, "-m", "grading", "autograde", ASSIGNMENT).stdout
