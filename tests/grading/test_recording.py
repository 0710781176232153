"""Same grades in any order, on any number of processors, interrupted or not; and what nbgrader promises still holds."""

import argparse
import contextlib
import datetime
import errno
import logging
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
from tiny_course import (
    ASSIGNMENT,
    CAN_MOUNT,
    IN_OWN_MOUNTS,
    REPOSITORY,
    SOLUTIONS,
    WRONG,
    Remembering,
    answer,
    automatic,
    exercise,
    grade,
    graded_notebook,
    hand_in,
    hand_in_class,
    nbgrader,
    read_gradebook,
    rows,
    run,
)

from grading.__main__ import make_converter
from grading.common import database
from grading.common.gradebook import OpenGradebook
from grading.read.submission import Lock
from grading.record.results import CannotGrade
from grading.run import execute as run_module
from grading.run.execute import SandboxUnavailable

COMMAND = (sys.executable, "-m", "grading", "autograde", ASSIGNMENT)


@pytest.fixture
def full_course(course):
    hand_in_class(course)
    return course


# Order, number of jobs, interruptions ------------------------------------------------------------------------------


def test_order_and_number_of_jobs_change_nothing(full_course, tmp_path):
    other, third = (shutil.copytree(full_course, tmp_path / name) for name in ("other", "third"))
    grade(full_course, jobs=1)
    grade(other, jobs=4)
    for student in ("s1*", "missing", "s0[5-9]", "*"):
        grade(third, student=student, jobs=2)
    assert rows(full_course) == rows(other) == rows(third)
    assert set(automatic(full_course).values()) == {0.0, 1.0, 2.0, 3.0, 4.0}


def test_killed_at_random_moments(full_course, tmp_path):
    """Kill the grader at twenty moments of its work with files and gradebook, then let it finish."""
    undisturbed = shutil.copytree(full_course, tmp_path / "undisturbed")
    grade(undisturbed, executor=Remembering())
    moments = random.Random(5)
    killed = 0
    for attempt in range(20):
        left = moments.randrange(250)
        process = os.fork()
        if process == 0:

            def count_down(event, _):
                nonlocal left
                left -= event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.scandir")
                if left < 0:
                    left = sys.maxsize  # a kill is an event, too
                    os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(count_down)
            with contextlib.suppress(BaseException):
                grade(full_course, executor=Remembering(), jobs=2, force=attempt % 3 > 0)
            os._exit(0)
        killed += os.WTERMSIG(os.waitpid(process, 0)[1]) == signal.SIGKILL
    assert killed >= 10
    results = grade(full_course, executor=Remembering())
    assert {result.status for result in results} <= {"graded", "skipped"}
    assert rows(full_course) == rows(undisturbed)
    assert not list((full_course / "autograded").glob("*/.*"))


