"""A gradebook that may not be written is one sentence; two instructors who work in one gradebook lose nothing of each other's."""

import os
import random
import shutil
import subprocess
import sys
import time

import pytest
from nbgrader.api import Gradebook
from tiny_course import ASSIGNMENT, CAN_MOUNT, IN_OWN_MOUNTS, REPOSITORY, grade, rows, run
from wholeness import damage_to, grades


@pytest.mark.skipif(not CAN_MOUNT, reason="needs a file system of its own that may not be written")
@pytest.mark.parametrize("place", ["gradebook.db", "."])
def test_read_only(course, place, figures):
    """The gradebook alone, then the whole course: the command says so, names it, changes nothing, and goes on when it may write again."""
    before = (course / "gradebook.db").read_bytes()
    unsafe = "" if os.geteuid() == 0 else "--unsafe-no-sandbox"
    script = f"""
        cd {course} && mount --bind {course}/{place} {course}/{place} && mount -o remount,ro,bind {course}/{place} || exit 90
        cd {course} && {sys.executable} -m grading autograde {ASSIGNMENT} --student 's0*' {unsafe}"""
    done = run(course.parent, *IN_OWN_MOUNTS, "sh", "-c", script, code=2)
    said = [line for line in done.stderr.splitlines() if line.startswith("grading: ")]
    assert len(said) == 1, done.stderr
    assert "gradebook" in said[0]
    assert "cannot be written" in said[0]
    assert "Traceback" not in done.stderr
    assert (course / "gradebook.db").read_bytes() == before
    assert not list((course / "autograded").glob(f"*/{ASSIGNMENT}"))
    assert {result.status for result in grade(course)} == {"graded"}
    figures(f"read-only {'course' if place == '.' else 'gradebook'}", commands=1)


def test_marks_given_while_the_class_is_graded_again_stay(course, tmp_path, size, figures):
    """One instructor grades the class again and again with two commands at once; the other gives marks and comments by hand meanwhile."""
    grade(course)
    expected, given, dice = grades(course), {}, random.Random(4)
    undisturbed = shutil.copytree(course, tmp_path / "undisturbed")
    command = [sys.executable, "-m", "grading", "autograde", ASSIGNMENT, "--force"]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    for _ in range(size(1, 5)):
        running = [
            subprocess.Popen(command, cwd=course, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            for _ in range(2)
        ]
        while any(process.poll() is None for process in running):
            student, mark = dice.choice(sorted(expected)), dice.choice([0.0, 0.25, 0.5, 0.75, 1.0])
            with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
                book.find_grade("why", ASSIGNMENT, ASSIGNMENT, student).manual_score = mark
                book.find_comment("why", ASSIGNMENT, ASSIGNMENT, student).manual_comment = f"{mark} it is."
                book.db.commit()
            given[student] = mark
            time.sleep(0.02)
        assert [process.returncode for process in running] == [1, 1]  # the broken and the missing one are told
        assert not any("Traceback" in process.stderr.read() for process in running)
    assert damage_to(course) == []
    assert grades(course) == expected
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        for student, mark in given.items():
            assert book.find_grade("why", ASSIGNMENT, ASSIGNMENT, student).manual_score == mark
            assert book.find_comment("why", ASSIGNMENT, ASSIGNMENT, student).manual_comment == f"{mark} it is."
    assert rows(undisturbed)[2].keys() == rows(course)[2].keys()
    figures("two instructors at once", students_marked_by_hand=len(given), marks_lost=0)
    assert len(given) > 3
