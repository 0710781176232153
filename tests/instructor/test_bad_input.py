"""Bad input gets one sentence with the remedy, an exit code other than 0, and changes nothing."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from commands import grading, nbgrader
from tiny_course import ASSIGNMENT, REPOSITORY

from grading.guard import BadInput, parse_deadline, read_roster


def command(course, name, *arguments):
    """Run one of nbgrader's `db` commands as a process and return (exit code, what it said)."""
    words = [sys.executable, "-m", "nbgrader", *name.split(), *arguments]
    done = subprocess.run(words, cwd=course, env=os.environ | {"PYTHONPATH": str(REPOSITORY)}, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def state(course):
    return {path.relative_to(course): path.read_bytes() for path in course.rglob("*") if path.is_file() and path.name != ".nbgrader.log"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id,email\nada,a@x.org\nbob,b@x.org\nada,c@x.org\n", "lines 2 and 4: the id 'ada' is there 2 times"),
        ("id,email\nada,a@x.org\nbob,A@x.org\n", "lines 2 and 3: the email 'a@x.org' is there 2 times"),
        ("id,email\nada,a@x.org\n,b@x.org\n", "line 3: the student has no id"),
        ("name,email\nada,a@x.org\n", "needs a first line such as"),
        (None, "cannot be read"),
    ],
)
def test_rosters(empty_course, text, sentence):
    if text is not None:
        (empty_course / "class.csv").write_text(text, encoding="utf-8")
    before = state(empty_course)
    with pytest.raises(BadInput, match=re.escape(sentence)):
        read_roster(empty_course / "class.csv")
    assert state(empty_course) == before


def test_nbgraders_own_commands_refuse_a_doubled_roster_and_a_deadline_without_a_zone(empty_course):
    (empty_course / "class.csv").write_text("id\nada\nada\n", encoding="utf-8")
    before = state(empty_course)
    code, said = command(empty_course, "db student import", "class.csv")
    assert (code, "the id 'ada' is there 2 times" in said) == (1, True), said
    code, said = command(empty_course, "db assignment add", ASSIGNMENT, "--duedate=2026-12-01 18:00")
    assert (code, "'2026-12-01 18:00' has no time zone" in said) == (1, True), said
    assert state(empty_course) == before


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-12-01 18:00 Europe/Berlin", "2026-12-01 17:00:00 UTC"),
        ("2026-07-01 18:00 Europe/Berlin", "2026-07-01 16:00:00 UTC"),
        ("2026-12-01 18:00 +0100", "2026-12-01 17:00:00 UTC"),
        ("2026-12-01 18:00 UTC", "2026-12-01 18:00:00 UTC"),
    ],
)
def test_deadlines(text, utc):
    assert parse_deadline(text) == utc


@pytest.mark.parametrize("text", ["2026-12-01 18:00", "2026-12-01 18:00 XYZT", "2026-12-01 18:00 Europe/Nowhere", "soon"])
def test_deadlines_that_are_not_clear(text):
    with pytest.raises(BadInput, match=r"time zone|no date and time"):
        parse_deadline(text)


@pytest.mark.parametrize(
    ("run", "words", "sentence"),
    [
        (nbgrader, ["generate_assignment", "nope"], "No notebooks were matched by"),
        (nbgrader, ["release_assignment", "nope"], "Assignment not found at"),
        (nbgrader, ["autograde", "nope"], "No submission is at submitted/*/nope"),
        (nbgrader, ["autograde", ASSIGNMENT, "--student=zed"], "No submission is at submitted/zed/tiny"),
        (nbgrader, ["generate_feedback", "nope"], "No notebooks were matched by"),
        (nbgrader, ["release_feedback", "nope"], "There is no feedback at feedback/*/nope"),
        (nbgrader, ["export", "--assignment=nope"], "The gradebook has no assignment 'nope'"),
        (nbgrader, ["export", "--student=zed"], "The gradebook has no student 'zed'"),
        (nbgrader, ["export", "--db=sqlite:///elsewhere.db"], "There is no gradebook at"),
        (grading, ["autograde", "nope"], "No submission is at submitted/*/nope"),
        (grading, ["report", "nope"], "The gradebook has no assignment 'nope'"),
    ],
)
def test_unknown_assignments_and_students(empty_course, run, words, sentence):
    exchange(empty_course)
    before = state(empty_course)
    done = run(empty_course, *words)
    assert done.code != 0
    assert sentence in done.said
    assert "Traceback" not in done.said
    assert state(empty_course) == before


def test_an_assignment_that_was_not_generated(empty_course):
    exchange(empty_course)
    shutil.rmtree(empty_course / "exercises")
    done = nbgrader(empty_course, "release_assignment", ASSIGNMENT)
    assert done.code == 1
    assert "run `nbgrader generate_assignment` first" in done.said


def test_an_exchange_that_is_not_there(empty_course):
    exchange(empty_course).rmdir()
    for name in ("release_assignment", "collect", "release_feedback"):
        done = nbgrader(empty_course, name, ASSIGNMENT)
        assert done.code == 1
        assert "is not there; let an administrator run `mkdir -p" in done.said


def test_an_exchange_without_permissions(empty_course, monkeypatch):
    folder, access = exchange(empty_course), os.access
    monkeypatch.setattr(os, "access", lambda path, mode, **more: str(path) != str(folder) and access(path, mode, **more))  # root may all
    done = nbgrader(empty_course, "release_assignment", ASSIGNMENT)
    assert done.code == 1
    assert "may not be written by you; let an administrator run" in done.said
    assert not list(folder.iterdir())


def exchange(course):
    """Give a course its own exchange, and return its folder."""
    folder = course / "exchange"
    folder.mkdir()
    folder.chmod(0o777)
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.Exchange.root = {str(folder)!r}\n")
    return folder