def test_killed_command_leaves_no_process_and_is_resumed(full_course):
    for pause in (0.5, 3.0, 4.5):
        process = subprocess.Popen(
            COMMAND, cwd=full_course, env=os.environ | {"PYTHONPATH": str(REPOSITORY)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(pause)
        process.kill()
        process.wait()
    done = run(full_course, *COMMAND, code=1)
    assert "0 without a grade" in done.stdout
    assert None not in automatic(full_course).values()
    assert len(automatic(full_course)) == 14


def test_done_work_is_not_done_again(full_course):
    assert {result.status for result in grade(full_course)} == {"graded"}
    assert {result.status for result in grade(full_course)} == {"skipped"}
    assert {result.status for result in grade(full_course, student="s00", force=True)} == {"graded"}
    hand_in(full_course, "s01", answer(exercise(full_course), **SOLUTIONS), timestamp="2026-11-02 12:00:00 UTC")
    results = {result.student: result.status for result in grade(full_course)}
    assert results.pop("s01") == "graded"
    assert set(results.values()) == {"skipped"}
    assert automatic(full_course)["s01"] == 4.0


def test_a_submission_that_was_replaced_by_hand_is_graded_again(full_course):
    """Its time is the same and its file may be older: what it holds counts."""
    grade(full_course)
    folder = hand_in(full_course, "broken", answer(exercise(full_course), **SOLUTIONS))
    os.utime(folder / f"{ASSIGNMENT}.ipynb", (0, 0))
    results = {result.student: result.status for result in grade(full_course)}
    assert results.pop("broken") == "graded"
    assert set(results.values()) == {"skipped"}
    assert automatic(full_course)["broken"] == 4.0
    (folder / "helper.py").write_text("x = 1\n")
    assert {result.student for result in grade(full_course) if result.status == "graded"} == {"broken"}


def test_a_login_that_is_not_in_the_class_list_is_told(course):
    """Where there is a list; nbgrader takes a slip of the pen for one more student."""
    for student in ("mia", "Mia", "zzz"):
        hand_in(course, student, answer(exercise(course), **SOLUTIONS))
    assert not any(result.findings for result in grade(course))
    nbgrader(course, "db", "student", "add", "mia", "--first-name=Mia", "--last-name=Weber")
    for force in (False, True):
        told = {result.student: [(note.kind, note.text) for note in result.findings] for result in grade(course, force=force)}
        assert told == {
            "mia": [],
            "Mia": [("unknown", "It has a grade all the same; do you mean mia?")],
            "zzz": [("unknown", "It has a grade all the same.")],
        }


def test_a_source_that_was_changed_and_not_generated_again_is_told(course):
    def remarks():
        with contextlib.chdir(course):
            converter = make_converter(argparse.Namespace(assignment=ASSIGNMENT, student="*"))
            converter.force = True
            converter.grade(Remembering())
            return converter.remarks

    hand_in(course, "ada", answer(exercise(course), **SOLUTIONS))
    assert remarks() == []
    path = course / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.write_text(path.read_text().replace("183.10546875", "183.2"))
    [said] = remarks()
    assert "The source of tiny was changed since" in said
    assert f"`nbgrader generate_assignment {ASSIGNMENT} --force`" in said
    assert automatic(course)["ada"] == 4.0
    path.unlink()
    assert remarks() == []


def test_a_lost_row_is_found_and_graded_again(full_course):
    grade(full_course)
    with contextlib.closing(sqlite3.connect(full_course / "gradebook.db")) as connection, connection:
        connection.execute("UPDATE grade SET auto_score = NULL WHERE auto_score = 2")
    assert "graded" in {result.status for result in grade(full_course)}
    assert None not in automatic(full_course).values()


def test_a_damaged_notebook_is_found_and_graded_again(full_course):
    grade(full_course, executor=Remembering())
    path = full_course / "autograded" / "s03" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.chmod(0o644)
    path.write_bytes(b"{")
    results = {result.student: result for result in grade(full_course, executor=Remembering())}
    assert [student for student, result in results.items() if result.status == "graded"] == ["s03"]
    assert "cut off" in results["broken"].findings[0].text  # told again, though it was done before


def test_two_graders_at_once(full_course, tmp_path):
    undisturbed = shutil.copytree(full_course, tmp_path / "undisturbed")
    grade(undisturbed)
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: run(full_course, *COMMAND, code=1), range(2)))
    graded = [int(done.stdout.split(": ")[1].split()[0]) for done in both]
    assert sum(graded) == 14
    assert rows(full_course) == rows(undisturbed)


def test_a_worker_that_dies_costs_one_submission_until_the_next_run(full_course):
    class Dying(Remembering):
        def submit(self, function, notebook, *rest):
            if "Because of 3." in str(notebook):
                future = Future()
                future.set_exception(BrokenProcessPool("a worker ended"))
                return future
            return super().submit(function, notebook, *rest)

    results = {result.student: result for result in grade(full_course, executor=Dying())}
    assert [student for student, result in results.items() if result.status == "failed"] == ["s03"]
    assert "a worker ended" in results["s03"].reason
    assert "s03" not in read_gradebook(full_course)
    assert [result.student for result in grade(full_course, executor=Remembering()) if result.status == "graded"] == ["s03"]


def test_an_executor_that_is_gone_costs_those_who_are_left_until_the_next_run(full_course):
    class Closing(Remembering):
        left = 3  # the sandbox is tried, and two notebooks run

        def submit(self, *task):
            self.left -= 1
            if self.left < 0:
                raise RuntimeError("cannot schedule new futures after shutdown")
            return super().submit(*task)

    results = {result.student: result for result in grade(full_course, executor=Closing())}
    failed = {student for student, result in results.items() if result.status == "failed"}
    assert len(failed) == 10  # of 14, the broken and the missing one need no run
    assert {results[student].reason for student in failed} == {
        "The grader failed (RuntimeError: cannot schedule new futures after shutdown)."
    }
    assert not failed & set(read_gradebook(full_course))
    assert {result.student for result in grade(full_course, executor=Remembering()) if result.status == "graded"} == failed


