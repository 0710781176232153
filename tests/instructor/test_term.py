"""What happens in a term: nobody else's record changes, what changes is shown before it is written, and bad input changes nothing."""

import contextlib
import csv
import datetime
import re
import shutil
import sqlite3

import nbformat
import pytest
from class_of_ten import ASSIGNMENT, a_loop_ends_soon, open_gradebook
from commands import grading, nbgrader
from test_bad_input import exchange, state
from tiny_course import SOLUTIONS, answer, exercise, hand_in, rows

PER_DAY = "\nc.AssignLatePenalties.plugin_class = 'grading.record.late.PointsPerDay'\n"


def penalty(course, student):
    with open_gradebook(course) as gradebook:
        return gradebook.find_submission(ASSIGNMENT, student).late_submission_penalty


def everything(course):
    """Return all rows of the gradebook, by table."""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=str) for table in tables}


# Extensions ------------------------------------------------------------------------------------------------------------


def test_points_off_for_late_work_honour_an_extension(course):
    """gus came two and a half hours late; by the day that counts, the student's own deadline is meant."""
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(PER_DAY)
    assert penalty(course, "gus") == 1
    done = grading(course, "extend", ASSIGNMENT, "gus", "0.1")
    assert (done.code, "gus may hand in tiny until 2026-11-01 15:24 UTC." in done.said) == (0, True), done.said
    assert "python -m grading autograde tiny --student=gus --force" in done.said
    assert grading(course, "autograde", ASSIGNMENT, "--student=gus", "--force").code == 0
    assert not penalty(course, "gus"), "6 minutes late: inside the quarter of an hour that is free"
    assert grading(course, "extend", ASSIGNMENT, "gus", "0").code == 0
    assert grading(course, "autograde", ASSIGNMENT, "--student=gus", "--force").code == 0
    assert penalty(course, "gus") == 1, "an extension of 0 days takes it away"


def test_an_extension_is_one_students_alone_and_lasts_when_the_work_comes(course):
    others = {student: rows(course)[0][student] for student in ("ada", "bob", "gus")}
    assert grading(course, "extend", ASSIGNMENT, "ivy", "2").code == 0
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(PER_DAY)
    hand_in(course, "ivy", answer(exercise(course), **SOLUTIONS), timestamp="2026-11-03 12:59:00 UTC")
    assert grading(course, "autograde", ASSIGNMENT, "--student=ivy").code == 0
    assert not penalty(course, "ivy")
    with open_gradebook(course) as gradebook:
        assert gradebook.find_submission(ASSIGNMENT, "ivy").extension == datetime.timedelta(days=2)
        assert gradebook.find_submission(ASSIGNMENT, "gus").extension is None
    assert others == {student: rows(course)[0][student] for student in others}


def test_whoever_has_more_time_and_handed_in_nothing_has_no_grade_yet(course):
    export = ("--exporter=grading.platforms.exporters.MoodleExporter", "--to=moodle.csv")
    assert nbgrader(course, "export", *export).code == 0
    before = (course / "moodle.csv").read_bytes()
    assert grading(course, "extend", ASSIGNMENT, "ivy", "2").code == 0
    done = nbgrader(course, "export", *export)
    assert "ivy" not in done.said
    assert (course / "moodle.csv").read_bytes() == before
    assert nbgrader(course, "export", *export, "--MoodleExporter.missing=0").code == 0
    with (course / "moodle.csv").open(encoding="utf-8-sig", newline="") as table:
        assert {row["Username"]: row[ASSIGNMENT] for row in csv.DictReader(table)}["ivy"] == "0"


# Drops -----------------------------------------------------------------------------------------------------------------


def test_a_dropped_student_is_nowhere_but_in_the_record_and_comes_back_whole(course):
    before, files = everything(course), state(course)
    done = grading(course, "drop", "ada")
    assert (done.code, "ada is out of the class." in done.said) == (0, True), done.said
    assert not any("ada" in map(str, row) for rows_ in everything(course).values() for row in rows_)
    assert not list(course.glob("*/ada/tiny")) or [path.parts[-3] for path in course.glob("*/ada/tiny")] == []
    for command in (["report", ASSIGNMENT], ["alike", ASSIGNMENT]):
        assert grading(course, *command).code == 0
    assert "Lovelace" not in (course / "reports" / f"{ASSIGNMENT}.html").read_text()
    assert nbgrader(course, "export", "--to=grades.csv").code == 0
    assert "ada," not in (course / "grades.csv").read_text()
    done = nbgrader(course, "export", f"--db=sqlite:///{course}/dropped/ada/gradebook.db", "--to=ada.csv")
    assert done.code == 0, done.said
    with (course / "ada.csv").open(newline="") as table:
        (row,) = csv.DictReader(table)
    assert (row["student_id"], float(row["score"])) == ("ada", 5.0), "the record has this student alone"
    for name in ("reports", "grades.csv", "ada.csv"):
        shutil.rmtree(course / name) if (course / name).is_dir() else (course / name).unlink()
    assert grading(course, "drop", "ada", "--back").code == 0
    assert everything(course) == before
    now = state(course)
    assert {path for path in files if path.name != "gradebook.db"} <= now.keys()
    assert all(now[path] == data for path, data in files.items() if path.name != "gradebook.db")
    assert not (course / "dropped" / "ada").exists()


