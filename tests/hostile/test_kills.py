"""`nbgrader autograde` of a class, killed with SIGKILL at random moments: nothing is half-written, the next run gives equal grades."""

import contextlib
import os
import random
import shutil
import signal
import time

from nbgrader.apps.autogradeapp import AutogradeApp
from tiny_course import ASSIGNMENT, grade, rows
from wholeness import damage_to


def started(course, *options):
    """Start nbgrader's own command, in the sandbox, in a fork that has nbgrader imported already; return its process id."""
    process = os.fork()
    if process:
        return process
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    with contextlib.suppress(BaseException):
        os.chdir(course)
        app = AutogradeApp()
        app.initialize([ASSIGNMENT, *options])
        app.start()
    os._exit(0)


def work_begins(course, process):
    """Wait until something is written, or the process has ended."""
    places = [course / "gradebook.db", course / "gradebook.db-journal", course / "autograded"]

    def look():
        seen = []
        for place in places:
            with contextlib.suppress(FileNotFoundError):  # the journal comes and goes
                seen.append(place.stat().st_mtime_ns)
        return seen

    before, end = look(), time.monotonic() + 60
    while look() == before and time.monotonic() < end and os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        time.sleep(0.001)


def some_are_done(course, process, number):
    """Wait until so many submissions are written, or the process has ended: however slow the machine is, it is in the middle then."""
    end = time.monotonic() + 60
    while len(list((course / "autograded").glob(f"*/{ASSIGNMENT}"))) < number and time.monotonic() < end:
        if os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return
        time.sleep(0.001)


def test_killed_at_random_moments(course, tmp_path, size, figures):
    fresh = shutil.copytree(course, tmp_path / "fresh")
    process = started(course)
    work_begins(course, process)
    began = time.monotonic()
    os.waitpid(process, 0)
    length = time.monotonic() - began
    expected = rows(course)
    assert len(expected[0]) == 14
    moments, number, killed, cut = random.Random(15), size(3, 100), 0, 0
    for attempt in range(number):
        if attempt % 2:  # every other time a class that was never graded, else all of it once more
            shutil.rmtree(course)
            shutil.copytree(fresh, course)
        process = started(course, "--force")
        if attempt % 5 == 0:  # one in five while it still starts
            time.sleep(moments.uniform(0, 2 * length))
        elif attempt % 2:
            some_are_done(course, process, moments.randrange(14))
            time.sleep(moments.uniform(0, length / 14))
        else:
            work_begins(course, process)
            time.sleep(moments.uniform(0, length))
        os.kill(process, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(process, 0)[1])
        assert damage_to(course) == [], f"after kill {attempt}"
        results = grade(course)
        cut += len({result.status for result in results}) == 2
        assert {result.status for result in results} <= {"graded", "skipped"}
        assert rows(course) == expected, f"after kill {attempt}"
        assert not list((course / "autograded").glob("*/.*"))
    figures("kill -9 of nbgrader autograde", moments=number, killed_while_it_ran=killed, in_the_middle_of_the_class=cut, differences=0)
    assert killed > (number / 2 if number > 10 else 0)  # of three, two may come after the end
    assert cut >= number // 10