def test_where_all_was_as_it_should_be_nothing_is_noted(full_course):
    grade(full_course, student="s01", executor=Remembering())
    assert graded_notebook(full_course, "s01").metadata["grading"]["sandboxed"] is True
    assert [cell.cell_type for cell in graded_notebook(full_course, "s01").cells] == [
        cell.cell_type for cell in exercise(full_course).cells
    ]
    assert "Notes from grading" not in graded_notebook(full_course, "s01").cells[0].source


def test_a_notebook_that_could_not_be_read_has_a_note_on_top_and_only_what_is_missing_has_no_written_answer_to_mark(full_course):
    for student in ("broken", "missing"):
        grade(full_course, student=student, executor=Remembering())
        note, *others = graded_notebook(full_course, student).cells
        assert "Notes from grading" in note.source
        assert [cell.cell_type for cell in others] == [cell.cell_type for cell in exercise(full_course).cells]
    given = read_gradebook(full_course)
    assert given["broken"]["why"] == (None, None, True)
    assert given["missing"]["why"] == (0.0, None, False)
    assert automatic(full_course) == {"broken": 0.0, "missing": 0.0}


def test_a_notebook_that_is_handed_in_no_more_is_gone_from_the_graded_ones(full_course):
    grade(full_course, student="s01", executor=Remembering())
    stray = full_course / "autograded" / "s01" / ASSIGNMENT / "stray.ipynb"
    stray.write_text("{}")
    grade(full_course, student="s01", executor=Remembering(), force=True)
    assert not stray.exists()


def test_what_another_grader_has_in_work_is_waited_for_last_and_costs_the_others_nothing(full_course):
    lock, seen = Lock(full_course / "submitted" / "s01" / ASSIGNMENT), []
    assert lock.take()

    def progress(results, total):
        if not results or seen[-1:] == [len(results)]:  # nothing is new: all the others are done
            lock.release()
        seen.append(len(results))

    results = grade(full_course, executor=Remembering(), progress=progress)
    assert [result.status for result in results] == ["graded"] * 14
    assert seen == [*range(1, 14), 13, 14, 14]


# Disk and gradebook ------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not CAN_MOUNT, reason="needs a small file system of its own to fill up")
@pytest.mark.parametrize("place", ["autograded", "."])
def test_full_disk(full_course, tmp_path, place):
    """Fill the disk under the graded notebooks, then under the gradebook too; make room and go on."""
    undisturbed = shutil.copytree(full_course, tmp_path / "undisturbed")
    grade(undisturbed)
    (full_course / place).mkdir(exist_ok=True)
    size = sum(path.stat().st_size for path in full_course.rglob("*") if path.is_file()) if place == "." else 0
    room = size + 2 * 65536 + 4096 * (size > 0) * 40
    unsafe = "" if os.geteuid() == 0 else "--unsafe-no-sandbox"  # no bubblewrap in the namespace of somebody who is not root
    script = f"""
        mount -t tmpfs -o size=50m small {tmp_path}/small && mkdir {tmp_path}/small/room || exit 90
        head -c {50 * 2**20 - room} /dev/zero > {tmp_path}/small/filling
        cp -a {full_course}/{place}/. {tmp_path}/small/room/ && mount --bind {tmp_path}/small/room {full_course}/{place} && cd {full_course}
        {sys.executable} -m grading autograde {ASSIGNMENT} {unsafe}; echo "first $?"
        rm {tmp_path}/small/filling
        {sys.executable} -m grading autograde {ASSIGNMENT} {unsafe}; echo "then $?"
        cd / && umount {full_course}/{place} && cp -a {tmp_path}/small/room/. {full_course}/{place}/"""
    (tmp_path / "small").mkdir()
    done = run(tmp_path, *IN_OWN_MOUNTS, "sh", "-c", script)
    assert "first 2" in done.stdout
    assert "make room and run" in done.stderr
    assert "Traceback" not in done.stderr
    assert "then 1" in done.stdout  # the broken and the missing one are told
    assert rows(full_course) == rows(undisturbed) or unsafe