def test_work_that_is_collected_once_more_brings_nobody_back(course):
    assert grading(course, "drop", "ada").code == 0
    hand_in(course, "ada", answer(exercise(course), **SOLUTIONS))
    done = grading(course, "autograde", ASSIGNMENT)
    assert "Not graded, because they left the course (`python -m grading drop`): ada." in done.said
    with open_gradebook(course) as gradebook:
        assert "ada" not in {student.id for student in gradebook.students}


def test_a_drop_that_was_stopped_is_finished_by_the_same_command(course, monkeypatch):
    from grading.term import drop

    def stopped(pairs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(drop, "_move", stopped)
        with pytest.raises(KeyboardInterrupt):
            grading(course, "drop", "ada")
    assert (course / "submitted" / "ada").exists()
    assert grading(course, "drop", "ada").code == 0
    assert not (course / "submitted" / "ada" / ASSIGNMENT).exists()
    with monkeypatch.context() as patched:
        patched.setattr(drop, "_move", stopped)
        with pytest.raises(KeyboardInterrupt):
            grading(course, "drop", "ada", "--back")
    before = everything(course)
    assert grading(course, "drop", "ada", "--back").code == 0
    assert everything(course) == before
    assert (course / "submitted" / "ada" / ASSIGNMENT).exists()


# Grading again ---------------------------------------------------------------------------------------------------------


def mend(course, test, line):
    """Put a line in the place of a test in the source, and generate the assignment anew."""
    path = course / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cell = next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == test)
    cell.source = f"{line}\n### BEGIN HIDDEN TESTS\npass\n### END HIDDEN TESTS"
    nbformat.write(notebook, path)
    done = nbgrader(course, "generate_assignment", ASSIGNMENT, "--force")
    assert done.code == 0, done.said


def test_grading_again_says_what_changes_for_whom_before_it_is_written(course):
    """The mended test takes anything, and another asks for something else: some gain, some lose."""
    mend(course, "test_area", "pass")
    mend(course, "test_outer", "assert outer is None")
    before, work = everything(course), state(course)
    with a_loop_ends_soon():
        done = grading(course, "regrade", ASSIGNMENT)
    assert done.code == 0, done.said
    assert everything(course) == before
    assert {path: data for path, data in state(course).items() if path.parts[0] != "reports"} == work
    shown = re.findall(r"^(\w+) +(.*?) +([-\d.]*) +([-\d.]+)$", done.said, re.MULTILINE)
    assert ("bob", "area", "0", "1") in shown
    assert ("ada", "outer", "1", "0") in shown
    assert ("ada", "all together", "5", "4") in shown
    assert not any(student == "cmd" and task == "outer" for student, task, *_ in shown), "nothing changes there"
    assert "nothing is written yet" in done.said
    assert "area: " in done.said
    with a_loop_ends_soon():
        written = grading(course, "regrade", ASSIGNMENT, "--write")
    assert written.code == 0, written.said
    assert re.findall(r"^(\w+) +(.*?) +([-\d.]*) +([-\d.]+)$", written.said, re.MULTILINE) == shown, "as it was announced"
    assert rows(course)[0]["bob"]["test_area"][0] == 1.0
    assert rows(course)[0]["ada"]["why"][1] == 1.0, "marks given by hand stay"
    with (course / "reports" / f"{ASSIGNMENT}-regrade.csv").open(encoding="utf-8-sig", newline="") as table:
        assert {"student": "ada", "task": "outer", "before": "1", "after": "0"} in list(csv.DictReader(table))
    with a_loop_ends_soon():
        again = grading(course, "regrade", ASSIGNMENT)
    assert (again.code, "Nobody's points change." in again.said) == (0, True), again.said


def test_a_deadline_that_moved_changes_points_for_late_work(course):
    assert grading(course, "extend", ASSIGNMENT, "gus", "1").code == 0
    done = grading(course, "regrade", ASSIGNMENT, "--student=gus")
    assert re.search(r"^gus +late work +-1 +0$", done.said, re.MULTILINE), done.said
    assert re.search(r"^gus +all together +3 +4$", done.said, re.MULTILINE), done.said
    assert "Together: 1 gain, 0 lose, 0 keep their sum." in done.said


