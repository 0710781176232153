"""Bad input gets one sentence with the remedy, an exit code other than 0, and changes nothing."""

import os
import re
import shutil
import subprocess
import sys

import fresh
import pytest
from commands import grading, nbgrader
from tiny_course import ASSIGNMENT, REPOSITORY, environment

from grading.record.guard import BadInput, parse_deadline, read_roster


def command(course, name, *arguments):
    """Run one of nbgrader's `db` commands as a process and return (exit code, what it said)."""
    done = fresh.nbgrader(*name.split(), *arguments, cwd=course, environment=environment())
    return done.returncode, done.stdout


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


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-12-01 18:00", "has no time zone"),
        (
            "2026-12-01 18:00 CET",
            "The time zone 'CET' of the deadline means several; write a place, as in '2026-12-01 18:00 Europe/Berlin'",
        ),
        ("2026-12-01 18:00 Europe/Nowhere", "names no time zone"),
        ("soon", "no date and time"),
        ("01.12.2026 18:00 Europe/Berlin", "can be read in two ways"),
        ("11/12/2026 18:00 UTC", "can be read in two ways"),
    ],
)
def test_deadlines_that_are_not_clear(text, sentence):
    with pytest.raises(BadInput, match=re.escape(sentence)):
        parse_deadline(text)


def test_a_deadline_for_a_slip_of_the_pen_and_one_that_has_passed(empty_course):
    before = state(empty_course)
    code, said = command(empty_course, "db assignment add", "tinny", "--duedate=2026-12-01 18:00 UTC")
    assert (code, "There is no assignment 'tinny' in solutions/; did you mean tiny? Nothing was changed." in said) == (1, True), said
    assert state(empty_course) == before
    code, said = command(empty_course, "db assignment add", ASSIGNMENT, "--duedate=2020-12-01 18:00 UTC")
    assert (code, "This deadline has passed already: 2020-12-01 18:00:00 UTC." in said) == (0, True), said


def test_an_assignment_that_nobody_could_grade_is_not_released(empty_course):
    folder = exchange(empty_course)
    (empty_course / "gradebook.db").unlink()
    done = nbgrader(empty_course, "release_assignment", ASSIGNMENT)
    assert done.code == 1
    assert "The gradebook does not have tiny, so nobody could grade it; run `nbgrader generate_assignment tiny` first." in done.said
    assert not list(folder.iterdir())


def test_feedback_on_work_that_did_not_come_through_the_exchange_stops_no_other(empty_course):
    """nbgrader ends at the first page without the exchange's files, and then releases nobody's."""
    folder = exchange(empty_course)
    for student in ("ada", "bob"):
        feedback = empty_course / "feedback" / student / ASSIGNMENT
        feedback.mkdir(parents=True)
        (feedback / f"{ASSIGNMENT}.html").write_text("<p>Well done.</p>")
    done = nbgrader(empty_course, "release_feedback", ASSIGNMENT)
    assert done.code == 1
    assert "ada, bob did not hand in through the exchange; give them their pages in feedback/*/tiny/" in done.said
    for name in ("timestamp.txt", "submission_secret.txt"):
        (empty_course / "feedback" / "bob" / ASSIGNMENT / name).write_text("2026-11-01 12:00:00 UTC")
    done = nbgrader(empty_course, "release_feedback", ASSIGNMENT)
    assert done.code == 0, done.said
    assert "ada did not hand in through the exchange" in done.said
    assert len(list(folder.rglob("*.html"))) == 1


def test_without_the_environment_the_grader_says_so(empty_course, tmp_path):
    (tmp_path / "tqdm.py").write_text("raise ModuleNotFoundError")
    words = [sys.executable, "-m", "grading", "autograde", ASSIGNMENT]
    path = os.pathsep.join(map(str, (tmp_path, REPOSITORY)))
    done = subprocess.run(words, cwd=empty_course, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False)
    assert (done.returncode, "run `. .venv/bin/activate`" in done.stderr, "Traceback" in done.stderr) == (1, True, False), done.stderr


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