def test_a_grade_that_cannot_be_kept_leaves_grade_and_notebook_of_before(full_course, monkeypatch):
    """The graded notebook of before is out of the way already when the gradebook fails."""
    grade(full_course, student="s01", executor=Remembering())
    before, transaction = rows(full_course), OpenGradebook.transaction

    @contextlib.contextmanager
    def failing(self, student):
        with transaction(self, student) as gradebook:
            yield gradebook
            raise OSError(errno.EIO, "the disk is gone", "gradebook.db")

    monkeypatch.setattr(OpenGradebook, "transaction", failing)
    hand_in(full_course, "s01", answer(exercise(full_course), **SOLUTIONS), timestamp="2026-11-02 12:00:00 UTC")
    [result] = grade(full_course, student="s01", executor=Remembering())
    assert (result.status, result.reason) == ("failed", "It could not be read or recorded: the disk is gone (gradebook.db).")
    assert rows(full_course) == before
    assert not list((full_course / "autograded").glob("*/.*"))
    monkeypatch.undo()
    assert [result.status for result in grade(full_course, student="s01", executor=Remembering())] == ["graded"]
    assert automatic(full_course) == {"s01": 4.0}


def test_a_notebook_that_cannot_be_put_in_its_place_is_graded_again(full_course, monkeypatch):
    """The gradebook has the new grades by then, so the notebook of before may not come back and pass for theirs."""
    grade(full_course, student="s01", executor=Remembering())
    rename = Path.rename

    def failing(path, target):
        if path.name.endswith(".new"):
            raise OSError(errno.EIO, "the disk is gone", str(target))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    [result] = grade(full_course, student="s01", executor=Remembering(), force=True)
    assert result.status == "failed"
    monkeypatch.undo()
    assert [result.status for result in grade(full_course, student="s01", executor=Remembering())] == ["graded"]
    assert not list((full_course / "autograded").glob("*/.*"))


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(random.Random(1).randbytes(40_000))), "damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:30_000]), "damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:20_000] + b"\xff" * 30_000 + path.read_bytes()[50_000:]), "damaged"),
        (lambda path: path.write_text("not a database at all"), "damaged"),
        (lambda path: path.unlink(), "no gradebook"),
    ],
)
def test_damaged_gradebook_is_reported_and_left_alone(full_course, damage, words):
    path = full_course / "gradebook.db"
    damage(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(CannotGrade, match=words):
        grade(full_course, executor=Remembering())
    assert (path.read_bytes() if path.exists() else None) == before
    assert not (full_course / "autograded").exists()


def test_locked_gradebook(full_course, monkeypatch):
    monkeypatch.setattr(database, "PATIENCE", 1)
    with contextlib.closing(sqlite3.connect(full_course / "gradebook.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CannotGrade, match="locked"):
            grade(full_course, executor=Remembering())
        other.rollback()
        other.execute("BEGIN IMMEDIATE")  # readers may read, nobody may write
        with pytest.raises(CannotGrade, match="locked"):
            grade(full_course, executor=Remembering())
    assert not list((full_course / "autograded").glob("*/[!.]*"))
    assert len(grade(full_course, executor=Remembering())) == 14
    assert None not in automatic(full_course).values()


def test_locked_for_a_moment_is_waited_for(full_course):
    with contextlib.closing(sqlite3.connect(full_course / "gradebook.db", check_same_thread=False)) as other, ThreadPoolExecutor() as pool:
        other.execute("BEGIN EXCLUSIVE")
        release = pool.submit(lambda: (time.sleep(2), other.rollback()))
        assert len(grade(full_course, executor=Remembering())) == 14
        release.result()


# What nbgrader promises --------------------------------------------------------------------------------------------


def test_regrading_keeps_marks_given_by_hand(full_course):
    grade(full_course)
    with Gradebook(f"sqlite:///{full_course}/gradebook.db") as book:
        for cell, score in (("why", 0.5), ("test_area", 0.75)):
            mark = book.find_grade(cell, ASSIGNMENT, ASSIGNMENT, "s01")
            mark.manual_score, mark.needs_manual_grade, mark.extra_credit = score, False, 0.25
        book.find_comment("why", ASSIGNMENT, ASSIGNMENT, "s01").manual_comment = "Well said."
        book.db.commit()
    grade(full_course, force=True)
    assert read_gradebook(full_course)["s01"]["why"] == (None, 0.5, True)
    assert read_gradebook(full_course)["s01"]["test_area"] == (1.0, 0.75, True)
    with Gradebook(f"sqlite:///{full_course}/gradebook.db") as book:
        assert book.find_comment("why", ASSIGNMENT, ASSIGNMENT, "s01").comment == "Well said."
        assert book.find_grade("why", ASSIGNMENT, ASSIGNMENT, "s01").extra_credit == 0.25


@pytest.fixture(scope="module")
def beside_stock(generated_course, tmp_path_factory):
    """Grade the same honest class, some of it late, with nbgrader as it comes and with this package; return both courses."""
    folder = tmp_path_factory.mktemp("stock")
    ours = shutil.copytree(generated_course, folder / "ours")
    for student in (0, 2, 5, 7):
        answers = {task: (SOLUTIONS if (student >> place) & 1 else WRONG)[task] for place, task in enumerate(SOLUTIONS)}
        hand_in(ours, f"s{student}", answer(exercise(ours), **answers, why="Because."), timestamp=f"2026-11-0{student + 1} 10:00:00 CET")
    hand_in(ours, "empty", exercise(ours))
    hand_in(ours, "untimed", answer(exercise(ours), **SOLUTIONS), timestamp="")
    hand_in(ours, "nothing")
    with Gradebook(f"sqlite:///{ours}/gradebook.db") as book:
        book.update_or_create_assignment(ASSIGNMENT, duedate=datetime.datetime(2026, 11, 4))
    config = (ours / "nbgrader_config.py").read_text() + "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"
    (ours / "nbgrader_config.py").write_text(config)
    stock = shutil.copytree(ours, folder / "stock")
    (stock / "nbgrader_config.py").write_text(config.replace("plug_in(c)", "").replace("from grading.plugin import plug_in", ""))
    shutil.rmtree(stock / "submitted" / "nothing")  # nbgrader passes over empty folders, and gives no grade
    nbgrader(stock, "autograde", ASSIGNMENT)
    nbgrader(ours, "autograde", ASSIGNMENT)
    return ours, stock


@pytest.mark.xdist_group("beside nbgrader")
def test_same_as_stock(beside_stock):
    (grades, comments, _), (grades_of_stock, comments_of_stock, _) = (rows(course) for course in beside_stock)
    assert grades.pop("nothing")["test_area"] == (0.0, None, False)
    assert grades == grades_of_stock
    assert [row for row in comments if row[0] != "nothing"] == comments_of_stock
    assert grades["s7"]["test_slope"][0] == 2.0


@pytest.mark.xdist_group("beside nbgrader")
def test_late_penalty_applies(beside_stock):
    for course in beside_stock:
        with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as connection:
            query = """SELECT a.student_id, n.late_submission_penalty
                FROM submitted_notebook n JOIN submitted_assignment a ON a.id = n.assignment_id"""
            penalties = dict(connection.execute(query))
        assert (penalties["s0"], penalties["s2"], penalties["s5"], penalties["s7"]) == (None, None, 2.0, 4.0)


def test_what_others_handed_in_costs_no_look(full_course):
    """The gradebook finds the rows of one notebook by an index: without it, each submission takes longer than the one before."""
    grade(full_course, executor=Remembering(), student="s00")
    with contextlib.closing(sqlite3.connect(full_course / "gradebook.db")) as connection:
        for table, column in (("grade", "notebook_id"), ("comment", "notebook_id"), ("submitted_notebook", "assignment_id")):
            plan = connection.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE {column} = 'x'").fetchall()
            assert f"SEARCH {table} USING INDEX" in plan[0][-1], plan


def test_students_not_in_the_roster_can_be_kept_out(full_course):
    config = full_course / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nc.Autograde.create_student = False\n")
    nbgrader(full_course, "db", "student", "add", "s02")
    results = {result.student: result for result in grade(full_course)}
    assert [student for student, result in results.items() if result.status == "graded"] == ["s02"]
    assert "s03" in results["s03"].reason


def test_the_command_of_nbgrader_fails_with_the_names_of_those_who_have_no_grade(full_course, caplog):
    """Every other login is in the list; what ends nbgrader's command, and formgrader's button, is who has no grade in the end."""
    config = full_course / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nc.Autograde.create_student = False\n")
    with Gradebook(f"sqlite:///{full_course}/gradebook.db") as book:
        for student in ("s01", "s03"):
            book.add_student(student)
    with contextlib.chdir(full_course):
        converter = make_converter(argparse.Namespace(assignment=ASSIGNMENT, student="s0[1-4]"))
        converter.log = logging.getLogger("a test")
        with pytest.raises(NbGraderException, match=r"^Not graded: s02, s04\. Run the same command again\.$"):
            converter.start()
        make_converter(argparse.Namespace(assignment=ASSIGNMENT, student="s0[13]")).start()
    assert set(automatic(full_course)) == {"s01", "s03"}
    assert [message.split(": The ")[0] for message in caplog.messages] == [
        "s02: not graded: submission",
        "s04: not graded: submission",
        "Not graded: s02, s04. Run the same command again.",
    ]


def test_formgraders_button(full_course):
    script = (
        "from nbgrader.apps import NbGrader; from nbgrader.apps.api import NbGraderAPI\n"
        "app = NbGrader(); app.initialize([])\n"
        f"print(NbGraderAPI(app.coursedir, parent=app).autograde({ASSIGNMENT!r}, 's07'))"
    )
    assert "'success': True" in run(full_course, sys.executable, "-c", script).stdout
    assert automatic(full_course) == {"s07": 4.0}
    assert graded_notebook(full_course, "s07").metadata["grading"]["sandboxed"] is True


# The command -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing-like-it"], "submission"),
        ([ASSIGNMENT, "--student", "nobody"], "submission"),
        ([ASSIGNMENT, "--jobs", "0"], "at least 1"),
        ([], "ASSIGNMENT"),
    ],
)
def test_bad_input_is_one_sentence(full_course, arguments, words):
    done = run(full_course, sys.executable, "-m", "grading", "autograde", *arguments, code=2)
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (full_course / "autograded").exists()


def test_assignment_without_a_row(full_course):
    shutil.copytree(full_course / "submitted" / "s01" / ASSIGNMENT, full_course / "submitted" / "s01" / "unknown")
    with pytest.raises(CannotGrade, match="nbgrader generate_assignment unknown"):
        grade(full_course, assignment="unknown")


def test_exercise_that_is_gone_or_stale(full_course):
    path = full_course / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    text = path.read_text()
    path.write_text(text.replace('"grade_id": "test_slope"', '"grade_id": "test_hill"'))
    with pytest.raises(CannotGrade, match="do not have the same cells"):
        grade(full_course)
    path.write_text(text[:1000])
    with pytest.raises(CannotGrade, match=r"tiny\.ipynb is not a notebook \(.*\); run `nbgrader generate_assignment tiny --force`\.$"):
        grade(full_course)
    path.unlink()
    with pytest.raises(CannotGrade, match=r"exercises/\./tiny/tiny.ipynb is missing|exercises/tiny/tiny.ipynb is missing"):
        grade(full_course)
    assert not (full_course / "autograded").exists()


def test_jobs_and_no_sandbox_are_settings(course):
    config = course / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nc.SafeAutograde.jobs = 3\nc.SafeAutograde.unsafe_no_sandbox = True\n")
    with contextlib.chdir(course):
        converter = make_converter(argparse.Namespace(assignment=ASSIGNMENT, student="*"))
    assert (converter.jobs, converter.unsafe_no_sandbox) == (3, True)


def test_help_can_be_read_by_a_stranger(course):
    text = run(course, sys.executable, "-m", "grading", "autograde", "--help").stdout
    for word in ("--student", "--jobs", "--force", "--unsafe-no-sandbox", "submitted/STUDENT/ASSIGNMENT"):
        assert word in text


def test_without_a_sandbox_nothing_runs(full_course, monkeypatch):
    monkeypatch.setattr(run_module, "_servers", {})
    monkeypatch.setattr(run_module.sandbox, "bwrap_candidates", list)
    with pytest.raises(CannotGrade, match="--unsafe-no-sandbox"):
        grade(full_course)
    assert not (full_course / "autograded").exists()
    assert read_gradebook(full_course) == {}


def test_without_a_sandbox_not_even_a_broken_notebook_is_recorded(full_course):
    class Without(Remembering):
        def submit(self, *task):
            future = Future()
            future.set_exception(SandboxUnavailable("There is no sandbox."))
            return future

    with pytest.raises(CannotGrade, match="There is no sandbox"):
        grade(full_course, executor=Without())
    assert not (full_course / "autograded").exists()
    assert read_gradebook(full_course) == {}


def test_unsafe_is_asked_for_and_told(full_course):
    done = run(full_course, *COMMAND, "--unsafe-no-sandbox", "--student", "s07")
    assert "WITHOUT a sandbox" in done.stdout
    assert automatic(full_course) == {"s07": 4.0}
    notebook = graded_notebook(full_course, "s07")
    assert notebook.metadata["grading"]["sandboxed"] is False
    assert "without a sandbox" in notebook.cells[0].source