def test_whoever_began_before_a_correction_is_graded_by_the_corrected_assignment_and_blamed_for_nothing(empty_course):
    begun = answer(exercise(empty_course), **SOLUTIONS | {"area": "def area(r):\n    return 5.0 * r"})
    mend(empty_course, "test_area", "assert area(2.0) == 10.0")
    hand_in(empty_course, "ada", begun)
    done = grading(empty_course, "autograde", ASSIGNMENT)
    assert done.code == 0, done.said
    (heading,) = re.findall(
        r"^(.*) \(1\):\n  ada: test_area: This cell is from an earlier version of the assignment; the present one", done.said, re.M
    )
    assert heading == "Rescued, it cost nothing"
    assert rows(empty_course)[0]["ada"]["test_area"][0] == 1.0


# The next course -------------------------------------------------------------------------------------------------------


def test_the_next_course_has_the_assignments_and_nothing_of_the_class(course, tmp_path):
    (course / "solutions" / ASSIGNMENT / "data.csv").write_text("1,2\n")
    (course / "roster.csv").write_text("id\nada\n")
    with (course / "nbgrader_config.py").open("a") as config:
        config.write("\nc.CourseDirectory.db_url = 'sqlite:///gradebook.db'\n")
    before = state(course)
    target = tmp_path / "next"
    done = grading(course, "carry-over", str(target), "--course-id", "one-gradient-2027")
    assert done.code == 0, done.said
    assert "c.CourseDirectory.db_url, was the old course's and is a comment now" in done.said
    assert state(course) == before
    names = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
    assert {"nbgrader_config.py", f"solutions/{ASSIGNMENT}/{ASSIGNMENT}.ipynb", f"solutions/{ASSIGNMENT}/data.csv"} <= names
    assert not [name for name in names if name.startswith(("submitted", "autograded", "feedback", "gradebook.db", "roster"))]
    assert nbgrader(target, "generate_assignment", ASSIGNMENT, "--force").code == 0
    with open_gradebook(target) as gradebook:
        assert not gradebook.students
    hand_in(target, "ada", answer(exercise(target), **SOLUTIONS))
    assert grading(target, "autograde", ASSIGNMENT).code == 0
    assert state(course) == before, "two courses share nothing"
    with contextlib.closing(sqlite3.connect(target / "gradebook.db")) as connection:
        assert connection.execute("SELECT DISTINCT course_id FROM assignment").fetchall() == [("one-gradient-2027",)]


# Bad input -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["extend", "tinny", "ada", "2"], "The gradebook has no assignment 'tinny'; did you mean tiny?"),
        (["extend", ASSIGNMENT, "add", "2"], "The gradebook has no student 'add'; did you mean ada?"),
        (["extend", ASSIGNMENT, "ada", "two"], "DAYS is a number, as in 2 or 0.5, and 'two' is none."),
        (["extend", ASSIGNMENT, "ada", "-1"], "DAYS count from the deadline of the class, from 0 to 366, and -1 is not among them."),
        (["extend", ASSIGNMENT, "ada", "nan"], "nan is not among them"),
        (["drop", "zzz"], "The gradebook has no student 'zzz'; `nbgrader db student list` shows the names."),
        (["drop", "ada", "--back"], "dropped is nobody"),
        (["drop", "../ada", "--back"], "There is no record"),
        (["regrade", "nope"], "The gradebook has no assignment 'nope'"),
        (["regrade", ASSIGNMENT, "--student=zzz"], "No submission is at submitted/zzz/tiny"),
        (["carry-over", "next", "--course-id", "new"], "next lies inside of this course"),
        (["carry-over", "../other", "--course-id", "one-gradient"], "This course is called one-gradient itself"),
        (["carry-over", "../other", "--course-id", "a/b"], "becomes a folder's in the exchange"),
        (["carry-over", "..", "--course-id", "new"], ".. is there already"),
    ],
)
def test_bad_input_is_one_sentence_and_changes_nothing(course, words, sentence):
    before = everything(course), state(course)
    done = grading(course, *words)
    assert (done.code, sentence in done.said) == (2, True), done.said
    assert "Traceback" not in done.said
    assert (everything(course), state(course)) == before


def test_an_extension_needs_a_deadline_and_a_new_grade_needs_an_old_one(empty_course):
    exchange(empty_course)
    nbgrader(empty_course, "db_student_add", "ada")
    with open_gradebook(empty_course) as gradebook:
        gradebook.update_or_create_student("ada")
    done = grading(empty_course, "extend", ASSIGNMENT, "ada", "2")
    assert (done.code, "tiny has no deadline; set it with `nbgrader db assignment add tiny" in done.said) == (2, True), done.said
    done = grading(empty_course, "regrade", ASSIGNMENT)
    assert (done.code, "Nobody has a grade for tiny yet" in done.said) == (2, True), done.said
