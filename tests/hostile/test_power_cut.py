"""The power is cut while the gradebook is written: after SQLite's recovery every submission is in it as a whole or not at all.

What the disk holds then is made from the system calls of a real run: all that was written, only what was synced, or some of it.
"""

import os
import random
import shutil
import sys

import pytest
from power_cut import moments, traced
from tiny_course import REPOSITORY, SOLUTIONS, WRONG, answer, exercise, grade, hand_in, rows, run
from wholeness import damage_to_gradebook, grades

NAMES = ("gradebook.db", "gradebook.db-journal", "gradebook.db-wal")
# In one thread of a process that runs the notebooks outside of strace: what is looked at is the gradebook.
PROGRAM = f"""
import sys
sys.path[:0] = [{str(REPOSITORY)!r}, {str(REPOSITORY / "tests" / "grading")!r}]
from tiny_course import grade
grade(sys.argv[1], jobs=1, force=len(sys.argv) > 2)
"""


def _strace():
    return shutil.which("strace") and run(".", *traced(os.devnull, "true"), code=None).returncode == 0


@pytest.mark.skipif(not _strace(), reason="needs strace, and the right to use it")
def test_after_a_power_cut_every_submission_is_whole(course, tmp_path, size, figures):
    """The class is graded, some hand in something else, and it is graded again: what was there is replaced as a whole, too."""
    for student in ("s08", "s09", "s10", "s11") if size(True, False) else ():
        shutil.rmtree(course / "submitted" / student)
    grade(course)
    first = grades(course)
    for number, student in enumerate(sorted(first)[2:6]):
        answers = {task: (SOLUTIONS if number % 2 else WRONG)[task] for task in SOLUTIONS}
        hand_in(course, student, answer(exercise(course), **answers), timestamp="2026-11-02 12:00:00 UTC")
    before = {name: (course / name).read_bytes() for name in NAMES if (course / name).exists()}
    undisturbed, disk = shutil.copytree(course, tmp_path / "undisturbed"), tmp_path / "disk"
    disk.mkdir()
    for name, data in before.items():
        (disk / name).write_bytes(data)
    trace = tmp_path / "trace"
    run(tmp_path, *traced(trace, sys.executable, "-c", PROGRAM, str(undisturbed), "force"))
    last, expected = grades(undisturbed), rows(undisturbed)
    dice, cuts, kept, ways = random.Random(6), 0, set(), {}
    points = list(_cuts(trace, disk, dice, size(60, 10**6)))
    for kind, files in points:
        for name in NAMES:
            (course / name).unlink(missing_ok=True)
        for name, data in files.items():
            (course / name).write_bytes(data)
        assert damage_to_gradebook(course) == [], f"cut {cuts} with {kind} of what was not synced"
        now = grades(course)
        assert set(now) == set(first)
        for student, points_of in now.items():
            assert points_of in (first[student], last[student]), f"{student} has a mixture"
        kept.add(sum(now[student] == last[student] for student in now))
        ways[kind] = ways.get(kind, 0) + 1
        cuts += 1
    grade(course, force=True)
    assert rows(course) == expected
    figures("power cut", cuts=cuts, **ways, states_of_the_class=len(kept), damaged=0)
    assert cuts > 20


def _cuts(trace, folder, dice, most):
    """Yield (kind, {name: bytes}) for at most so many cuts, drawn over the whole run."""
    number = sum(1 for _ in moments(trace, folder, NAMES))
    assert number > 50, "the trace shows no writing to the gradebook"
    chosen = set(dice.sample(range(number), min(most // 3, number)))
    for moment, (disk, _) in enumerate(moments(trace, folder, NAMES)):
        if moment in chosen:
            for kind in ("all", "nothing", "some"):
                yield kind, disk.after_a_cut(dice, kind)
